using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals.Workflow;

/// <summary>
/// The proposal has come to another status. <c>Statuses</c>: slugs of those it came to, none for all. A step that waits for it is not moved by the change that brought the flow there. Besides:
/// <see cref="EventFilter"/>.
/// </summary>
internal sealed class ProposalStatusChangedEvent : IActivity
{
    /// <summary>The fact that holds the slug of the status it came to.</summary>
    public const string ToFact = "to";

    public static string Name => nameof(ProposalStatusChangedEvent);

    public static ActivityForm Form => new(
        ActivityGroup.Events, [new("Statuses", FieldKind.Choices) { Source = ChoiceSources.Statuses }, .. EventFilter.Fields, EventFilter.Several]) { CanStart = true, Waits = true };

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        // What changed in the save that began this wait is told after it: it is the status that the wait began with.
        var key = $"status-before:{context.ActivityId}";
        var before = context.Memory.TryGetValue(key, out var was) ? was : null;
        var to = context.Facts.GetValueOrDefault(ToFact) ?? "";
        var result = await context.Happened(Name, "Proposal.Why.StatusChanged", to != before && (context.Many("Statuses") is not [_, ..] wanted || wanted.Contains(to)));
        if (context.Trigger is null)
        {
            context.Memory[key] = context.Subject.Values.GetValueOrDefault("status") ?? "";
        }
        else if (result.Outcome is not null)
        {
            context.Memory.Remove(key);
        }

        return result;
    }
}
