using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>The draft as a drawing. Needs script; the list shows and changes the same without. What is drawn goes by the API.</summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class DrawModel(AppDb db, Drafts drafts, ITexts texts, TimeProvider clock) : AdministerModel(db, clock)
{
    public string TypeName { get; private set; } = "";

    public string Words => JsonSerializer.Serialize(DrawWords.Of(texts));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await drafts.OpenAsync(Key, ct) is not { } open)
        {
            return NotFound();
        }

        TypeName = open.Type.Name;
        return Page();
    }
}
