using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// Starts another flow about the same subject and waits until it has ended. <c>WorkflowTypeId</c>: which type; it must have a <see cref="StartedByWorkflowEvent"/>. Outcomes <c>Done</c>, and
/// <c>Failed</c> when it was cancelled.
/// </summary>
internal sealed class ExecuteWorkflowTask(WorkflowEngine engine) : IActivity
{
    public static string Name => nameof(ExecuteWorkflowTask);

    public static ActivityForm Form => new(
        ActivityGroup.Flow, new ActivityField("WorkflowTypeId", FieldKind.Choice) { Required = true, Source = ChoiceSources.WorkflowTypes }) { Waits = true };

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done", "Failed"];

    /// <summary>Name of the event that a flow has ended.</summary>
    public static string EndOf(WorkflowInstanceId child) => $"WorkflowEnded:{child.Value:N}";

    public async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        if (context.Trigger is { } status)
        {
            return After(Enum.Parse<WorkflowStatus>(status));
        }

        var child = await engine.StartChildAsync(context.Instance!, context.Text("WorkflowTypeId") ?? "", context.By, context.NowUtc, ct);
        return child.Status == WorkflowStatus.Finished ? After(child.Status) : ActivityResult.WaitFor(new Wait.Event(EndOf(child.Id)), "Workflow.Why.WaitsForFlow");
    }

    private static ActivityResult After(WorkflowStatus status) =>
        status == WorkflowStatus.Finished ? ActivityResult.Done("Workflow.Why.FlowEnded") : new("Failed", "Workflow.Why.FlowCancelled");
}
