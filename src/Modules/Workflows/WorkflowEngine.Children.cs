using System.Globalization;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Activities;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>Flows that other flows start and wait for.</summary>
internal sealed partial class WorkflowEngine
{
    private const int Deepest = 5;

    /// <summary>
    /// Starts a flow of another type about the same subject, beside any other of that type, and runs it to its first waits. A type that is not there, switched off or not made to be started
    /// so, and one that would be the sixth above one another, faults with a sentence.
    /// </summary>
    public async Task<WorkflowInstance> StartChildAsync(WorkflowInstance parent, string typeKey, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        var type = await db.Set<WorkflowType>().AsNoTracking().SingleOrDefaultAsync(t => t.Key == typeKey && t.Enabled, ct);
        if (type?.PublishedVersionId is not { } version)
        {
            throw new ActivityFaultException("Workflow.Fault.NoSuchFlow", type?.Name ?? typeKey);
        }

        var graph = await graphs.GetAsync(db, version, ct);
        var start = graph.Activities.FirstOrDefault(a => a.IsStart && a.Name == StartedByWorkflowEvent.Name)
            ?? throw new ActivityFaultException("Workflow.Fault.NotToBeStarted", type.Name);
        var depth = (parent.Origin()?.Depth ?? 0) + 1;
        if (depth > Deepest)
        {
            throw new ActivityFaultException("Workflow.Fault.TooDeep", Deepest.ToString(CultureInfo.InvariantCulture));
        }

        var run = new Run(
            WorkflowInstance.Start(type.Id, version, parent.Subject, nowUtc, new(parent.Id.Value, depth)), graph, [], StartedByWorkflowEvent.Name, by, nowUtc);
        await runner.RunAsync(run, start, [], ct);
        Made(run.Instance);
        Made(run.Open);
        return run.Instance;
    }

    // One that has stopped is waited for: it can be tried again.
    private async Task TellParentAsync(WorkflowInstance child, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        if (child.Origin()?.Parent is not { } id || child.Status is not (WorkflowStatus.Finished or WorkflowStatus.Aborted))
        {
            return;
        }

        var open = await OpenAsync(child.Subject, ct);
        var name = ExecuteWorkflowTask.EndOf(child.Id);
        if (open.FirstOrDefault(r => r.EventName == name) is { } row && await db.Set<WorkflowInstance>().FindAsync([new WorkflowInstanceId(id)], ct) is { IsLive: true } parent)
        {
            await ResumeAsync(parent, row, open, new(child.Status.ToString(), by, nowUtc), ct);
        }
    }
}
