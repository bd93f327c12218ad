using System.Text.Json.Nodes;
using IntranetInnovation.GoodExamples.Contracts;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.GoodExamples.Workflow;

/// <summary>The proposal has become a good example that readers see. Properties: <see cref="EventFilter"/>.</summary>
internal sealed class GoodExamplePublishedEvent : IActivity
{
    public static string Name => nameof(GoodExamplePublishedEvent);

    public static ActivityForm Form => new(ActivityGroup.Events, EventFilter.Fields) { CanStart = true, Waits = true };

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) => context.Happened(Name, "GoodExample.Why.Published");
}

/// <summary>Tells the proposal's flows of it.</summary>
internal sealed class TellTheFlows(IWorkflows workflows, TimeProvider clock) : IListener<GoodExamplePublished>
{
    public Task HandleAsync(GoodExamplePublished e, EventStamp at, CancellationToken ct) => e.ProposalId is { } proposal
        ? workflows.TriggerAsync(GoodExamplePublishedEvent.Name, new("proposal", proposal.Value), null, clock.GetUtcNow().UtcDateTime, ct)
        : Task.CompletedTask;
}
