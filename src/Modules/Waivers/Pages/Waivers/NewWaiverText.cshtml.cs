using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Waivers.Pages.Waivers;

internal sealed class WaiverTextInput
{
    public string? Title { get; set; }

    public string? Body { get; set; }

    /// <summary>Number of the version that the writer began from; 0 for none.</summary>
    public int After { get; set; }
}

/// <summary>Writing the next version. It begins from the newest one, which stays as it is.</summary>
[Authorize(Policy = WaiversModule.EditText)]
internal sealed class NewWaiverTextModel(AppDb db, IOrganisation organisation, CurrentUser user, ITexts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public WaiverTextInput Input { get; set; } = new();

    public bool IsPreview { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var newest = await db.NewestTextAsync(ct);
        Input = new() { Title = newest?.Title, Body = newest?.Body, After = newest?.Number ?? 0 };
    }

    public void OnPostPreview() => IsPreview = true;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var saved = await db.TransactAsync<WaiverText>(
            async token =>
            {
                var newest = await db.NewestTextAsync(token);
                if ((newest?.Number ?? 0) != Input.After)
                {
                    return new Problem("Kernel.Conflict", Kind: ProblemKind.Conflict);
                }

                var me = await organisation.PersonAsync(new PersonId(user.PersonId), token);
                var next = WaiverText.After(newest, (Input.Title ?? "").Trim(), (Input.Body ?? "").ReplaceLineEndings("\n").Trim(), me, clock.GetUtcNow().UtcDateTime);
                if (next.Succeeded)
                {
                    db.Add(next.Value);
                }

                return next;
            },
            ct);
        if (saved.Succeeded)
        {
            return LocalRedirect($"~/admin/friskrivning/version/{saved.Value.Number}");
        }

        ModelState.Add(saved, texts, nameof(Input));
        return Page();
    }
}
