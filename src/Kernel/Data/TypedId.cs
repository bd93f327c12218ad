using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntranetInnovation.Kernel.Data;

/// <summary>An id of its own type over a UUIDv7, so that a department's id cannot be passed where a person's is meant.</summary>
/// <typeparam name="TSelf">The id type: <c>readonly record struct XId(Guid Value)</c>.</typeparam>
public interface ITypedId<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>The UUID; time-ordered for ids made by <see cref="TypedId.New{TId}"/>.</summary>
    Guid Value { get; }

    /// <summary>Wraps an existing UUID.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Makes typed ids.</summary>
public static class TypedId
{
    /// <summary>A new time-ordered id (UUIDv7, RFC 9562).</summary>
    public static TId New<TId>()
        where TId : struct, ITypedId<TId> => TId.From(Guid.CreateVersion7());
}

internal sealed class TypedIdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => From(value))
    where TId : struct, ITypedId<TId>
{
    private static TId From(Guid value) => TId.From(value);
}

/// <summary>Writes every typed id as its UUID in JSON.</summary>
public sealed class TypedIdJsonConverterFactory : JsonConverterFactory
{
    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert) => TypedIds.Is(typeToConvert);

    /// <inheritdoc />
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(TypedIdJsonConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class TypedIdJsonConverter<TId> : JsonConverter<TId>
        where TId : struct, ITypedId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.From(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}

internal static class TypedIds
{
    public static bool Is(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));
}
