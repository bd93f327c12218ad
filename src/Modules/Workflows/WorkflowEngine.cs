using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>The engine's entrance: finds what an occasion concerns and runs it. Never saves.</summary>
internal sealed partial class WorkflowEngine(
    AppDb db, GraphStore graphs, WorkflowRunner runner, AssigneeChain chain, Fallback fallback, IOrganisation organisation, TimeProvider clock) : IWorkflows
{
    private const int MostJournalLines = 500;

    // Rows that this scope made and the caller has not saved yet: a query does not find them.
    private readonly List<WorkflowInstance> made = [];
    private readonly List<WaitRow> madeRows = [];

    public async Task TriggerAsync(string eventName, SubjectRef subject, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        await db.LockAsync(subject, ct);
        var live = await LiveAsync(subject, ct);
        var rows = live.Count == 0 ? [] : await OpenAsync(subject, ct);
        var changed = false;
        foreach (var row in rows.Where(r => r.Kind == WaitKind.Event && r.EventName == eventName))
        {
            if (row.IsOpen && live.SingleOrDefault(i => i.Id == row.InstanceId) is { IsLive: true } waiting
                && !await HoldsAsync(waiting, row, eventName, by, nowUtc, ct))
            {
                changed |= await ResumeAsync(waiting, row, rows, eventName, by, nowUtc, ct);
            }
        }

        var enabled = await db.Set<WorkflowType>().AsNoTracking().Where(t => t.Enabled && t.PublishedVersionId != null)
            .OrderBy(t => t.CreatedUtc).Select(t => new { t.Id, VersionId = t.PublishedVersionId!.Value }).ToListAsync(ct);
        foreach (var type in enabled.Where(t => !live.Any(i => i.TypeId == t.Id)))
        {
            var graph = await graphs.GetAsync(db, type.VersionId, ct);
            foreach (var start in graph.Activities.Where(a => a.IsStart && a.Name == eventName))
            {
                var run = new Run(WorkflowInstance.Start(type.Id, type.VersionId, subject, nowUtc), graph, [], eventName, by, nowUtc);
                if (await runner.RunAsync(run, start, [], ct))
                {
                    made.Add(run.Instance);
                    madeRows.AddRange(run.Open);
                    changed = true;
                    break;
                }
            }
        }

        if (!live.Concat(made.Where(i => i.Subject == subject)).Any(i => i.IsLive))
        {
            changed |= await NeverNobodyAsync(subject, made.LastOrDefault(i => i.Subject == subject), eventName, by, nowUtc, ct);
        }

        await TellOwnerAsync(changed, subject, ct);
    }

    public async Task<Result<Done>> CompleteAsync(WorkflowTaskId task, string action, Viewer by, DateTime nowUtc, CancellationToken ct)
    {
        if (await db.Set<WaitRow>().FindAsync([task], ct) is not { Kind: WaitKind.Task } row)
        {
            return new Problem("Workflow.TaskUnknown", Kind: ProblemKind.NotFound);
        }

        await db.LockAsync(row.Subject, ct);
        var info = row.Info();
        if (!info.IsFor(by))
        {
            return new Problem("Workflow.TaskNotYours", Kind: ProblemKind.Forbidden);
        }

        if (!row.IsOpen)
        {
            return new Problem("Workflow.TaskDone", Kind: ProblemKind.Conflict);
        }

        if (!info.Actions.Contains(action))
        {
            return new Problem("Workflow.ActionNotOffered") { Arguments = [action] };
        }

        var instance = await db.Set<WorkflowInstance>().FindAsync([row.InstanceId], ct);
        if (instance is null || !(instance.IsLive || row.IsFallback))
        {
            return new Problem("Workflow.TaskDone", Kind: ProblemKind.Conflict);
        }

        if (await IsPausedAsync(instance, ct))
        {
            return new Problem("Workflow.IsPaused", Kind: ProblemKind.Conflict);
        }

        var person = by.PersonId is { } id ? (PersonId?)new PersonId(id) : null;
        row.End(action, person, nowUtc);
        await (row.IsFallback ? CompleteFallbackAsync(instance, row, action, person, nowUtc, ct) : GoOnAsync(instance, row, action, person, nowUtc, ct));
        return Done.Ok;
    }

    public async Task CancelAsync(SubjectRef subject, string why, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        await db.LockAsync(subject, ct);
        var live = await LiveAsync(subject, ct);
        var open = await OpenAsync(subject, ct);
        foreach (var row in open)
        {
            row.End(null, by, nowUtc);
        }

        foreach (var instance in live)
        {
            instance.Abort(nowUtc);
            db.Add(JournalEntry.Write(instance, null, null, why, [], by, nowUtc));
        }

        await TellOwnerAsync(live.Count + open.Count > 0, subject, ct);
    }

    public async Task<IReadOnlyList<WorkflowTaskInfo>> TasksAsync(SubjectRef subject, CancellationToken ct) =>
        [.. (await OpenAsync(subject, ct)).Where(r => r.Kind == WaitKind.Task).OrderBy(r => r.CreatedUtc).ThenBy(r => r.Id.Value).Select(r => r.Info())];

    public async Task<(int Open, int Overdue)> CountAsync(Viewer viewer, DateTime nowUtc, CancellationToken ct)
    {
        var counts = await db.Set<WaitRow>().OpenFor(viewer).GroupBy(w => 1)
            .Select(g => new { Open = g.Count(), Overdue = g.Count(w => w.DueUtc < nowUtc) }).ToListAsync(ct);
        return counts is [var found] ? (found.Open, found.Overdue) : (0, 0);
    }

    public async Task<IReadOnlyList<JournalLine>> JournalAsync(SubjectRef subject, CancellationToken ct)
    {
        var entries = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.SubjectType == subject.Type && e.SubjectId == subject.Id)
            .OrderByDescending(e => e.AtUtc).ThenByDescending(e => e.InstanceId).ThenByDescending(e => e.Step).Take(MostJournalLines).ToListAsync(ct);
        entries.Reverse();
        var people = await organisation.PeopleAsync([.. entries.Select(e => e.By).OfType<PersonId>().Distinct()], ct);
        return [.. entries.Select(e => e.Line(e.By is { } by ? people.GetValueOrDefault(by)?.Name : null))];
    }

    /// <summary>A timer's time has come; nothing happens when it has been ended meanwhile.</summary>
    public async Task FireAsync(WorkflowTaskId timer, DateTime nowUtc, CancellationToken ct)
    {
        if (await db.Set<WaitRow>().FindAsync([timer], ct) is not { Kind: WaitKind.Timer } row)
        {
            return;
        }

        await db.LockAsync(row.Subject, ct);
        if (row.IsOpen && row.DueUtc <= nowUtc && await db.Set<WorkflowInstance>().FindAsync([row.InstanceId], ct) is { IsLive: true } instance && !await IsPausedAsync(instance, ct))
        {
            row.End("Timer", null, nowUtc);
            await GoOnAsync(instance, row, "Timer", null, nowUtc, ct);
        }
    }

    // The rows are ended already, so an instance that cannot go on must not be left waiting for nothing.
    private async Task GoOnAsync(WorkflowInstance instance, WaitRow row, string trigger, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        if (!await ResumeAsync(instance, row, await OpenAsync(instance.Subject, ct), trigger, by, nowUtc, ct))
        {
            instance.Abort(nowUtc);
            db.Add(JournalEntry.Write(instance, null, null, "Workflow.Why.SubjectGone", [], by, nowUtc));
        }
        else if (!instance.IsLive)
        {
            await NeverNobodyAsync(instance.Subject, instance, null, by, nowUtc, ct);
        }

        await TellOwnerAsync(changed: true, instance.Subject, ct);
    }

    private async Task<bool> ResumeAsync(
        WorkflowInstance instance, WaitRow row, IReadOnlyList<WaitRow> open, string trigger, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        var graph = await graphs.GetAsync(db, instance.VersionId, ct);
        var own = open.Where(r => r.InstanceId == instance.Id).ToList();
        var run = new Run(instance, graph, own, trigger, by, nowUtc);
        var before = own.Count;
        var ran = await runner.RunAsync(run, graph.Find(row.ActivityId)!, [.. own.Where(r => r.Step == row.Step)], ct);
        madeRows.AddRange(own.Skip(before));
        return ran;
    }

    // Tracked on purpose: rows that this unit of work has changed come back as they are now, and are tested again.
    private async Task<List<WorkflowInstance>> LiveAsync(SubjectRef subject, CancellationToken ct)
    {
        var stored = await db.Set<WorkflowInstance>().Where(i => i.SubjectType == subject.Type && i.SubjectId == subject.Id && i.LiveKey != null).ToListAsync(ct);
        return [.. stored.Concat(made.Where(i => i.Subject == subject && Unsaved(i))).Where(i => i.IsLive)];
    }

    private async Task<List<WaitRow>> OpenAsync(SubjectRef subject, CancellationToken ct)
    {
        var stored = await db.Set<WaitRow>().Where(w => w.SubjectType == subject.Type && w.SubjectId == subject.Id && w.EndedUtc == null).ToListAsync(ct);
        return [.. stored.Concat(madeRows.Where(w => w.SubjectId == subject.Id && w.SubjectType == subject.Type && Unsaved(w))).Where(w => w.IsOpen)];
    }

    private bool Unsaved(object row) => db.Entry(row).State == EntityState.Added;

    private Task TellOwnerAsync(bool changed, SubjectRef subject, CancellationToken ct) =>
        changed ? runner.Owner(subject.Type).TasksChangedAsync(subject.Id, ct) : Task.CompletedTask;
}
