using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>What sets a flow going again.</summary>
internal sealed record Occasion(string Trigger, PersonId? By, DateTime NowUtc, IReadOnlyDictionary<string, string>? Facts = null);

/// <summary>What this scope knows of a subject beside the database: what it made and the caller has not saved yet, which a query does not find; all there is, when it was read for many at once.</summary>
internal sealed class UnitOfSubject
{
    public List<WorkflowInstance> Instances { get; } = [];

    public List<WaitRow> Rows { get; } = [];

    public bool IsRead { get; set; }
}

/// <summary>The engine's entrance: finds what an occasion concerns and runs it. Never saves.</summary>
internal sealed partial class WorkflowEngine(
    AppDb db, GraphStore graphs, WorkflowRunner runner, ActivityCatalog catalog, AssigneeChain chain, Fallback fallback, IOrganisation organisation, TimeProvider clock) : IWorkflows
{
    private const int MostJournalLines = 500;

    private readonly Dictionary<SubjectRef, UnitOfSubject> units = [];

    public async Task TriggerAsync(
        string eventName, SubjectRef subject, PersonId? by, DateTime nowUtc, CancellationToken ct, IReadOnlyDictionary<string, string>? facts = null)
    {
        await db.LockAsync(subject, ct);
        var live = await LiveAsync(subject, ct);
        var rows = live.Count == 0 ? [] : await OpenAsync(subject, ct);
        var changed = false;
        foreach (var row in rows.Where(r => r.Kind == WaitKind.Event && r.EventName == eventName))
        {
            if (row.IsOpen && live.SingleOrDefault(i => i.Id == row.InstanceId) is { IsLive: true } waiting
                && !await HoldsAsync(waiting, row, new(eventName, by, nowUtc, facts), ct))
            {
                // What is open is read anew each time: the step before may have given tasks or ended branches.
                changed |= await ResumeAsync(waiting, row, await OpenAsync(subject, ct), new(eventName, by, nowUtc, facts), ct);
            }
        }

        var enabled = await db.Set<WorkflowType>().AsNoTracking().Where(t => t.Enabled && t.PublishedVersionId != null)
            .OrderBy(t => t.CreatedUtc).Select(t => new { t.Id, VersionId = t.PublishedVersionId!.Value }).ToListAsync(ct);
        foreach (var type in enabled)
        {
            var graph = await graphs.GetAsync(db, type.VersionId, ct);
            var isThere = live.Any(i => i.LiveKey == WorkflowInstance.KeyOf(type.Id, subject));
            foreach (var start in graph.Activities.Where(a => a.IsStart && a.Name == eventName))
            {
                // One flow of a type for each subject, unless the start says otherwise.
                var several = start.Properties()["Several"] is JsonValue tick && tick.TryGetValue<bool>(out var isTicked) && isTicked;
                if (isThere && !several)
                {
                    continue;
                }

                var instance = WorkflowInstance.Start(type.Id, type.VersionId, subject, nowUtc, several ? new(Parent: null, Depth: 0) : null);
                var run = new Run(instance, graph, [], eventName, by, nowUtc) { Facts = facts };
                if (await runner.RunAsync(run, start, [], ct))
                {
                    Made(run.Instance);
                    Made(run.Open);
                    changed = true;
                    break;
                }
            }
        }

        var made = UnitOf(subject).Instances;
        if (!live.Concat(made).Any(i => i.IsLive))
        {
            changed |= await NeverNobodyAsync(subject, made.LastOrDefault(), eventName, by, nowUtc, ct);
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
        await (row.IsFallback ? CompleteFallbackAsync(instance, row, action, person, nowUtc, ct) : GoOnAsync(instance, row, new(action, person, nowUtc), ct));
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
        [.. (await OpenAsync(subject, ct)).Where(r => r.Kind == WaitKind.Task).OrderBy(r => r.CreatedUtc).ThenBy(r => r.Step).ThenBy(r => r.Id.Value).Select(r => r.Info())];

    public async Task<(int Open, int Overdue)> CountAsync(Viewer viewer, DateTime nowUtc, CancellationToken ct)
    {
        var rows = db.Set<WaitRow>().OpenFor(viewer);
        var counts = await rows.GroupBy(w => 1)
            .Select(g => new { Open = g.Count(), Overdue = g.Count(w => w.DueUtc < nowUtc), Answers = g.Count(w => w.AnswerDueUtc < nowUtc) }).ToListAsync(ct);
        return counts is [var found] ? (found.Open, found.Overdue + (found.Answers == 0 ? 0 : await LateAnswersAsync(rows, nowUtc, ct))) : (0, 0);
    }

    // Tasks that are late for their first answer alone. Whether it has been given, the subject knows.
    private async Task<int> LateAnswersAsync(IQueryable<WaitRow> rows, DateTime nowUtc, CancellationToken ct)
    {
        var late = await rows.AsNoTracking().Where(w => w.AnswerDueUtc < nowUtc && (w.DueUtc == null || w.DueUtc >= nowUtc)).ToListAsync(ct);
        var count = 0;
        foreach (var type in late.GroupBy(w => w.SubjectType))
        {
            var cards = await runner.Owner(type.Key).CardsAsync([.. type.Select(w => w.SubjectId).Distinct()], ct);
            count += type.Count(w => cards.TryGetValue(w.SubjectId, out var card) && w.IsLate(card, nowUtc));
        }

        return count;
    }

    public async Task<IReadOnlyList<JournalLine>> JournalAsync(SubjectRef subject, CancellationToken ct)
    {
        var entries = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.SubjectType == subject.Type && e.SubjectId == subject.Id)
            .OrderByDescending(e => e.AtUtc).ThenByDescending(e => e.InstanceId).ThenByDescending(e => e.Step).Take(MostJournalLines).ToListAsync(ct);
        entries.Reverse();
        var people = await organisation.PeopleAsync([.. entries.Select(e => e.By).OfType<PersonId>().Distinct()], ct);
        return [.. entries.Select(e => e.Line(e.By is { } by ? people.GetValueOrDefault(by)?.Name : null))];
    }

    /// <summary>What one step of one flow waits for has come, such as a signal or an answer from another system. False when it waits no longer.</summary>
    public async Task<bool> WakeAsync(WaitRow row, Occasion occasion, CancellationToken ct)
    {
        await db.LockAsync(row.Subject, ct);
        if ((await OpenAsync(row.Subject, ct)).All(r => r.Id != row.Id) || await db.Set<WorkflowInstance>().FindAsync([row.InstanceId], ct) is not { IsLive: true } instance)
        {
            return false;
        }

        if (!await HoldsAsync(instance, row, occasion, ct))
        {
            await GoOnAsync(instance, row, occasion, ct);
        }

        return true;
    }

    // The rows are ended already, so an instance that cannot go on must not be left waiting for nothing.
    private async Task GoOnAsync(WorkflowInstance instance, WaitRow row, Occasion occasion, CancellationToken ct, params IReadOnlyList<GraphActivity> also)
    {
        if (!await ResumeAsync(instance, row, await OpenAsync(instance.Subject, ct), occasion, ct, also))
        {
            instance.Abort(occasion.NowUtc);
            db.Add(JournalEntry.Write(instance, null, null, "Workflow.Why.SubjectGone", [], occasion.By, occasion.NowUtc));
        }
        else if (!instance.IsLive)
        {
            await NeverNobodyAsync(instance.Subject, instance, null, occasion.By, occasion.NowUtc, ct);
        }

        await TellOwnerAsync(changed: true, instance.Subject, ct);
    }

    private async Task<bool> ResumeAsync(
        WorkflowInstance instance, WaitRow row, IReadOnlyList<WaitRow> open, Occasion occasion, CancellationToken ct, params IReadOnlyList<GraphActivity> also)
    {
        var graph = await graphs.GetAsync(db, instance.VersionId, ct);
        var own = open.Where(r => r.InstanceId == instance.Id).ToList();
        var run = new Run(instance, graph, own, occasion.Trigger, occasion.By, occasion.NowUtc) { Facts = occasion.Facts };
        var before = own.Count;
        var ran = await runner.RunAsync(run, graph.Find(row.ActivityId)!, [.. own.Where(r => r.Step == row.Step)], ct, also);
        Made(own.Skip(before));
        await TellParentAsync(instance, occasion.By, occasion.NowUtc, ct);
        return ran;
    }

    // Tracked on purpose: rows that this unit of work has changed come back as they are now, and are tested again.
    private async Task<List<WorkflowInstance>> LiveAsync(SubjectRef subject, CancellationToken ct)
    {
        var unit = UnitOf(subject);
        var stored = unit.IsRead
            ? unit.Instances
            : await db.Set<WorkflowInstance>().Where(i => i.SubjectType == subject.Type && i.SubjectId == subject.Id && i.LiveKey != null).ToListAsync(ct);
        return [.. stored.Union(unit.Instances.Where(Unsaved)).Where(i => i.IsLive)];
    }

    private async Task<List<WaitRow>> OpenAsync(SubjectRef subject, CancellationToken ct)
    {
        var unit = UnitOf(subject);
        var stored = unit.IsRead
            ? unit.Rows
            : await db.Set<WaitRow>().Where(w => w.SubjectType == subject.Type && w.SubjectId == subject.Id && w.EndedUtc == null).ToListAsync(ct);
        return [.. stored.Union(unit.Rows.Where(Unsaved)).Where(w => w.IsOpen)];
    }

    // New, or taken up again.
    private bool Unsaved(object row) => db.Entry(row).State is EntityState.Added or EntityState.Modified;

    private UnitOfSubject UnitOf(SubjectRef subject)
    {
        if (!units.TryGetValue(subject, out var unit))
        {
            units[subject] = unit = new();
        }

        return unit;
    }

    private void Made(WorkflowInstance instance) => UnitOf(instance.Subject).Instances.Add(instance);

    private void Made(IEnumerable<WaitRow> rows)
    {
        foreach (var row in rows)
        {
            UnitOf(row.Subject).Rows.Add(row);
        }
    }

    private Task TellOwnerAsync(bool changed, SubjectRef subject, CancellationToken ct) =>
        changed ? runner.Owner(subject.Type).TasksChangedAsync(subject.Id, ct) : Task.CompletedTask;
}
