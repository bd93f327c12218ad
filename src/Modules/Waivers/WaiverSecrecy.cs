using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Waivers;

/// <summary>Waivers follow their proposal when it is no longer for everyone: administrators lose sight of them, unless nobody else could decide.</summary>
internal sealed class WaiverSecrecy(AppDb db, WaiverDeciders deciders) : IProposalProjection
{
    public async Task ProjectAsync(IReadOnlyList<ProjectedProposal> proposals, CancellationToken ct)
    {
        List<ProposalId> narrowed = [.. proposals.Where(p => p.Number > 0 && !p.IsForEveryone).Select(p => p.Id)];
        if (narrowed.Count == 0)
        {
            return;
        }

        // Past the filter: whoever changes the proposal need not see the waiver.
        var waivers = await db.Set<Waiver>().IgnoreQueryFilters([AppDb.Visibility]).Include(w => w.Access).Where(w => narrowed.Contains(w.ProposalId)).ToListAsync(ct);
        foreach (var waiver in waivers)
        {
            waiver.Narrow(await deciders.PrincipalsAsync(waiver.PersonId, isConfidential: true, ct));
        }
    }
}
