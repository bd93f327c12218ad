using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>What people do to a flow beside answering its tasks: hand over, take back.</summary>
internal sealed partial class WorkflowEngine
{
    private const int LongestWhy = 500;

    public async Task<Result<Done>> ReassignAsync(WorkflowTaskId task, Assignee to, string why, Viewer by, DateTime nowUtc, CancellationToken ct)
    {
        if (await db.Set<WaitRow>().FindAsync([task], ct) is not { Kind: WaitKind.Task } row)
        {
            return new Problem("Workflow.TaskUnknown", Kind: ProblemKind.NotFound);
        }

        await db.LockAsync(row.Subject, ct);
        if (!row.Info().IsFor(by) && !by.Has(Roles.CentralIdeaCoach) && !by.Has(Roles.Administrator))
        {
            return new Problem("Workflow.TaskNotYours", Kind: ProblemKind.Forbidden);
        }

        var instance = await db.Set<WorkflowInstance>().FindAsync([row.InstanceId], ct);
        if (!row.IsOpen || instance is null || await runner.Owner(row.SubjectType).FindAsync(row.SubjectId, ct) is not { } subject)
        {
            return new Problem("Workflow.TaskDone", Kind: ProblemKind.Conflict);
        }

        if (WhyMissing(why) is { } missing)
        {
            return missing;
        }

        if (to.Principal == row.Principal)
        {
            return Done.Ok;
        }

        var graph = await graphs.GetAsync(db, instance.VersionId, ct);
        if (await MayNotAnswerAsync(to, subject, graph.Find(row.ActivityId), ct) is { } problem)
        {
            return problem;
        }

        var person = by.PersonId is { } id ? (PersonId?)new PersonId(id) : null;
        db.Add(JournalEntry.Write(instance, graph.Find(row.ActivityId), null, "Workflow.Why.HandedOver", [row.AssigneeName!, to.Name, why.Trim()], person, nowUtc));
        await GiveAsync(instance, row, to, subject, byHand: true, nowUtc, ct);
        return Done.Ok;
    }

    public async Task<Result<Done>> RewindAsync(SubjectRef subject, string form, string why, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        if (WhyMissing(why) is { } missing)
        {
            return missing;
        }

        await db.LockAsync(subject, ct);
        var stored = await db.Set<WorkflowInstance>().Where(i => i.SubjectType == subject.Type && i.SubjectId == subject.Id).ToListAsync(ct);
        foreach (var instance in stored.Union(UnitOf(subject).Instances.Where(Unsaved)).OrderByDescending(i => i.IsLive).ThenByDescending(i => i.CreatedUtc))
        {
            var graph = await graphs.GetAsync(db, instance.VersionId, ct);
            if (await StepOfAsync(instance, graph, form, ct) is not { } step)
            {
                continue;
            }

            // All branches go back to that step: none of them waits for another any more.
            instance.Revive(nowUtc);
            instance.TakeUp();
            instance.Park([]);
            db.Add(JournalEntry.Write(instance, step, null, "Workflow.Why.Rewound", [why.Trim()], by, nowUtc));
            return await BeginAnewAsync(instance, graph, step, trigger: null, by, nowUtc, ct)
                ? Done.Ok
                : new Problem("Workflow.TaskUnknown", Kind: ProblemKind.NotFound);
        }

        // What lives has no such step and would stand in the way of a new start; what the subject needs becomes a task all the same.
        var owner = runner.Owner(subject.Type);
        if ((await LiveAsync(subject, ct)).Count > 0 && await owner.FindAsync(subject.Id, ct) is { } found && owner.Awaits(found)?.Form == form)
        {
            foreach (var row in await OpenAsync(subject, ct))
            {
                row.End(null, by, nowUtc);
            }

            foreach (var instance in await LiveAsync(subject, ct))
            {
                instance.Abort(nowUtc);
                db.Add(JournalEntry.Write(instance, null, null, "Workflow.Why.Rewound", [why.Trim()], by, nowUtc));
            }

            await NeverNobodyAsync(subject, null, null, by, nowUtc, ct);
            await TellOwnerAsync(changed: true, subject, ct);
            return Done.Ok;
        }

        return new Problem("Workflow.NothingToRewind", Kind: ProblemKind.Conflict);
    }

    /// <summary>The task is <paramref name="to"/>'s from now on, who is told; one who answered for the subject by it does so no longer.</summary>
    private async Task GiveAsync(WorkflowInstance instance, WaitRow row, Assignee to, WorkflowSubject subject, bool byHand, DateTime nowUtc, CancellationToken ct)
    {
        var owner = runner.Owner(row.SubjectType);
        if (instance.Answerer()?.Principal == row.Principal)
        {
            instance.AnsweredBy(to);
            await owner.AssigneeChangedAsync(row.SubjectId, to, nowUtc, ct);
        }

        row.HandOver(to, subject.Author, byHand);
        db.Raise(new TaskAssigned(row.Id.Value, row.SubjectType, row.SubjectId, row.Principal!, row.Title!, row.DueUtc));
        await owner.TasksChangedAsync(row.SubjectId, ct);
    }

    // Closes what the instance waits for and runs from the step. False when the subject is gone.
    private async Task<bool> BeginAnewAsync(
        WorkflowInstance instance, WorkflowGraph graph, GraphActivity step, string? trigger, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        var closed = (await OpenAsync(instance.Subject, ct)).Where(r => r.InstanceId == instance.Id).ToList();
        var also = await TakeUpAsync(instance, graph, nowUtc, ct);
        var open = (await OpenAsync(instance.Subject, ct)).Where(r => r.InstanceId == instance.Id).ToList();
        var before = open.Count;
        var ran = await runner.RunAsync(new(instance, graph, open, trigger, by, nowUtc), step, closed, ct, also);
        Made(open.Skip(before));
        await TellParentAsync(instance, by, nowUtc, ct);
        await TellOwnerAsync(ran, instance.Subject, ct);
        return ran;
    }

    // The one that was passed; a flow that never came so far has it in its graph.
    private async Task<GraphActivity?> StepOfAsync(WorkflowInstance instance, WorkflowGraph graph, string form, CancellationToken ct)
    {
        var passed = await db.Set<WaitRow>().Where(w => w.InstanceId == instance.Id && w.Form == form).OrderByDescending(w => w.CreatedUtc)
            .Select(w => w.ActivityId).FirstOrDefaultAsync(ct);
        return (passed is null ? null : graph.Find(passed)) ?? graph.UserTask(form);
    }

    private async Task<Problem?> MayNotAnswerAsync(Assignee to, WorkflowSubject subject, GraphActivity? step, CancellationToken ct)
    {
        if (to.Person is { } person)
        {
            if (await organisation.PersonAsync(person, ct) is not { Active: true })
            {
                return new("Workflow.HandOverLeft", "To");
            }

            return person == subject.Author && !(step?.Properties().Many("To") ?? []).Any(chain.MayReachAuthor) ? new("Workflow.HandOverAuthor", "To") : null;
        }

        return (await organisation.HoldersAsync(to.Role!, to.Scope, ct)).Any(h => h.Id != subject.Author) ? null : new("Workflow.HandOverNobody", "To");
    }

    private static Problem? WhyMissing(string why) => string.IsNullOrWhiteSpace(why)
        ? new("Workflow.WhyMissing", "Why")
        : why.Length > LongestWhy ? new("Workflow.WhyTooLong", "Why") { Arguments = [LongestWhy] } : null;
}
