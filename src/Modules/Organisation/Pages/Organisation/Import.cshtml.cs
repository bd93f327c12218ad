using System.Text;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Organisation.Import;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IntranetInnovation.Organisation.Pages.Organisation;

[Authorize(Policy = OrganisationRights.Administer)]
[RequestSizeLimit(4 * ImportText.MostBytes)]
internal sealed class ImportModel(AppDb db, Importing importing, CurrentUser user, ITexts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public ImportForm Input { get; set; } = new();

    /// <summary>After an import: how many lines it added and changed.</summary>
    public (int Added, int Changed)? Done { get; private set; }

    public IReadOnlyList<SelectListItem> KindItems =>
        [.. Enum.GetValues<ImportKind>().Select(k => new SelectListItem(texts[$"Organisation.ImportKind.{k}"], k.ToString()))];

    public string PeopleColumns => ImportTable.Headings<PersonColumn>(texts);

    public string PlaceColumns => ImportTable.Headings<PlaceColumn>(texts);

    public void OnGet(string? typ, int? tillagda, int? andrade)
    {
        Input.Kind = typ == "organisation" ? ImportKind.Places : ImportKind.People;
        Done = tillagda is { } added && andrade is { } changed ? (added, changed) : null;
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? fil, CancellationToken ct)
    {
        var text = await TextAsync(fil, ct);
        if (text.Succeeded)
        {
            var looked = await importing.PreviewAsync(Input.Kind, text.Value, ct);
            if (looked.Succeeded)
            {
                var pending = PendingImport.Of(Input.Kind, text.Value, new(user.PersonId), clock.GetUtcNow().UtcDateTime);
                db.Add(pending);
                await db.SaveChangesAsync(ct);
                return LocalRedirect($"~/admin/import/{pending.Id.Value}");
            }

            text = Result<string>.Refused(looked.Problems);
        }

        ModelState.Add(text, texts);
        return Page();
    }

    private async Task<Result<string>> TextAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is not { Length: > 0 })
        {
            return ImportText.Read(Encoding.UTF8.GetBytes(Input.Text ?? ""), "Input.Text");
        }

        if (file.Length > ImportText.MostBytes)
        {
            return ImportText.TooLarge("fil");
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, ct);
        return ImportText.Read(bytes.ToArray(), "fil");
    }
}

internal sealed class ImportForm
{
    public ImportKind Kind { get; set; }

    public string? Text { get; set; }
}
