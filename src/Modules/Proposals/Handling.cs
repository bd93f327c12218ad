using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>A proposal and the open task that lets this viewer act on it.</summary>
internal sealed record HandledTask(Proposal Proposal, WorkflowTaskInfo Task);

/// <summary>
/// What a person does to a proposal because a task was given to them: the guard for pages and API alike. Nobody decides without the task, whatever role they hold.
/// </summary>
internal sealed class Handling(AppDb db, IWorkflows workflows, CurrentUser user, TimeProvider clock)
{
    /// <summary>The form of the task of deciding.</summary>
    public const string Decision = "decision";

    public async Task<Result<HandledTask>> FindAsync(int number, string form, CancellationToken ct)
    {
        if (await db.Set<Proposal>().Numbered(number).FirstOrDefaultAsync(ct) is not { } proposal)
        {
            return new Problem("Proposal.NotFound", Kind: ProblemKind.NotFound);
        }

        var tasks = (await workflows.TasksAsync(proposal.Subject, ct)).Where(t => t.Form == form).ToList();
        if (tasks.FirstOrDefault(t => t.IsFor(user.Viewer)) is { } mine)
        {
            return new HandledTask(proposal, mine);
        }

        return tasks.Count > 0
            ? new Problem("Proposal.NotYours", Kind: ProblemKind.Forbidden)
            : new Problem("Proposal.TaskGone", Kind: ProblemKind.Conflict);
    }

    /// <summary>Asks the author for more. The task of deciding stays open, and its day too.</summary>
    public Task<Result<Proposal>> AskAsync(int number, string? question, CancellationToken ct) => ChangeAsync(
        number,
        Decision,
        action: null,
        (p, by, nowUtc) =>
        {
            var asked = p.Ask((question ?? "").Trim(), by, nowUtc);
            if (asked.Succeeded)
            {
                db.Raise(new QuestionAsked(p.Id, p.Number, by.Id));
            }

            return asked;
        },
        ct);

    /// <summary>Says that it is being looked into. The task of deciding stays open.</summary>
    public Task<Result<Proposal>> StartReviewAsync(int number, CancellationToken ct) =>
        ChangeAsync(number, Decision, action: null, (p, by, nowUtc) => p.StartReview(by, nowUtc), ct);

    /// <summary>Changes the proposal and completes the task with <paramref name="action"/>, all or nothing.</summary>
    public Task<Result<Proposal>> CompleteAsync(
        int number, string form, string action, Func<Proposal, Actor, DateTime, Result<Done>> change, CancellationToken ct) =>
        ChangeAsync(number, form, action, change, ct);

    private Task<Result<Proposal>> ChangeAsync(
        int number, string form, string? action, Func<Proposal, Actor, DateTime, Result<Done>> change, CancellationToken ct) =>
        db.TransactAsync<Proposal>(
            async token =>
            {
                var found = await FindAsync(number, form, token);
                if (!found.Succeeded)
                {
                    return Result<Proposal>.Refused(found.Problems);
                }

                var (proposal, task) = found.Value;
                var nowUtc = clock.GetUtcNow().UtcDateTime;
                var changed = change(proposal, user.Actor(), nowUtc);
                if (!changed.Succeeded)
                {
                    return Result<Proposal>.Refused(changed.Problems);
                }

                if (action is null)
                {
                    return proposal;
                }

                var completed = await workflows.CompleteAsync(task.Id, action, user.Viewer, nowUtc, token);
                return completed.Succeeded ? proposal : Result<Proposal>.Refused(completed.Problems);
            },
            ct);
}

internal static class Actors
{
    public static Actor Actor(this CurrentUser user) => new(new(user.PersonId), user.Viewer.Name);
}
