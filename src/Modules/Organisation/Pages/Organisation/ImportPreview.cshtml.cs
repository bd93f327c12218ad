using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Organisation.Import;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation.Pages.Organisation;

/// <summary>What a file would do now. The form carries the mark of what was shown: something else is not carried out, but shown anew.</summary>
[Authorize(Policy = OrganisationRights.Administer)]
internal sealed class ImportPreviewModel(AppDb db, Importing importing, ITexts texts) : PageModel
{
    public const int MostShown = 200;

    [BindProperty(SupportsGet = true)]
    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    public ImportReport Report { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(string? sett, CancellationToken ct)
    {
        var applied = await importing.ApplyAsync(new(Id), sett, ct);
        if (applied.Succeeded)
        {
            return LocalRedirect($"~/admin/import?tillagda={applied.Value.Count(LineOutcome.Added)}&andrade={applied.Value.Count(LineOutcome.Changed)}");
        }

        ModelState.Add(applied, texts);
        return await ShowAsync(ct);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        var id = new PendingImportId(Id);
        if (await db.Set<PendingImport>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } pending)
        {
            return NotFound();
        }

        var report = await importing.PreviewAsync(pending.Kind, pending.Text, ct);
        if (!report.Succeeded)
        {
            return NotFound(); // Only a file that could be read was kept.
        }

        Report = report.Value;
        return Page();
    }
}
