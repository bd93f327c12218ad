using System.Data.Common;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.Workflows;

/// <summary>What set a run going.</summary>
/// <param name="Instance">The instance; not tracked yet when it is about to start.</param>
/// <param name="Graph">Its version's graph.</param>
/// <param name="Open">Its open rows; those that the run makes are added.</param>
/// <param name="Trigger">The event's name, or the action that a person chose; null for a step that is begun anew.</param>
/// <param name="By">Null for the system.</param>
/// <param name="NowUtc">UTC.</param>
internal sealed record Run(WorkflowInstance Instance, WorkflowGraph Graph, List<WaitRow> Open, string? Trigger, PersonId? By, DateTime NowUtc)
{
    /// <summary>What the event told besides.</summary>
    public IReadOnlyDictionary<string, string>? Facts { get; init; }
}

/// <summary>Walks a graph from one step to the next waits, in the caller's unit of work. A fault stops the instance, never the caller.</summary>
internal sealed class WorkflowRunner(
    AppDb db, ActivityCatalog activities, Fallback fallback, ValueWords words, TimeProvider clock, IServiceProvider services, ILogger<WorkflowRunner> log)
{
    /// <summary>More steps than this in one run, those of the flows that it starts included, is a loop without a wait.</summary>
    public const int MostSteps = 1000;

    private int running;
    private int taken;

    // Asked for here, not injected: the owner of a subject may itself need the engine.
    public IWorkflowSubjects Owner(string subjectType) => services.GetServices<IWorkflowSubjects>().LastOrDefault(s => s.Type == subjectType)
        ?? throw new InvalidOperationException($"No module brings subjects of the type {subjectType}.");

    /// <summary>Runs from <paramref name="first"/>. False when that step ignored the trigger: then nothing has happened.</summary>
    /// <param name="run">The run.</param>
    /// <param name="first">A start, or the step that waited.</param>
    /// <param name="ended">The rows of the step that waited; they end unless it ignores the trigger.</param>
    /// <param name="ct">Ends the work.</param>
    /// <param name="also">Branches that go on besides, when a flow that stopped is taken up.</param>
    public async Task<bool> RunAsync(Run run, GraphActivity first, IReadOnlyList<WaitRow> ended, CancellationToken ct, params IReadOnlyList<GraphActivity> also)
    {
        var instance = run.Instance;
        var owner = Owner(instance.SubjectType);
        if (await owner.FindAsync(instance.SubjectId, ct) is not { } subject)
        {
            return false;
        }

        return await CountedAsync(() => WalkAsync(run, owner, subject, new(run, [first, .. also]), ended, hasBegun: false, ct));
    }

    /// <summary>Leaves a step by an outcome without taking it, as an administrator chose, and runs on from there. False when the subject is gone.</summary>
    public async Task<bool> LeaveAsync(
        Run run, GraphActivity step, string outcome, string why, IReadOnlyList<WaitRow> ended, CancellationToken ct, params IReadOnlyList<GraphActivity> also)
    {
        var owner = Owner(run.Instance.SubjectType);
        if (await owner.FindAsync(run.Instance.SubjectId, ct) is not { } subject)
        {
            return false;
        }

        Begin(run, ended);
        db.Add(JournalEntry.Write(run.Instance, step, outcome, "Workflow.Why.Skipped", [why], run.By, run.NowUtc));
        var walk = new Walk(run, also);
        walk.Follow(step, [outcome]);
        return await CountedAsync(() => WalkAsync(run, owner, subject, walk, [], hasBegun: true, ct));
    }

    // A flow that starts another counts its steps too, else each of a thousand steps could take a thousand.
    private async Task<bool> CountedAsync(Func<Task<bool>> walk)
    {
        taken = running++ == 0 ? 0 : taken;
        try
        {
            return await walk();
        }
        finally
        {
            running--;
        }
    }

    private async Task<bool> WalkAsync(
        Run run, IWorkflowSubjects owner, WorkflowSubject subject, Walk walk, IReadOnlyList<WaitRow> ended, bool hasBegun, CancellationToken ct)
    {
        for (var isFirst = !hasBegun; walk.Next() is { } activity; isFirst = false)
        {
            if (++taken > MostSteps)
            {
                await FailAsync(run, walk, subject, activity, null, new("Workflow.Fault.Loop", MostSteps.ToString(System.Globalization.CultureInfo.InvariantCulture)), ct);
                return true;
            }

            if (!isFirst && run.Open.Any(r => r.IsOpen && r.ActivityId == activity.Id))
            {
                // Two branches have come to one step: it is asked once, not twice.
                Note(run, activity, "Workflow.Why.WaitsAlready");
                continue;
            }

            var trigger = isFirst ? run.Trigger : null;
            var (result, fault, refresh) = await StepAsync(run, subject, activity, trigger, isFirst ? ended : [], ct);
            var isNothing = result is { Outcome: null, Waits.Count: 0, StillWaits: false };
            if (isFirst)
            {
                if (isNothing)
                {
                    return false;
                }

                Begin(run, result is { StillWaits: true } ? [] : ended);
            }

            if (fault is not null || isNothing)
            {
                await FailAsync(run, walk, subject, activity, trigger, fault ?? new("Workflow.Fault.NoOutcome", activity.Title ?? activity.Name), ct);
                return true;
            }

            if (!Meets(run, walk, activity, result!))
            {
                continue;
            }

            Write(run, subject, activity, result!, result!.StillWaits && ended is [var one, ..] ? one.Step : null);
            walk.Follow(activity, result.Outcomes);
            if (refresh)
            {
                subject = await owner.FindAsync(run.Instance.SubjectId, ct) ?? subject;
            }
        }

        run.Instance.Settle(run.Open.Any(w => w.IsOpen), run.NowUtc);
        return true;
    }

    private async Task<(ActivityResult? Result, ActivityFaultException? Fault, bool Refresh)> StepAsync(
        Run run, WorkflowSubject subject, GraphActivity activity, string? trigger, IReadOnlyList<WaitRow> ended, CancellationToken ct)
    {
        if (activities.Find(activity.Name) is not { } known)
        {
            return (null, new("Workflow.Fault.UnknownActivity", activity.Name), false);
        }

        // Our own activities raise at most one event, last of all: only those of other modules can leave something half done.
        var foreign = known.Type.Assembly != typeof(WorkflowRunner).Assembly;
        var undo = foreign ? new Undo(db) : null;
        try
        {
            var memory = run.Instance.Recall();
            var context = new ActivityContext
            {
                Subject = WithOwn(subject, memory),
                Properties = activity.Properties(),
                Memory = memory,
                NowUtc = run.NowUtc,
                Trigger = trigger,
                Facts = (trigger is null ? null : run.Facts) ?? new Dictionary<string, string>(),
                ActivityId = activity.Id,
                IsStart = run.Instance.Steps == 0,
                StillAsked = [.. ended.Where(r => r.IsOpen && r.Kind == WaitKind.Task).Select(r => r.Principal!)],
                By = run.By,
                Instance = run.Instance,
                Words = words,
            };
            var result = await ((IActivity)services.GetRequiredService(known.Type)).ExecuteAsync(context, ct);
            run.Instance.Remember(context.Memory);
            foreach (var note in context.Notes)
            {
                db.Add(JournalEntry.Write(run.Instance, activity, null, note.Why, note.Arguments, run.By, run.NowUtc));
            }

            return (result, null, foreign);
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbException or DbUpdateException))
        {
            // A database error is the caller's: on PostgreSQL its transaction is lost anyhow.
            log.LogWarning(e, "The step {Activity} stopped the workflow of {Subject}", activity.Name, subject.Ref);
            undo?.Restore();
            return (null, e as ActivityFaultException ?? new("Workflow.Fault.Exception", activity.Title ?? activity.Name, e.Message), false);
        }
    }

    // What the flow was given stands beside the subject's own values, and never hides one of them.
    private static WorkflowSubject WithOwn(WorkflowSubject subject, Dictionary<string, string> memory)
    {
        var own = memory.Where(m => m.Key.StartsWith(ActivityContext.ValueMemory, StringComparison.Ordinal)).ToList();
        return own.Count == 0 ? subject : subject with
        {
            Values = own.Select(m => KeyValuePair.Create(m.Key[ActivityContext.ValueMemory.Length..], (string?)m.Value)).Concat(subject.Values)
                .GroupBy(v => v.Key).ToDictionary(v => v.Key, v => v.Last().Value),
        };
    }

    // False while a branch has to wait for the others at a join.
    private bool Meets(Run run, Walk walk, GraphActivity activity, ActivityResult result)
    {
        switch (result.Meeting)
        {
            case Meeting.WaitAll when !walk.MeetsAll(activity):
                Note(run, activity, "Workflow.Why.WaitsForBranches");
                return false;
            case Meeting.WaitAny:
                foreach (var row in walk.MeetsAny(activity))
                {
                    row.End(null, null, run.NowUtc);
                    Note(run, run.Graph.Find(row.ActivityId), "Workflow.Why.OtherBranchFirst", row.Title ?? run.Graph.Find(row.ActivityId)?.Title ?? "");
                }

                return true;
            default:
                return true;
        }
    }

    private void Note(Run run, GraphActivity? activity, string why, params IReadOnlyList<string> arguments) =>
        db.Add(JournalEntry.Write(run.Instance, activity, null, why, arguments, run.By, run.NowUtc));

    private void Begin(Run run, IReadOnlyList<WaitRow> ended)
    {
        if (db.Entry(run.Instance).State == EntityState.Detached)
        {
            db.Add(run.Instance);
        }

        foreach (var row in ended.Where(r => r.IsOpen))
        {
            row.End(null, run.By, run.NowUtc);
        }
    }

    // What comes besides a step's other rows ends together with them.
    private void Write(Run run, WorkflowSubject subject, GraphActivity activity, ActivityResult result, int? beside)
    {
        db.Add(JournalEntry.Write(run.Instance, activity, result.Outcome, result.Why, result.WhyArguments, run.By, run.NowUtc));
        foreach (var wait in result.Waits)
        {
            var row = WaitRow.For(run.Instance, activity, wait is Wait.Task given ? InTime(given) : wait, subject.Author, run.NowUtc, beside: beside);
            db.Add(row);
            run.Open.Add(row);
            if (wait is Wait.Task task)
            {
                db.Raise(new TaskAssigned(row.Id.Value, row.SubjectType, row.SubjectId, row.Principal!, task.Title, task.DueUtc));
            }
        }
    }

    // An import or a demonstration lives in the past; nobody is reminded in arrears.
    private Wait.Task InTime(Wait.Task task)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        return task with { Reminders = [.. task.Reminders.Where(r => r.AtUtc > nowUtc)] };
    }

    private async Task FailAsync(
        Run run, Walk walk, WorkflowSubject subject, GraphActivity activity, string? trigger, ActivityFaultException fault, CancellationToken ct)
    {
        var open = run.Open.Where(r => r.IsOpen).ToList();
        open.ForEach(row => row.End(null, null, run.NowUtc));
        run.Instance.Suspend(new([.. open.Select(r => r.Id.Value)], walk.Ahead));
        run.Instance.Fail(fault, activity.Id, trigger, run.NowUtc);

        // The journal is read on the subject's page: what went wrong inside is for administrators, on the instance.
        db.Add(JournalEntry.Write(run.Instance, activity, null, "Workflow.Why.Stopped", [activity.Title ?? activity.Name], run.By, run.NowUtc));
        if (await fallback.GiveAsync(run.Instance, run.Graph, subject, Owner(run.Instance.SubjectType), run.By, run.NowUtc, ct) is { } task)
        {
            run.Open.Add(task);
        }
    }
}
