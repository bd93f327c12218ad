using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Pages.IdeaBank;

/// <summary>A proposal that is like another.</summary>
/// <param name="Idea">Which.</param>
/// <param name="Place">The workplace that it comes from, or the department where none is named.</param>
/// <param name="IsVery">True when they say nearly the same.</param>
internal sealed record SimilarProposal(Idea Idea, string Place, bool IsVery);

/// <summary>Proposals like one that the viewer may see: a page of its own, and its list alone for the proposal's page, which fetches that.</summary>
[Authorize(Policy = IdeaBankModule.Read)]
internal sealed class SimilarModel(AppDb db, IProposals proposals) : PageModel
{
    private const int Most = 5;

    public ProposalRow Proposal { get; private set; } = null!;

    public IReadOnlyList<SimilarProposal> Alike { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken ct) => await LoadAsync(number, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetListAsync(int number, CancellationToken ct) => await LoadAsync(number, ct) ? Partial("_Similar", Alike) : NotFound();

    private async Task<bool> LoadAsync(int number, CancellationToken ct)
    {
        // Drafts have no number yet: number 0 would find one's own.
        if (number <= 0 || await proposals.Rows.FirstOrDefaultAsync(r => r.Number == number, ct) is not { } proposal)
        {
            return false;
        }

        Proposal = proposal;
        var alike = await new IdeaSearch(db).SimilarAsync(proposal, Most, ct);
        var units = await UnitsAsync([.. alike.Select(a => a.Idea.Number)], ct);
        Alike = [.. alike.Select(a => new SimilarProposal(a.Idea, units.GetValueOrDefault(a.Idea.Number) ?? a.Idea.DepartmentName, a.Likeness >= Likeness.Very))];
        return true;
    }

    // The bank's own rows name the department only.
    private async Task<Dictionary<int, string?>> UnitsAsync(int[] numbers, CancellationToken ct) =>
        numbers.Length == 0 ? [] : await proposals.Rows.Where(r => numbers.Contains(r.Number)).Select(r => new { r.Number, r.UnitName }).ToDictionaryAsync(r => r.Number, r => r.UnitName, ct);
}
