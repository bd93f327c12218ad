using System.Text;
using IntranetInnovation.Kernel.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>A workflow type as a file in Orchard's shape, after what Orchard will make of it: the draft, else the newest version.</summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class ExportModel(AppDb db, Drafts drafts, OrchardExport export, TimeProvider clock) : AdministerModel(db, clock)
{
    public OpenType Open { get; private set; } = null!;

    public OrchardFile Written { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetFileAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct) || Written.Json is not { } json)
        {
            return NotFound();
        }

        return File(Encoding.UTF8.GetBytes(json), "application/json", $"workflow-{Open.Type.Key}.recipe.json");
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await drafts.OpenAsync(Key, ct) is not { } open)
        {
            return false;
        }

        (Open, Written) = (open, export.Write(open.Definition, open.Type.Enabled));
        return true;
    }
}
