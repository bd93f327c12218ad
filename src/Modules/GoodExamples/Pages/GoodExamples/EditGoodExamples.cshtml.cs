using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.GoodExamples.Pages.GoodExamples;

/// <summary>An example in the editors' list. Number is its proposal's, when it has one.</summary>
internal sealed record EditorsItem(string Slug, string Title, DateTime ModifiedUtc, DateTime? PublishedUtc, int? Number);

/// <summary>An implemented proposal that nobody has begun to tell of.</summary>
internal sealed record UntoldItem(int Number, string Title, string DepartmentName, DateTime? ImplementedUtc);

/// <summary>What editors have before them: drafts, what could be told, and what has been told.</summary>
[Authorize(Policy = GoodExamplesModule.EditRight)]
internal sealed class EditGoodExamplesModel(AppDb db, IProposals proposals) : PageModel
{
    private const int Most = 50;
    private const int MostUntold = 20;

    public IReadOnlyList<EditorsItem> Drafts { get; private set; } = [];

    public IReadOnlyList<EditorsItem> Told { get; private set; } = [];

    public IReadOnlyList<UntoldItem> Untold { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var examples = db.Set<GoodExample>().AsNoTracking();
        Drafts = await ItemsAsync(examples.Where(e => e.Draft != null).OrderByDescending(e => e.ModifiedUtc), ct);
        Told = await ItemsAsync(examples.Where(e => e.Draft == null).OrderByDescending(e => e.PublishedUtc), ct);
        Untold = await proposals.Rows
            .Where(p => p.Status == ProposalStatus.Implemented && !p.IsConfidential && !db.Set<GoodExample>().Any(e => e.ProposalId == p.Id))
            .OrderByDescending(p => p.ImplementedUtc).Take(MostUntold)
            .Select(p => new UntoldItem(p.Number, p.Title, p.DepartmentName, p.ImplementedUtc)).ToListAsync(ct);
    }

    // A draft holds its proposal's own words, so it is listed for those who may read the proposal.
    private async Task<IReadOnlyList<EditorsItem>> ItemsAsync(IQueryable<GoodExample> which, CancellationToken ct)
    {
        var found = await which.Take(Most).ToListAsync(ct);
        ProposalId[] told = [.. found.Select(e => e.ProposalId).OfType<ProposalId>()];
        var seen = told.Length == 0 ? [] : await proposals.Rows.Where(p => told.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Number, ct);
        return [.. found.Where(e => e.ProposalId is null || seen.ContainsKey(e.ProposalId.Value))
            .Select(e => new EditorsItem(e.Slug, e.Working.Title, e.ModifiedUtc, e.PublishedUtc, e.ProposalId is { } id ? seen[id] : null))];
    }
}
