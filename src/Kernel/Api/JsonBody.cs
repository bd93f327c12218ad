using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntranetInnovation.Kernel.Outcome;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace IntranetInnovation.Kernel.Api;

/// <summary>A JSON body read strictly: unknown members, wrong types and more than 256 KiB are refused with a text, never an empty 400.</summary>
/// <typeparam name="T">A record of what the call takes.</typeparam>
public sealed class JsonBody<T> : IEndpointParameterMetadataProvider
    where T : class
{
    private const int Limit = 256 * 1024;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        MaxDepth = 16,
    };

    private JsonBody(Result<T> read) => Read = read;

    /// <summary>The body, or why it was refused.</summary>
    public Result<T> Read { get; }

    /// <summary>Called by the framework.</summary>
    public static async ValueTask<JsonBody<T>> BindAsync(HttpContext context)
    {
        if (context.Request.ContentLength > Limit)
        {
            return new(new Problem("Kernel.BodyTooLarge", Kind: ProblemKind.TooLarge));
        }

        try
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                limit.MaxRequestBodySize = Limit;
            }

            var value = await context.Request.ReadFromJsonAsync<T>(Strict, context.RequestAborted);
            return new(value is null ? new Problem("Kernel.BadJson") { Arguments = ["$"] } : value);
        }
        catch (JsonException e)
        {
            return new(new Problem("Kernel.BadJson") { Arguments = [e.Path ?? "$"] });
        }
        catch (InvalidOperationException)
        {
            return new(new Problem("Kernel.BadJson") { Arguments = ["Content-Type"] });
        }
        catch (BadHttpRequestException)
        {
            return new(new Problem("Kernel.BodyTooLarge", Kind: ProblemKind.TooLarge));
        }
    }

    /// <summary>Tells OpenAPI what the body is.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}
