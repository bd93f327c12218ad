using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>Finds the proposal that this one shall go on in, says what happens, and merges them.</summary>
[Authorize(Policy = ProposalsModule.Read)]
internal sealed class MergeModel(Acting acting, Merging merging, ITexts texts) : ProposalPage(texts)
{
    /// <summary>What is searched for: a number or a part of a title.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    /// <summary>Number of the chosen one.</summary>
    [BindProperty(SupportsGet = true, Name = "med")]
    public int? Into { get; set; }

    /// <summary>Null before the first search.</summary>
    public IReadOnlyList<MergeTarget>? Found { get; private set; }

    public Proposal? Chosen { get; private set; }

    public Task<IActionResult> OnGetAsync(int number, CancellationToken ct) => ShowAsync(number, ct);

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken ct)
    {
        var merged = await merging.MergeAsync(number, Into ?? 0, ct);
        return merged.Succeeded ? LocalRedirect($"~/forslag/{number}?sammanslaget=true") : await AfterAsync(number, merged, ct, prefix: null);
    }

    protected override async Task<Result<Proposal>> GuardAsync(int number, CancellationToken ct)
    {
        var found = await acting.FindAsync(number, Act.Merge, ct);
        return !found.Succeeded ? Result<Proposal>.Refused(found.Problems)
            : found.Value.Offers(Act.Merge) ? found.Value.Proposal
            : new Problem("Proposal.Cannot.Merged", Kind: ProblemKind.Conflict);
    }

    protected override async Task FillAsync(CancellationToken ct)
    {
        if (Into is > 0 and var into)
        {
            Chosen = await merging.ChooseAsync(Proposal, into, ct);
        }

        if (Chosen is null && !string.IsNullOrWhiteSpace(Search))
        {
            Found = await merging.SearchAsync(Proposal, Search, ct);
        }
    }
}
