using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Rebuilding;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Pages.IdeaBank;

/// <summary>The index that searches read: what it holds, whether it is being made anew and how far that has come.</summary>
[Authorize(Policy = IdeaBankModule.ManageIndex)]
internal sealed class SearchIndexModel(AppDb db, Analyzer analyzer) : PageModel
{
    public string Language => analyzer.Language.Code;

    public int Proposals { get; private set; }

    public bool IsCurrent { get; private set; }

    /// <summary>Null when none is under way, or when it has not begun yet.</summary>
    public Progress? Progress { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Proposals = await db.Set<IdeaEntry>().CountAsync(ct);
        IsCurrent = await db.SettingAsync(Rebuild.Made, ct) == analyzer.Version;
        Progress = Progress.Read(await db.SettingAsync(Rebuild.UnderWay, ct));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await db.TransactAsync(async inner =>
        {
            await db.SetSettingAsync(Rebuild.Made, "", inner);
            return Done.Ok;
        }, ct);
        return RedirectToPage();
    }
}
