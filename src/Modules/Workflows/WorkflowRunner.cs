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
internal sealed record Run(WorkflowInstance Instance, WorkflowGraph Graph, List<WaitRow> Open, string? Trigger, PersonId? By, DateTime NowUtc);

/// <summary>Walks a graph from one step to the next waits, in the caller's unit of work. A fault stops the instance, never the caller.</summary>
internal sealed class WorkflowRunner(
    AppDb db, ActivityCatalog activities, Fallback fallback, TimeProvider clock, IServiceProvider services, ILogger<WorkflowRunner> log)
{
    /// <summary>More steps than this in one run is a loop without a wait.</summary>
    public const int MostSteps = 1000;

    // Asked for here, not injected: the owner of a subject may itself need the engine.
    public IWorkflowSubjects Owner(string subjectType) => services.GetServices<IWorkflowSubjects>().LastOrDefault(s => s.Type == subjectType)
        ?? throw new InvalidOperationException($"No module brings subjects of the type {subjectType}.");

    /// <summary>Runs from <paramref name="first"/>. False when that step ignored the trigger: then nothing has happened.</summary>
    /// <param name="run">The run.</param>
    /// <param name="first">A start, or the step that waited.</param>
    /// <param name="ended">The rows of the step that waited; they end unless it ignores the trigger.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<bool> RunAsync(Run run, GraphActivity first, IReadOnlyList<WaitRow> ended, CancellationToken ct)
    {
        var instance = run.Instance;
        var owner = Owner(instance.SubjectType);
        if (await owner.FindAsync(instance.SubjectId, ct) is not { } subject)
        {
            return false;
        }

        var waiting = new Stack<GraphActivity>([first]);
        for (var steps = 1; waiting.TryPop(out var activity); steps++)
        {
            if (steps > MostSteps)
            {
                await FailAsync(run, subject, activity, null, new("Workflow.Fault.Loop", MostSteps.ToString(System.Globalization.CultureInfo.InvariantCulture)), ct);
                return true;
            }

            var trigger = steps == 1 ? run.Trigger : null;
            var (result, fault, refresh) = await StepAsync(run, subject, activity, trigger, ct);
            if (steps == 1)
            {
                if (result is { Outcome: null, Waits.Count: 0 })
                {
                    return false;
                }

                Begin(run, ended);
            }

            if (fault is not null || result is { Outcome: null, Waits.Count: 0 })
            {
                await FailAsync(run, subject, activity, trigger, fault ?? new("Workflow.Fault.NoOutcome", activity.Title ?? activity.Name), ct);
                return true;
            }

            Write(run, subject, activity, result!);
            if (result!.Outcome is { } outcome && run.Graph.Next(activity.Id, outcome) is { } next)
            {
                waiting.Push(next);
            }

            if (refresh && waiting.Count > 0)
            {
                subject = await owner.FindAsync(instance.SubjectId, ct) ?? subject;
            }
        }

        instance.Settle(run.Open.Any(w => w.IsOpen), run.NowUtc);
        return true;
    }

    private async Task<(ActivityResult? Result, ActivityFaultException? Fault, bool Refresh)> StepAsync(
        Run run, WorkflowSubject subject, GraphActivity activity, string? trigger, CancellationToken ct)
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
            var context = new ActivityContext
            {
                Subject = subject,
                Properties = activity.Properties(),
                Memory = run.Instance.Recall(),
                NowUtc = run.NowUtc,
                Trigger = trigger,
                By = run.By,
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

    private void Write(Run run, WorkflowSubject subject, GraphActivity activity, ActivityResult result)
    {
        db.Add(JournalEntry.Write(run.Instance, activity, result.Outcome, result.Why, result.WhyArguments, run.By, run.NowUtc));
        foreach (var wait in result.Waits)
        {
            var row = WaitRow.For(run.Instance, activity, wait is Wait.Task given ? InTime(given) : wait, subject.Author, run.NowUtc);
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
        Run run, WorkflowSubject subject, GraphActivity activity, string? trigger, ActivityFaultException fault, CancellationToken ct)
    {
        foreach (var row in run.Open.Where(r => r.IsOpen))
        {
            row.End(null, null, run.NowUtc);
        }

        run.Instance.Fail(fault, activity.Id, trigger, run.NowUtc);

        // The journal is read on the subject's page: what went wrong inside is for administrators, on the instance.
        db.Add(JournalEntry.Write(run.Instance, activity, null, "Workflow.Why.Stopped", [activity.Title ?? activity.Name], run.By, run.NowUtc));
        if (await fallback.GiveAsync(run.Instance, run.Graph, subject, Owner(run.Instance.SubjectType), run.By, run.NowUtc, ct) is { } task)
        {
            run.Open.Add(task);
        }
    }
}
