using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>A page on which something is done to a proposal. Shown to those who may; everyone else is told why not.</summary>
internal abstract class ProposalPage(ITexts texts) : PageModel
{
    public Proposal Proposal { get; protected set; } = null!;

    /// <summary>Set when it cannot be done, or no longer: the page then shows only this.</summary>
    public string? Refusal { get; private set; }

    protected ITexts Texts => texts;

    /// <summary>The guard: the proposal, or why the page is not for this viewer.</summary>
    protected abstract Task<Result<Proposal>> GuardAsync(int number, CancellationToken ct);

    /// <summary>What the page shows besides the proposal.</summary>
    protected virtual Task FillAsync(CancellationToken ct) => Task.CompletedTask;

    protected async Task<IActionResult> ShowAsync(int number, CancellationToken ct)
    {
        var found = await GuardAsync(number, ct);
        if (!found.Succeeded)
        {
            return Refused(found.Problems[0]);
        }

        Proposal = found.Value;
        await FillAsync(ct);
        return Page();
    }

    /// <summary>To the proposal's page; what the person can correct is shown in the form again, with everything as it was written.</summary>
    protected async Task<IActionResult> AfterAsync(int number, Result<Proposal> done, CancellationToken ct, string? prefix = "Input")
    {
        if (done.Succeeded)
        {
            return LocalRedirect($"~/forslag/{number}");
        }

        if (done.Problems[0] is { Kind: not ProblemKind.Invalid } refusal)
        {
            return Refused(refusal);
        }

        ModelState.Add(done, texts, prefix);
        return await ShowAsync(number, ct);
    }

    protected IActionResult Refused(Problem problem)
    {
        if (problem.Kind == ProblemKind.NotFound)
        {
            return NotFound();
        }

        if (problem.Kind == ProblemKind.Forbidden)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        Refusal = texts[problem.Text, problem.Arguments];
        Response.StatusCode = ApiRoutes.Status(problem.Kind);
        return Page();
    }
}
