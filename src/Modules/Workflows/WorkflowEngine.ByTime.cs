using IntranetInnovation.Workflows.Activities;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>Flows that a clock begins.</summary>
internal sealed partial class WorkflowEngine
{
    /// <summary>Begins a flow of the type, at that start, about each subject that has none of it and that the start takes. How many began.</summary>
    public async Task<int> BeginAsync(WorkflowTypeId typeId, string activityId, IReadOnlyList<SubjectRef> subjects, DateTime nowUtc, CancellationToken ct)
    {
        if (await db.Set<WorkflowType>().AsNoTracking().Where(t => t.Id == typeId && t.Enabled).Select(t => t.PublishedVersionId).SingleOrDefaultAsync(ct) is not { } version)
        {
            return 0;
        }

        var graph = await graphs.GetAsync(db, version, ct);
        var keys = subjects.Select(s => WorkflowInstance.KeyOf(typeId, s)).ToList();
        var taken = (await db.Set<WorkflowInstance>().Where(i => keys.Contains(i.LiveKey!)).Select(i => i.LiveKey).ToListAsync(ct)).ToHashSet();
        var begun = 0;
        foreach (var subject in subjects.Where(s => !taken.Contains(WorkflowInstance.KeyOf(typeId, s))))
        {
            if (graph.Find(activityId) is { } start && await BeginAsync(typeId, version, graph, start, subject, nowUtc, ct))
            {
                begun++;
            }
        }

        return begun;
    }

    private async Task<bool> BeginAsync(WorkflowTypeId type, WorkflowVersionId version, WorkflowGraph graph, GraphActivity start, SubjectRef subject, DateTime nowUtc, CancellationToken ct)
    {
        await db.LockAsync(subject, ct);
        var live = await LiveAsync(subject, ct);
        var run = new Run(WorkflowInstance.Start(type, version, subject, nowUtc), graph, [], TimerEvent.Name, null, nowUtc);
        if (live.Any(i => i.LiveKey == WorkflowInstance.KeyOf(type, subject)) || !await runner.RunAsync(run, start, [], ct))
        {
            return false;
        }

        Made(run.Instance);
        Made(run.Open);
        if (!run.Instance.IsLive && live.Count == 0)
        {
            await NeverNobodyAsync(subject, run.Instance, null, null, nowUtc, ct);
        }

        await TellOwnerAsync(changed: true, subject, ct);
        return true;
    }
}
