using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>What administrators do to a flow on its page, each with a reason of their own in the journal.</summary>
internal sealed partial class WorkflowEngine
{
    /// <summary>
    /// Leaves a step by one of its outcomes, as if it had been answered so: one that the flow waits at, or the one where it stopped. Refused when the flow does not stand there (409), and when
    /// the step does not lead that way (400).
    /// </summary>
    public async Task<Result<Done>> SkipAsync(WorkflowInstanceId id, string activityId, string outcome, string why, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        var found = await LockedAsync(id, why, ct);
        if (!found.Succeeded)
        {
            return Result<Done>.Refused(found.Problems);
        }

        var instance = found.Value;
        var graph = await graphs.GetAsync(db, instance.VersionId, ct);
        var open = (await OpenAsync(instance.Subject, ct)).Where(r => r.InstanceId == instance.Id).ToList();
        var isStopped = instance.Status == WorkflowStatus.Faulted && instance.FaultActivityId == activityId && await MayLiveAsync(instance, ct);
        if (graph.Find(activityId) is not { } step || !(isStopped || (instance.IsLive && open.Any(r => r.ActivityId == activityId))))
        {
            return new Problem("Workflow.NotThere", Kind: ProblemKind.Conflict);
        }

        if (!catalog.OutcomesOf(step).Contains(outcome))
        {
            return new Problem("Workflow.ActionNotOffered", "Outcome") { Arguments = [outcome] };
        }

        // What stood in for a stopped flow is no longer needed; what waits in other branches stays.
        var ended = isStopped ? open : open.Where(r => r.ActivityId == activityId).ToList();
        IReadOnlyList<GraphActivity> also = [];
        if (isStopped)
        {
            instance.Revive(nowUtc);
            also = await TakeUpAsync(instance, graph, nowUtc, ct);
            open = [.. (await OpenAsync(instance.Subject, ct)).Where(r => r.InstanceId == instance.Id)];
        }

        var before = open.Count;
        var ran = await runner.LeaveAsync(new(instance, graph, open, null, by, nowUtc), step, outcome, why.Trim(), ended, ct, also);
        Made(open.Skip(before));
        await AfterAsync(instance, by, nowUtc, ct);
        return ran ? Done.Ok : new Problem("Workflow.InstanceUnknown", Kind: ProblemKind.NotFound);
    }

    /// <summary>
    /// Ends one flow, and those that it started. When its subject still awaits somebody, a coach is given that. Refused when it has ended already, and for what stands in for a flow that was never
    /// there: that is somebody's task, and is answered or handed over (409).
    /// </summary>
    public async Task<Result<Done>> CancelOneAsync(WorkflowInstanceId id, string why, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        var found = await LockedAsync(id, why, ct);
        if (!found.Succeeded)
        {
            return Result<Done>.Refused(found.Problems);
        }

        if (found.Value.IsStray || !(found.Value.IsLive || found.Value.Status == WorkflowStatus.Faulted))
        {
            return new Problem("Workflow.HasEnded", Kind: ProblemKind.Conflict);
        }

        var live = await LiveAsync(found.Value.Subject, ct);
        var ending = new List<WorkflowInstance> { found.Value };
        for (var i = 0; i < ending.Count; i++)
        {
            ending.AddRange(live.Where(l => l.Origin()?.Parent == ending[i].Id.Value && !ending.Contains(l)));
        }

        foreach (var row in (await OpenAsync(found.Value.Subject, ct)).Where(r => ending.Any(i => i.Id == r.InstanceId)))
        {
            row.End(null, by, nowUtc);
        }

        foreach (var instance in ending)
        {
            instance.Abort(nowUtc);
            db.Add(JournalEntry.Write(instance, null, null, "Workflow.Why.Cancelled", [why.Trim()], by, nowUtc));
        }

        await AfterAsync(found.Value, by, nowUtc, ct);
        return Done.Ok;
    }

    private async Task<Result<WorkflowInstance>> LockedAsync(WorkflowInstanceId id, string why, CancellationToken ct)
    {
        if (WhyMissing(why) is { } missing)
        {
            return missing;
        }

        if (await db.Set<WorkflowInstance>().AsNoTracking().Where(i => i.Id == id).Select(i => new { i.SubjectType, i.SubjectId }).SingleOrDefaultAsync(ct) is not { } about)
        {
            return new Problem("Workflow.InstanceUnknown", Kind: ProblemKind.NotFound);
        }

        // Read when nobody else moves it any more.
        await db.LockAsync(new(about.SubjectType, about.SubjectId), ct);
        return await db.Set<WorkflowInstance>().SingleAsync(i => i.Id == id, ct);
    }

    private async Task<bool> MayLiveAsync(WorkflowInstance instance, CancellationToken ct) => (await LiveAsync(instance.Subject, ct)).All(i => i.Key() != instance.Key());

    private async Task AfterAsync(WorkflowInstance instance, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        await TellParentAsync(instance, by, nowUtc, ct);
        if (!instance.IsLive)
        {
            // A cancelled flow stays cancelled: what its subject awaits becomes a task of its own.
            await NeverNobodyAsync(instance.Subject, instance.Status == WorkflowStatus.Aborted ? null : instance, null, by, nowUtc, ct);
        }

        await TellOwnerAsync(changed: true, instance.Subject, ct);
    }
}
