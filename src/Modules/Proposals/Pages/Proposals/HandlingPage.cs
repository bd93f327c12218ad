using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>A page on which the task of one form is done. Shown to the one who has the task; everyone else is told why not.</summary>
internal abstract class HandlingPage(Handling handling, ITexts texts, string form) : PageModel
{
    public Proposal Proposal { get; private set; } = null!;

    /// <summary>Set when the task is not (or no longer) this viewer's: the page then shows only this.</summary>
    public string? Refusal { get; private set; }

    protected Handling Handling => handling;

    protected ITexts Texts => texts;

    protected async Task<IActionResult> ShowAsync(int number, CancellationToken ct)
    {
        var found = await handling.FindAsync(number, form, ct);
        if (found.Succeeded)
        {
            Proposal = found.Value.Proposal;
            await FillAsync(ct);
            return Page();
        }

        return Refused(found.Problems[0]);
    }

    protected async Task<IActionResult> AfterAsync(int number, Result<Proposal> completed, CancellationToken ct)
    {
        if (completed.Succeeded)
        {
            return LocalRedirect($"~/forslag/{number}");
        }

        if (completed.Problems[0] is { Kind: not ProblemKind.Invalid } refusal)
        {
            return Refused(refusal);
        }

        ModelState.Add(completed, texts, "Input");
        return await ShowAsync(number, ct);
    }

    /// <summary>What the page shows besides the proposal.</summary>
    protected virtual Task FillAsync(CancellationToken ct) => Task.CompletedTask;

    private IActionResult Refused(Problem problem)
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
