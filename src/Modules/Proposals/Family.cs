using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>A proposal and all that were merged into it, however many steps away: what supports and followers are counted over.</summary>
internal static class Family
{
    private const int Most = 1_000;

    /// <summary>The proposal's own id first.</summary>
    public static async Task<IReadOnlyList<ProposalId>> OfAsync(AppDb db, ProposalId root, CancellationToken ct)
    {
        var family = new List<ProposalId> { root };
        IReadOnlyList<ProposalId> newest = [root];
        while (newest.Count > 0 && family.Count < Most)
        {
            var parents = newest.Select(id => (ProposalId?)id).ToList();
            var next = await db.Set<Proposal>().IgnoreQueryFilters([AppDb.Visibility]).Where(p => parents.Contains(p.MergedIntoId)).Select(p => p.Id).Take(Most).ToListAsync(ct);
            newest = [.. next.Except(family)]; // Without looking at those already seen, two merged into each other would never end.
            family.AddRange(newest);
        }

        return family;
    }
}

/// <summary>
/// The count of supporters, taken from the rows. A support stays on the proposal that it was given to; what counts is the one where the proposals have come together, and there
/// each person once. So nothing is lost when they are taken apart again.
/// </summary>
internal sealed class SupportCount(AppDb db, ProposalDerivations derivations)
{
    /// <summary>Counts anew, for the proposal and for those that it was merged into. The caller is inside TransactAsync and has saved its rows.</summary>
    public async Task RecountAsync(ProposalId id, CancellationToken ct)
    {
        var counted = new HashSet<ProposalId>();
        for (ProposalId? next = id; next is { } one && counted.Add(one);)
        {
            next = await RecountOneAsync(one, ct);
        }
    }

    private async Task<ProposalId?> RecountOneAsync(ProposalId id, CancellationToken ct)
    {
        // Not through the change tracker: ten supporters at once shall not meet the version that guards edits. Whoever counts holds the row first, so that each counts after the other.
        var row = db.Set<Proposal>().IgnoreQueryFilters([AppDb.Visibility]).Where(p => p.Id == id);
        await row.ExecuteUpdateAsync(s => s.SetProperty(p => p.Supports, p => p.Supports), ct);
        var (author, into, before) = await StandingAsync(row, ct);
        var supports = 0;
        if (into is null)
        {
            var family = await Family.OfAsync(db, id, ct);
            supports = await db.Set<Support>().IgnoreQueryFilters([AppDb.Visibility]).Where(s => family.Contains(s.ProposalId) && s.PersonId != author)
                .Select(s => s.PersonId).Distinct().CountAsync(ct);
        }

        await row.ExecuteUpdateAsync(s => s.SetProperty(p => p.Supports, supports), ct);
        if (supports > before)
        {
            db.Raise(new SupportCounted(id, before, supports));
        }

        await derivations.DeriveAsync(db, await row.AsNoTracking().SingleAsync(ct), ct);
        return into;
    }

    private static async Task<(PersonId? Author, ProposalId? Into, int Supports)> StandingAsync(IQueryable<Proposal> row, CancellationToken ct)
    {
        var found = await row.Select(p => new { p.AuthorId, p.MergedIntoId, p.Supports }).SingleAsync(ct);
        return (found.AuthorId, found.MergedIntoId, found.Supports);
    }
}
