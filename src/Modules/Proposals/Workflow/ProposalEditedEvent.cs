using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals.Workflow;

/// <summary>
/// The author has added to what was handed in, by answering a question. What was handed in is never changed otherwise. Properties: <see cref="EventFilter"/>.
/// </summary>
internal sealed class ProposalEditedEvent : IActivity
{
    public static string Name => nameof(ProposalEditedEvent);

    public static ActivityForm Form => new(ActivityGroup.Events, [.. EventFilter.Fields, EventFilter.Several]) { CanStart = true, Waits = true };

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) => context.Happened(Name, "Proposal.Why.Edited");
}
