using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Proposals.Workflow;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>What a person does to a proposal without completing a task: the guard and the deed, for pages and API alike.</summary>
internal sealed class Acting(AppDb db, IWorkflows workflows, Submission submission, CurrentUser user, TimeProvider clock)
{
    /// <summary>The proposal, if this viewer may do that. Tracked.</summary>
    public async Task<Result<Concern>> FindAsync(int number, Act act, CancellationToken ct)
    {
        if (await db.Set<Proposal>().Numbered(number).FirstOrDefaultAsync(ct) is not { } proposal)
        {
            return new Problem("Proposal.NotFound", Kind: ProblemKind.NotFound);
        }

        var me = new PersonId(user.PersonId);
        var isCoAuthor = await db.Set<CoAuthor>().AnyAsync(c => c.ProposalId == proposal.Id && c.PersonId == me, ct);
        var concern = new Concern(proposal, await workflows.TasksAsync(proposal.Subject, ct), isCoAuthor, user.Viewer);
        return concern.MayDo(act) ? concern : new Problem("Proposal.NotForYou", Kind: ProblemKind.Forbidden);
    }

    /// <summary>The newest entry of a kind in the timeline, or null.</summary>
    public Task<TimelineEntry?> NewestAsync(ProposalId proposal, TimelineKind kind, CancellationToken ct) => db.Set<TimelineEntry>().AsNoTracking()
        .Where(e => e.ProposalId == proposal && e.Kind == kind).OrderByDescending(e => e.AtUtc).ThenByDescending(e => e.Sequence).FirstOrDefaultAsync(ct);

    /// <summary>Guard and deed in one transaction.</summary>
    public Task<Result<Proposal>> DoAsync(int number, Act act, Func<Concern, Actor, DateTime, CancellationToken, Task<Result<Done>>> deed, CancellationToken ct) =>
        db.TransactAsync<Proposal>(
            async token =>
            {
                var found = await FindAsync(number, act, token);
                if (!found.Succeeded)
                {
                    return Result<Proposal>.Refused(found.Problems);
                }

                var done = await deed(found.Value, user.Actor(), clock.GetUtcNow().UtcDateTime, token);
                return done.Succeeded ? found.Value.Proposal : Result<Proposal>.Refused(done.Problems);
            },
            ct);

    /// <summary>The author answers what was asked; whoever asked goes on with it.</summary>
    public Task<Result<Proposal>> AnswerAsync(int number, string? answer, CancellationToken ct) => DoAsync(number, Act.Answer, async (found, by, nowUtc, token) =>
    {
        var p = found.Proposal;
        var answered = p.Answer((answer ?? "").Trim(), by, nowUtc);
        if (answered.Succeeded)
        {
            db.Raise(new QuestionAnswered(p.Id, p.Number, by.Id));
            await workflows.TriggerAsync(AskForInformationTask.AnsweredEvent, p.Subject, by.Id, nowUtc, token);
        }

        return answered;
    }, ct);

    public Task<Result<Proposal>> WithdrawAsync(int number, string? why, CancellationToken ct) => DoAsync(number, Act.Withdraw, async (found, by, nowUtc, token) =>
    {
        var p = found.Proposal;
        var withdrawn = p.Withdraw((why ?? "").Trim(), by, nowUtc);
        if (withdrawn.Succeeded)
        {
            await workflows.CancelAsync(p.Subject, "Proposal.Why.Withdrawn", by.Id, nowUtc, token);
            string[] handlers = [.. found.Tasks.Select(t => t.Assignee.Principal).Distinct()];
            db.Raise(new ProposalWithdrawn(p.Id, p.Number, by.Id, handlers));
        }

        return withdrawn;
    }, ct);

    /// <summary>The decision is taken back: somebody gets the task of deciding anew.</summary>
    public Task<Result<Proposal>> UndoDecisionAsync(int number, string? why, CancellationToken ct) => DoAsync(number, Act.UndoDecision, async (found, by, nowUtc, token) =>
    {
        var p = found.Proposal;
        var reason = (why ?? "").Trim();
        var undone = p.UndoDecision(reason, by, nowUtc);
        if (undone.Succeeded)
        {
            await DecideAnewAsync(p, reason, by, nowUtc, token);
            db.Raise(new DecisionUndone(p.Id, p.Number, by.Id));
        }

        return undone;
    }, ct);

    public Task<Result<Proposal>> MarkInnovationAsync(int number, string? why, CancellationToken ct) => DoAsync(
        number, Act.MarkInnovation, (found, by, nowUtc, _) => Task.FromResult(found.Proposal.MarkInnovation((why ?? "").Trim(), by, nowUtc)), ct);

    /// <summary>Gives the task of deciding anew; a proposal whose flows never came to a decision, such as an imported one, is routed from the start.</summary>
    internal async Task DecideAnewAsync(Proposal proposal, string why, Actor by, DateTime nowUtc, CancellationToken ct)
    {
        var rewound = await workflows.RewindAsync(proposal.Subject, Handling.Decision, why, by.Id, nowUtc, ct);
        if (!rewound.Succeeded)
        {
            await submission.RouteAsync(proposal, nowUtc, ct);
        }
    }
}
