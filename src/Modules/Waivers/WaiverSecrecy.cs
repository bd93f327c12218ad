using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Waivers;

/// <summary>Waivers follow their proposal when it is no longer for everyone: administrators lose sight of them, unless nobody else could decide.</summary>
internal sealed class WaiverSecrecy(AppDb db, WaiverDeciders deciders) : IProposalProjection
{
    public async Task ProjectAsync(ProjectedProposal proposal, CancellationToken ct)
    {
        if (proposal.Number == 0 || proposal.IsForEveryone)
        {
            return;
        }

        // Past the filter: whoever changes the proposal need not see the waiver.
        var waivers = await db.Set<Waiver>().IgnoreQueryFilters([AppDb.Visibility]).Include(w => w.Access).Where(w => w.ProposalId == proposal.Id).ToListAsync(ct);
        foreach (var waiver in waivers)
        {
            waiver.Narrow(await deciders.PrincipalsAsync(waiver.PersonId, isConfidential: true, ct));
        }
    }
}
