using System.Globalization;
using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals.Workflow;

/// <summary>
/// So many people support the proposal. <c>Supports</c>: how many, 1–10 000. A flow begins as the number is passed; a step that waits goes on as soon as there are as many, at once when there
/// are already. Besides: <see cref="EventFilter"/>.
/// </summary>
internal sealed class SupportReachedEvent : IActivity
{
    /// <summary>The fact that holds how many there were.</summary>
    public const string BeforeFact = "before";

    /// <summary>The fact that holds how many there are.</summary>
    public const string AfterFact = "after";

    private const int Most = 10_000;

    public static string Name => nameof(SupportReachedEvent);

    public static ActivityForm Form => new(
        ActivityGroup.Events, [new("Supports", FieldKind.Number) { Required = true, Min = 1, Max = Most }, .. EventFilter.Fields, EventFilter.Several]) { CanStart = true, Waits = true };

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        var wanted = context.Number("Supports", 0);
        if (wanted is < 1 or > Most)
        {
            throw new ActivityFaultException("Proposal.Fault.NoSupports", Most.ToString(CultureInfo.InvariantCulture));
        }

        if (context.Trigger is null)
        {
            return Count(context.Subject.Values.GetValueOrDefault("supports")) >= wanted
                ? Task.FromResult(ActivityResult.Done("Proposal.Why.Supported"))
                : context.Happened(Name, "Proposal.Why.Supported");
        }

        var (before, after) = (Count(context.Facts.GetValueOrDefault(BeforeFact)), Count(context.Facts.GetValueOrDefault(AfterFact)));
        return context.Happened(Name, "Proposal.Why.Supported", after >= wanted && (before < wanted || !context.IsStart));
    }

    private static int Count(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
