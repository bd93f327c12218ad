using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>One support per person, by the primary key; the count is taken from the rows, never added up beside them.</summary>
internal sealed class Supporting(AppDb db, ProposalDerivations derivations, CurrentUser user, TimeProvider clock)
{
    public async Task<Result<Done>> ToggleAsync(int number, CancellationToken ct)
    {
        var toggled = await db.TransactAsync<Done>(token => ToggleInsideAsync(number, token), ct);

        // The same person's other click was first: the support is there.
        return !toggled.Succeeded && toggled.Problems[0].Text == "Kernel.Conflict" ? Done.Ok : toggled;
    }

    private async Task<Result<Done>> ToggleInsideAsync(int number, CancellationToken ct)
    {
        if (number <= 0 || await db.Set<Proposal>().AsNoTracking().FirstOrDefaultAsync(p => p.Number == number, ct) is not { } proposal)
        {
            return new Problem("Proposal.NotFound", Kind: ProblemKind.NotFound);
        }

        var me = new PersonId(user.PersonId);
        if (proposal.AuthorId == me || !ProposalLife.IsOpen(proposal.Status))
        {
            return new Problem("Proposal.CannotSupport", Kind: ProblemKind.Conflict);
        }

        var removed = await db.Set<Support>().Where(s => s.ProposalId == proposal.Id && s.PersonId == me).ExecuteDeleteAsync(ct);
        if (removed == 0)
        {
            db.Add(new Support { ProposalId = proposal.Id, PersonId = me, AtUtc = clock.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync(ct);
        }

        // Not through the change tracker: ten supporters at once shall not meet the version that guards edits.
        await db.Set<Proposal>().Where(p => p.Id == proposal.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.Supports, p => db.Set<Support>().Count(x => x.ProposalId == p.Id)), ct);
        var counted = await db.Set<Proposal>().AsNoTracking().SingleAsync(p => p.Id == proposal.Id, ct);
        await derivations.DeriveAsync(db, counted, written: null, ct);
        return Done.Ok;
    }
}
