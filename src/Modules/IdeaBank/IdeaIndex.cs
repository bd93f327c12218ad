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

    public async Task ProjectAsync(IReadOnlyList<ProjectedProposal> proposals, CancellationToken ct)
    {
        var entries = await EntriesAsync([.. proposals.Where(p => p.Number > 0).Select(p => p.Id)], ct);
        var changed = proposals.Where(p => Belongs(p) || entries.ContainsKey(p.Id)).Select(p => (Proposal: p, Entry: entries.GetValueOrDefault(p.Id))).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        List<int> known = [.. entries.Values.Select(e => e.Number)];
        var before = known.Count == 0 ? [] : await new IdeaSql(db).TextsAsync(known, ct);
        var departments = (await organisation.DepartmentsAsync(ct)).ToDictionary(d => d.Id);
        var (texts, changes, counts) = (new List<TextChange>(), new LexiconChange(), new List<IdeaEntry>());
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

            var entry = there ?? IdeaEntry.For(proposal.Id, proposal.Number);
            entry.Take(proposal, department, unit, fields.Text);
            counts.Add(entry);
            countedNow.AddRange(entry.FacetValues());
            if (there is null)
            {
                db.Add(entry);
            }
        }

        await WriteAsync(texts, changes, FacetChange.Between(countedBefore, countedNow), counts, ct);
    }

    private static bool Belongs(ProjectedProposal proposal) =>
        proposal is { Number: > 0, SubmittedUtc: not null } && proposal.Status is not (ProposalStatus.Draft or ProposalStatus.Withdrawn or ProposalStatus.Merged);

    private async Task WriteAsync(List<TextChange> texts, LexiconChange changes, IReadOnlyList<FacetChange> facets, List<IdeaEntry> entries, CancellationToken ct)
    {
        // Another kind, or none yet: most changes leave it as it is.
        await FacetKinds.WriteAsync(db, entries.Where(e => db.Entry(e) is var entry && (entry.State == EntityState.Added || entry.Property(x => x.Kind).IsModified)).Select(FacetKind.Of), ct);
        if (texts.Count > 0)
        {
            await store.WriteTextsAsync(db, texts, ct);
        }

        await changes.WriteAsync(db, store, ct);
        if (facets.Count > 0)
        {
            await store.CountFacetsAsync(db, facets, ct);
        }
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
