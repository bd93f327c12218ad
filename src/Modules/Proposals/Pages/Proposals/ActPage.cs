using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>A page of one question and one button: what is done, and why. All of them share the form <c>_Act</c>, worded by the act.</summary>
internal abstract class ActPage(Acting acting, ITexts texts, Act act) : ProposalPage(texts)
{
    [BindProperty]
    public WhyForm Input { get; set; } = new();

    public Act Act => act;

    /// <summary>Characters of what is said.</summary>
    public virtual int Longest => Proposal.WhyMax;

    public Task<IActionResult> OnGetAsync(int number, CancellationToken ct) => ShowAsync(number, ct);

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken ct)
    {
        var done = await DoAsync(number, Input.Why, ct);
        var isMistake = !done.Succeeded && done.Problems[0].Kind == ProblemKind.Invalid;
        return await AfterAsync(number, isMistake ? Result<Proposal>.Refused([.. done.Problems.Select(p => p with { Field = nameof(Input.Why) })]) : done, ct);
    }

    protected abstract Task<Result<Proposal>> DoAsync(int number, string? why, CancellationToken ct);

    protected override async Task<Result<Proposal>> GuardAsync(int number, CancellationToken ct)
    {
        var found = await acting.FindAsync(number, act, ct);
        return !found.Succeeded ? Result<Proposal>.Refused(found.Problems)
            : found.Value.Offers(act) ? found.Value.Proposal
            : new Problem("Proposal.NotNow", Kind: ProblemKind.Conflict);
    }
}

internal sealed class WhyForm
{
    public string? Why { get; set; }
}
