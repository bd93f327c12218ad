using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// Chooses a way by a table. <c>Rows</c>: objects with <c>Department</c>, <c>Campaign</c>, <c>Goal</c>, <c>Source</c> (slugs; an empty one fits all) and <c>Outcome</c>; the first row that
/// fits decides. Outcome <c>Otherwise</c> when none does.
/// </summary>
internal sealed class SwitchTask : IActivity
{
    private const string Otherwise = "Otherwise";
    private static readonly string[] Columns = ["Department", "Campaign", "Goal", "Source"];

    public static string Name => nameof(SwitchTask);

    public static ActivityForm Form => new(ActivityGroup.Flow, new ActivityField("Rows", FieldKind.Table)
    {
        Required = true,
        Min = 1,
        Columns =
        [
            new("Department", FieldKind.Choice) { Source = ChoiceSources.Departments },
            new("Campaign", FieldKind.Choice) { Source = ChoiceSources.Campaigns },
            new("Goal", FieldKind.Choice) { Source = ChoiceSources.Goals },
            new("Source", FieldKind.Choice) { Source = ChoiceSources.Sources },
            new("Outcome", FieldKind.Text) { Required = true },
        ],
    });

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => [.. Rows(properties).Select(OutcomeOf).Where(o => o.Length > 0).Append(Otherwise).Distinct()];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        var fits = Rows(context.Properties).FirstOrDefault(row => OutcomeOf(row).Length > 0
            && Columns.All(c => row[c]?.ToString() is not { Length: > 0 } wanted || wanted == context.Subject.Values.GetValueOrDefault(c.ToLowerInvariant())));
        return Task.FromResult(fits is null
            ? new ActivityResult(Otherwise, "Workflow.Why.NoRow")
            : new ActivityResult(OutcomeOf(fits), "Workflow.Why.Row", OutcomeOf(fits)));
    }

    private static IEnumerable<JsonObject> Rows(JsonObject properties) => (properties["Rows"] as JsonArray ?? []).OfType<JsonObject>();

    private static string OutcomeOf(JsonObject row) => row["Outcome"]?.ToString().Trim() ?? "";
}
