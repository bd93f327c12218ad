using IntranetInnovation.Kernel.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Waivers.Pages.Waivers;

/// <summary>One version of the text, as it was and stays.</summary>
[Authorize(Policy = WaiversModule.Decide)]
internal sealed class WaiverTextModel(AppDb db) : PageModel
{
    public WaiverText Text { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken ct)
    {
        if (await db.Set<WaiverText>().AsNoTracking().FirstOrDefaultAsync(t => t.Number == number, ct) is not { } found)
        {
            return NotFound();
        }

        Text = found;
        return Page();
    }
}
