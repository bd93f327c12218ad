using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>Flows that stopped, ended too early, or were never there: somebody has a task all the same, and administrators may try again.</summary>
internal sealed partial class WorkflowEngine
{
    /// <summary>
    /// A faulted flow goes on from the step where it stopped: on the version in force when that knows the step, so that a mended drawing helps, else on its own. What stood in for the step is
    /// closed. For a subject that no workflow took, what set it going is told once more. Refused (409) when it is not faulted or there is no step to try.
    /// </summary>
    public async Task<Result<Done>> RetryAsync(WorkflowInstanceId id, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        if (await db.Set<WorkflowInstance>().FindAsync([id], ct) is not { } instance)
        {
            return new Problem("Workflow.InstanceUnknown", Kind: ProblemKind.NotFound);
        }

        await db.LockAsync(instance.Subject, ct);
        if (instance.Status != WorkflowStatus.Faulted || !await MayLiveAsync(instance, ct))
        {
            return new Problem("Workflow.NotStopped", Kind: ProblemKind.Conflict);
        }

        if (instance is { IsStray: true, FaultTrigger: { } told })
        {
            await CancelAsync(instance.Subject, "Workflow.Why.TriedAgain", by, nowUtc, ct);
            instance.Abort(nowUtc);
            db.Add(JournalEntry.Write(instance, null, null, "Workflow.Why.TriedAgain", [], by, nowUtc));
            await TriggerAsync(told, instance.Subject, by, nowUtc, ct);
            return Done.Ok;
        }

        var inForce = await db.Set<WorkflowType>().Where(t => t.Id == instance.TypeId).Select(t => t.PublishedVersionId).SingleOrDefaultAsync(ct);
        foreach (var version in new[] { inForce, instance.VersionId }.OfType<WorkflowVersionId>())
        {
            var graph = await graphs.GetAsync(db, version, ct);
            if (instance.FaultActivityId is { } stopped && graph.Find(stopped) is { } step && await KnowsAsync(graph, instance, ct))
            {
                var trigger = instance.FaultTrigger;
                instance.MoveTo(version);
                instance.Revive(nowUtc);
                db.Add(JournalEntry.Write(instance, step, null, "Workflow.Why.TriedAgain", [], by, nowUtc));
                return await BeginAnewAsync(instance, graph, step, trigger, by, nowUtc, ct)
                    ? Done.Ok
                    : new Problem("Workflow.TaskUnknown", Kind: ProblemKind.Conflict);
            }
        }

        return new Problem("Workflow.NoStepToRetry", Kind: ProblemKind.Conflict);
    }

    // The step that the task stood in for is answered by it, and the flow lives again from there. Without such a step the next thing awaited becomes a task of its own.
    private async Task CompleteFallbackAsync(WorkflowInstance instance, WaitRow row, string action, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        var graph = await graphs.GetAsync(db, instance.VersionId, ct);
        if (graph.Find(row.ActivityId) is not null && await MayLiveAsync(instance, ct))
        {
            instance.Revive(nowUtc);
            var also = await TakeUpAsync(instance, graph, nowUtc, ct, row.ActivityId);
            await GoOnAsync(instance, row, new(action, by, nowUtc), ct, also);
            return;
        }

        db.Add(JournalEntry.Write(instance, null, action, "Workflow.Why.Answered", [], by, nowUtc));
        instance.Settle(waits: false, nowUtc);
        await NeverNobodyAsync(instance.Subject, instance, null, by, nowUtc, ct);
        await TellOwnerAsync(changed: true, instance.Subject, ct);
    }

    // The other branches of a flow that stopped wait again as they did, but for the step that was answered in its stead. Those that had not begun are returned.
    private async Task<IReadOnlyList<GraphActivity>> TakeUpAsync(
        WorkflowInstance instance, WorkflowGraph graph, DateTime nowUtc, CancellationToken ct, string? except = null)
    {
        var suspended = instance.TakeUp();
        foreach (var row in (await RowsAsync(suspended, ct)).Where(r => r.ActivityId != except && graph.Find(r.ActivityId) is not null))
        {
            row.Reopen(nowUtc);
            Made([row]);
        }

        return [.. suspended.Steps.Select(graph.Find).OfType<GraphActivity>()];
    }

    // A mended drawing is gone over to when all that the flow stands on is in it; its own version always is.
    private async Task<bool> KnowsAsync(WorkflowGraph graph, WorkflowInstance instance, CancellationToken ct)
    {
        var suspended = instance.Suspended();
        return instance.Parked().Concat(suspended.Steps).Concat((await RowsAsync(suspended, ct)).Select(r => r.ActivityId)).All(id => graph.Find(id) is not null);
    }

    private async Task<IReadOnlyList<WaitRow>> RowsAsync(Suspended suspended, CancellationToken ct)
    {
        var ids = suspended.Rows.Select(r => new WorkflowTaskId(r)).ToList();
        return ids.Count == 0 ? [] : await db.Set<WaitRow>().Where(w => ids.Contains(w.Id)).ToListAsync(ct);
    }

    /// <summary>Gives a task to somebody when the subject awaits one and nothing lives that will ask for it. True when it did.</summary>
    private async Task<bool> NeverNobodyAsync(SubjectRef subject, WorkflowInstance? last, string? trigger, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        var owner = runner.Owner(subject.Type);
        if ((await LiveAsync(subject, ct)).Count > 0 || (await OpenAsync(subject, ct)).Any(r => r.Kind == WaitKind.Task)
            || await owner.FindAsync(subject.Id, ct) is not { } found || owner.Awaits(found) is null)
        {
            return false;
        }

        if (last is null)
        {
            last = WorkflowInstance.Start(default, default, subject, nowUtc);
            db.Add(last);
            Made(last);
        }

        last.Fail(new(last.IsStray ? "Workflow.Fault.NoFlow" : "Workflow.Fault.EndedEarly"), null, trigger, nowUtc);
        if (await fallback.GiveAsync(last, await graphs.GetAsync(db, last.VersionId, ct), found, owner, by, nowUtc, ct) is { } row)
        {
            Made([row]);
        }

        return true;
    }
}
