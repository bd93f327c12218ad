using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals.Workflow;

/// <summary>The proposal's campaign has begun to take proposals, also when it was opened anew. Told to each open proposal in it. Properties: <see cref="EventFilter"/>.</summary>
internal sealed class CampaignOpenedEvent : IActivity
{
    public static string Name => nameof(CampaignOpenedEvent);

    public static ActivityForm Form => new(ActivityGroup.Events, [.. EventFilter.Fields, EventFilter.Several]) { CanStart = true, Waits = true };

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) => context.Happened(Name, "Proposal.Why.CampaignOpened");
}
