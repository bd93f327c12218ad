using IntranetInnovation.IdeaBank.Misses;
using IntranetInnovation.Kernel.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Pages.IdeaBank;

/// <summary>What people search for and do not find: for those who can make a synonym of it, or see what is missing.</summary>
[Authorize(Policy = IdeaBankModule.EditSynonyms)]
internal sealed class MissesModel(AppDb db) : PageModel
{
    private const int Most = 200;

    public IReadOnlyList<MissedSearch> Misses { get; private set; } = [];

    /// <summary>A miss was just taken away.</summary>
    [BindProperty(SupportsGet = true, Name = "borttagen")]
    public bool Removed { get; set; }

    public async Task OnGetAsync(CancellationToken ct) => Misses = await db.Set<MissedSearch>().AsNoTracking().Where(m => m.Days >= MissedSearch.ShownFromDays)
        .OrderByDescending(m => m.Times).ThenByDescending(m => m.LastDay).ThenBy(m => m.Text).Take(Most).ToListAsync(ct);

    public async Task<IActionResult> OnPostAsync(string? text, CancellationToken ct)
    {
        await db.WriteAsync(d => d.Set<MissedSearch>().Where(m => m.Text == text).ExecuteDeleteAsync(ct), ct);
        return LocalRedirect("~/admin/sokningar?borttagen=true");
    }
}
