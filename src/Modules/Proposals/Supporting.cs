using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>Supports and follows a proposal, or no longer. One of each per person, by the primary key; doing it twice is as good as once.</summary>
internal sealed class Supporting(AppDb db, SupportCount supports, CurrentUser user, TimeProvider clock)
{
    public Task<Result<Done>> SupportAsync(int number, bool on, CancellationToken ct) => OnceAsync(
        async token =>
        {
            if (await FindAsync(number, token) is not { } proposal)
            {
                return NotFound;
            }

            var me = new PersonId(user.PersonId);
            if (!ProposalLife.IsOpen(proposal.Status) || await IsAuthorAsync(proposal, me, token))
            {
                return new Problem("Proposal.CannotSupport", Kind: ProblemKind.Conflict);
            }

            // Given to this one, or to one that was merged into it.
            var family = await Family.OfAsync(db, proposal.Id, token);
            var given = db.Set<Support>().Where(s => family.Contains(s.ProposalId) && s.PersonId == me);
            if (!on)
            {
                await given.ExecuteDeleteAsync(token);
            }
            else if (!await given.AnyAsync(token))
            {
                db.Add(new Support { ProposalId = proposal.Id, PersonId = me, AtUtc = clock.GetUtcNow().UtcDateTime });
                await db.SaveChangesAsync(token);
            }

            await supports.RecountAsync(proposal.Id, token);
            return Done.Ok;
        },
        ct);

    public Task<Result<Done>> FollowAsync(int number, bool on, CancellationToken ct) => OnceAsync(
        async token =>
        {
            if (await FindAsync(number, token) is not { } proposal)
            {
                return NotFound;
            }

            var me = new PersonId(user.PersonId);
            if (on && await IsAuthorAsync(proposal, me, token))
            {
                return new Problem("Proposal.CannotFollow", Kind: ProblemKind.Conflict);
            }

            var family = await Family.OfAsync(db, proposal.Id, token);
            var given = db.Set<Follow>().Where(f => family.Contains(f.ProposalId) && f.PersonId == me);
            if (!on)
            {
                await given.ExecuteDeleteAsync(token);
            }
            else if (!await given.AnyAsync(token))
            {
                db.Add(new Follow { ProposalId = proposal.Id, PersonId = me, AtUtc = clock.GetUtcNow().UtcDateTime });
            }

            return Done.Ok;
        },
        ct);

    private static Problem NotFound => new("Proposal.NotFound", Kind: ProblemKind.NotFound);

    private async Task<Result<Done>> OnceAsync(Func<CancellationToken, Task<Result<Done>>> work, CancellationToken ct)
    {
        var done = await db.TransactAsync(work, ct);

        // The same person's other click was first: the row is there.
        return !done.Succeeded && done.Problems[0].Text == "Kernel.Conflict" ? Done.Ok : done;
    }

    private async Task<bool> IsAuthorAsync(Proposal proposal, PersonId me, CancellationToken ct) =>
        proposal.AuthorId == me || await db.Set<CoAuthor>().AnyAsync(c => c.ProposalId == proposal.Id && c.PersonId == me, ct);

    private async Task<Proposal?> FindAsync(int number, CancellationToken ct) =>
        await db.Set<Proposal>().AsNoTracking().Numbered(number).FirstOrDefaultAsync(ct);
}
