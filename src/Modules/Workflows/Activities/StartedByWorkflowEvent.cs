using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>Begins when another flow starts this one (<see cref="ExecuteWorkflowTask"/>). It has no properties.</summary>
internal sealed class StartedByWorkflowEvent : IActivity
{
    public static string Name => nameof(StartedByWorkflowEvent);

    public static ActivityForm Form => new(ActivityGroup.Events) { CanStart = true, Waits = true };

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(
        context.Trigger is null ? ActivityResult.WaitFor(new Wait.Event(Name)) : ActivityResult.Done("Workflow.Why.StartedByFlow"));
}
