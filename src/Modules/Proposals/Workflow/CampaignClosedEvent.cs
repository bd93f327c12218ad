using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals.Workflow;

/// <summary>The proposal's campaign takes no more proposals. Told to each open proposal in it. Properties: <see cref="EventFilter"/>.</summary>
internal sealed class CampaignClosedEvent : IActivity
{
    public static string Name => nameof(CampaignClosedEvent);

    public static ActivityForm Form => new(ActivityGroup.Events, [.. EventFilter.Fields, EventFilter.Several]) { CanStart = true, Waits = true };

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) => context.Happened(Name, "Proposal.Why.CampaignClosed");
}
