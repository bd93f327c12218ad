using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Activities;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>
/// What a link in a mail leads to: a button, so that a mail scanner that follows links gives no signal. Whoever has the link may press it; what the flow is about is named only to those who may
/// see that.
/// </summary>
[AllowAnonymous]
internal sealed class SignalModel(AppDb db, SignalLinks links, WorkflowEngine engine, IEnumerable<IWorkflowSubjects> subjects, ITexts texts, TimeProvider clock) : PageModel
{
    /// <summary>The step in the administrator's words; null when nothing waits for the link any more.</summary>
    public string? Step { get; private set; }

    public SubjectCard? Card { get; private set; }

    [BindProperty(SupportsGet = true, Name = "klart")]
    public bool IsDone { get; set; }

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(string token, CancellationToken ct)
    {
        if (await links.FindAsync(token, NowUtc, ct) is { } found)
        {
            Step = found.Step.Title ?? SignalLinks.NameOf(found.Step);
            Card = (await subjects.CardsAsync([found.Row.Subject], ct)).GetValueOrDefault(found.Row.Subject);
        }
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken ct)
    {
        var by = db.Viewer.PersonId is { } me ? (PersonId?)new PersonId(me) : null;
        var given = await db.TransactAsync<Done>(
            async inner => await links.FindAsync(token, NowUtc, inner) is { } found && await engine.WakeAsync(found.Row, SignalEvent.Of(SignalLinks.NameOf(found.Step), by, NowUtc), inner)
                ? Done.Ok
                : new Problem("Workflow.SignalGone", Kind: ProblemKind.Conflict),
            ct);
        if (given.Succeeded)
        {
            return LocalRedirect(Url.Content($"~/signal/{token}?klart=true"));
        }

        ModelState.Add(given, texts);
        return Page();
    }
}
