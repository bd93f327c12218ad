using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>Timers, many in one unit of work: what each needs is read for all of them at once.</summary>
internal sealed partial class WorkflowEngine
{
    /// <summary>
    /// The time of these timers has come. One that was ended meanwhile is passed by, and so is one whose subject somebody else is moving at this moment: the next round takes it.
    /// </summary>
    public async Task FireAsync(IReadOnlyList<WorkflowTaskId> timers, DateTime nowUtc, CancellationToken ct)
    {
        var about = await db.Set<WaitRow>().AsNoTracking().Where(w => timers.Contains(w.Id)).Select(w => new { w.SubjectType, w.SubjectId }).Distinct().ToListAsync(ct);
        var free = await db.TryLockAsync([.. about.Select(a => new SubjectRef(a.SubjectType, a.SubjectId))], ct);
        await ReadAsync(free, ct);

        // Compared with what was read once, before the save: else each of the many reads would compare everything that is tracked.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var timer in timers)
            {
                if (await db.Set<WaitRow>().FindAsync([timer], ct) is { Kind: WaitKind.Timer, IsOpen: true } row && row.DueUtc <= nowUtc && free.Contains(row.Subject)
                    && UnitOf(row.Subject).Instances.Find(i => i.Id == row.InstanceId) is { IsLive: true } instance)
                {
                    row.End(ActivityContext.TimeTrigger, null, nowUtc);
                    await GoOnAsync(instance, row, new(ActivityContext.TimeTrigger, null, nowUtc), ct);
                }
            }
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    // Held by the lock, so nobody else changes it until the unit of work ends.
    private async Task ReadAsync(IReadOnlySet<SubjectRef> subjects, CancellationToken ct)
    {
        foreach (var type in subjects.GroupBy(s => s.Type))
        {
            var ids = type.Select(s => s.Id).ToList();
            await runner.Owner(type.Key).PrepareAsync(ids, ct);
            foreach (var instance in await db.Set<WorkflowInstance>().Where(i => i.SubjectType == type.Key && ids.Contains(i.SubjectId) && i.LiveKey != null).ToListAsync(ct))
            {
                Made(instance);
            }

            Made(await db.Set<WaitRow>().Where(w => w.SubjectType == type.Key && ids.Contains(w.SubjectId) && w.EndedUtc == null).ToListAsync(ct));
        }

        foreach (var subject in subjects)
        {
            UnitOf(subject).IsRead = true;
        }
    }
}
