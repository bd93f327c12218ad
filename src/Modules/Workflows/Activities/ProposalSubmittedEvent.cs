using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>Begins when a proposal is handed in. Properties: <see cref="EventFilter"/>.</summary>
internal sealed class ProposalSubmittedEvent : IActivity
{
    public static string Name => nameof(ProposalSubmittedEvent);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public static ActivityForm Form => new(ActivityGroup.Events, EventFilter.Fields) { CanStart = true, Waits = true };

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) => context.Happened(Name, "Workflow.Why.Submitted");
}
