using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Lexica;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank;

/// <summary>Keeps the bank right in the very save that changes proposals: drafts, withdrawn and merged ones are not in it, all others are. Many at once cost as many statements as one.</summary>
internal sealed class IdeaIndex(AppDb db, IOrganisation organisation, Analyzer analyzer) : IProposalProjection
{
    private readonly IIndexStore store = IndexStore.Of(db);

    public async Task ProjectAsync(IReadOnlyList<ProjectedProposal> proposals, CancellationToken ct) =>
        db.AddRange(await IndexAsync(proposals, await EntriesAsync([.. proposals.Where(p => p.Number > 0).Select(p => p.Id)], ct), isTold: true, ct));

    /// <summary>The same into a bank that has none of them, past the change tracker: a third of the time.</summary>
    public async Task FillAsync(IReadOnlyList<ProjectedProposal> proposals, CancellationToken ct) => await BulkInsert.IntoAsync(db, await IndexAsync(proposals, [], isTold: false, ct), ct);

    private static bool Belongs(ProjectedProposal proposal) =>
        proposal is { Number: > 0, SubmittedUtc: not null } && proposal.Status is not (ProposalStatus.Draft or ProposalStatus.Withdrawn or ProposalStatus.Merged);

    // Changes those that are there, and gives the new ones. Untold, whoever has the lexicon in memory reads all of it again.
    private async Task<List<IdeaEntry>> IndexAsync(IReadOnlyList<ProjectedProposal> proposals, Dictionary<ProposalId, IdeaEntry> entries, bool isTold, CancellationToken ct)
    {
        var changed = proposals.Where(p => Belongs(p) || entries.ContainsKey(p.Id)).Select(p => (Proposal: p, Entry: entries.GetValueOrDefault(p.Id))).ToList();
        if (changed.Count == 0)
        {
            return [];
        }

        List<int> known = [.. entries.Values.Select(e => e.Number)];
        var before = known.Count == 0 ? [] : await new IdeaSql(db).TextsAsync(known, ct);
        var departments = (await organisation.DepartmentsAsync(ct)).ToDictionary(d => d.Id);
        var (texts, changes, kinds, added) = (new List<TextChange>(), new LexiconChange(), new List<FacetKind>(), new List<IdeaEntry>());
        List<FacetValueOf> countedBefore = [.. changed.SelectMany(c => c.Entry?.FacetValues() ?? [])], countedNow = [];
        foreach (var (proposal, there) in changed)
        {
            var department = departments.GetValueOrDefault(proposal.DepartmentId);
            var unit = department?.Units.FirstOrDefault(u => u.Id == proposal.UnitId);
            var fields = Belongs(proposal) ? new Fields(analyzer, proposal, unit?.Name) : Fields.None;
            var old = there is null ? IndexedText.Nothing : before.GetValueOrDefault(there.Number, IndexedText.Nothing);
            changes.Add(there is { IsCounted: true } ? old : null, Belongs(proposal) && proposal.IsForEveryone ? fields : null);
            if (there is null || old != fields.Text)
            {
                texts.Add(new(proposal.Number, Belongs(proposal) ? fields.Text : null, there is null));
            }

            if (!Belongs(proposal))
            {
                db.Remove(there!);
                continue;
            }

            var (entry, kind) = (there ?? IdeaEntry.For(proposal.Id, proposal.Number), there?.Kind);
            entry.Take(proposal, department, unit, fields.Text);
            countedNow.AddRange(entry.FacetValues());
            if (entry.Kind != kind)
            {
                kinds.Add(entry.KindInFull());
            }

            if (there is null)
            {
                added.Add(entry);
            }
        }

        await FacetKinds.WriteAsync(db, kinds, ct);
        if (texts.Count > 0)
        {
            await store.WriteTextsAsync(db, texts, ct);
        }

        await changes.WriteAsync(db, store, isTold, ct);
        if (FacetChange.Between(countedBefore, countedNow) is { Count: > 0 } facets)
        {
            await store.CountFacetsAsync(db, facets, ct);
        }

        return added;
    }

    private async Task<Dictionary<ProposalId, IdeaEntry>> EntriesAsync(List<ProposalId> ids, CancellationToken ct)
    {
        var local = db.Set<IdeaEntry>().Local;
        List<ProposalId> unread = [.. ids.Where(id => local.FindEntry(id) is null)];
        if (unread.Count > 0)
        {
            await db.Set<IdeaEntry>().Where(e => unread.Contains(e.ProposalId)).LoadAsync(ct);
        }

        return ids.Select(id => local.FindEntry(id)?.Entity).OfType<IdeaEntry>().ToDictionary(e => e.ProposalId);
    }
}
