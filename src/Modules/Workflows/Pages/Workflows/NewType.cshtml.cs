using System.ComponentModel.DataAnnotations;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>A new workflow type: blank, from a template, or read from JSON.</summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class NewTypeModel(AppDb db, Starting starting, ITexts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    [DisplayFormat(ConvertEmptyStringToNull = false)]
    public string Name { get; set; } = "";

    /// <summary>Key of a template; empty for a blank one.</summary>
    [BindProperty]
    [DisplayFormat(ConvertEmptyStringToNull = false)]
    public string Template { get; set; } = "";

    [BindProperty]
    [DisplayFormat(ConvertEmptyStringToNull = false)]
    public string Text { get; set; } = "";

    /// <summary>True to read them in beside what is there.</summary>
    [BindProperty]
    public bool AsNew { get; set; }

    public IReadOnlyList<WorkflowTemplate> Templates { get; private set; } = [];

    private PersonId? By => db.Viewer.PersonId is { } me ? new PersonId(me) : null;

    public async Task OnGetAsync(CancellationToken ct) => Templates = await starting.TemplatesAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Name = Name.Trim();
        if (Name.Length is 0 or > WorkflowTypeMapping.LongestName)
        {
            ModelState.AddModelError(nameof(Name), texts["Workflow.Edit.NameMissing", WorkflowTypeMapping.LongestName]);
            return await ShowAsync(ct);
        }

        var template = Template.Length == 0 ? null : Template;
        var begun = await db.TransactAsync(token => starting.BeginAsync(Name, template, By, clock.GetUtcNow().UtcDateTime, token), ct);
        return begun.Succeeded ? LocalRedirect(Url.Content($"~/admin/arbetsfloden/{begun.Value}/redigera")) : await RefusedAsync(begun, ct);
    }

    public async Task<IActionResult> OnPostImportAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is { Length: > Drafts.LongestDefinition })
        {
            ModelState.AddModelError("file", texts["Workflow.Import.TooLong"]);
            return await ShowAsync(ct);
        }

        var text = Text;
        if (file is { Length: > 0 })
        {
            using var reader = new StreamReader(file.OpenReadStream());
            text = await reader.ReadToEndAsync(ct);
        }

        var taken = await db.TransactAsync(token => starting.ImportAsync(text, AsNew, By, clock.GetUtcNow().UtcDateTime, token), ct);
        return taken.Succeeded
            ? LocalRedirect(Url.Content(taken.Value is [var only] ? $"~/admin/arbetsfloden/{only}/redigera" : "~/admin/arbetsfloden"))
            : await RefusedAsync(taken, ct);
    }

    private async Task<IActionResult> RefusedAsync<T>(Result<T> refused, CancellationToken ct)
    {
        ModelState.Add(refused, texts);
        return await ShowAsync(ct);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        await OnGetAsync(ct);
        return Page();
    }
}
