using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml;
using IntranetInnovation.Kernel.Outcome;

namespace IntranetInnovation.Kernel.Recipes;

/// <summary>A step of a recipe (Orchard's envelope: <c>{"name": …, …}</c>). Plain data, run any number of times with the same outcome; no scripts.</summary>
public interface IRecipeStep
{
    /// <summary>Compared ignoring case, as Orchard does.</summary>
    string Name { get; }

    /// <summary>The step as a record, for reading strictly and for the published schema.</summary>
    Type Shape { get; }

    /// <summary>JSON Schema (draft 7) of the step when its format is somebody else's; null when <see cref="Shape"/> says it all.</summary>
    JsonObject? Schema => null;

    /// <summary>Makes the step so in the scope's AppDb. The runner saves; a step with many items may save on the way, inside the runner's transaction.</summary>
    Task<Result<Done>> ApplyAsync(object step, RecipeRun run, CancellationToken ct);
}

/// <summary>A step <c>{"name": …, "data": [items]}</c> of our own: an unknown property is an error.</summary>
/// <typeparam name="TItem">One item of <c>data</c>.</typeparam>
public abstract class RecipeStep<TItem> : IRecipeStep
{
    /// <inheritdoc />
    public abstract string Name { get; }

    /// <inheritdoc />
    public Type Shape => typeof(StepData<TItem>);

    /// <inheritdoc />
    public Task<Result<Done>> ApplyAsync(object step, RecipeRun run, CancellationToken ct) => ApplyAsync(((StepData<TItem>)step).Data, run, ct);

    /// <summary>Makes the items so. Refuse with <see cref="RecipeRun.Broken"/> when one refers to what is not there.</summary>
    protected abstract Task<Result<Done>> ApplyAsync(IReadOnlyList<TItem> items, RecipeRun run, CancellationToken ct);
}

/// <summary>The usual shape of a step.</summary>
/// <param name="Name">The step's name.</param>
/// <param name="Data">Its items.</param>
public sealed record StepData<TItem>(string Name, IReadOnlyList<TItem> Data);

/// <summary>A run of a recipe: when the installation first started, which relative dates count from, and whether it is a dry run.</summary>
/// <param name="FirstStartUtc">UTC; the same at every later run.</param>
/// <param name="NowUtc">UTC.</param>
public sealed record RecipeRun(DateTime FirstStartUtc, DateTime NowUtc)
{
    /// <summary>How steps are read: property names ignoring case, comments and trailing commas allowed, unknown properties refused.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>A duration such as <c>-P12D</c> counted from the first start, or an ISO date or time as it is. Throws <see cref="FormatException"/> for anything else.</summary>
    public DateTime Moment(string text)
    {
        if (text is ['-', 'P', ..] or ['P', ..])
        {
            return FirstStartUtc + XmlConvert.ToTimeSpan(text);
        }

        return DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal).UtcDateTime;
    }

    /// <summary>Refuses a recipe: <paramref name="what"/> names the item and what is wrong with it.</summary>
    public static Problem Broken(string what) => new("Kernel.RecipeBroken") { Arguments = [what] };
}

/// <summary>A recipe's envelope.</summary>
internal sealed record Recipe(string Name, IReadOnlyList<JsonObject> Steps, string? DisplayName = null, string? Version = null);
