using IntranetInnovation.IdeaBank.SavedSearches;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Pages.IdeaBank;

/// <summary>The viewer's saved searches: open, name, tell or not, drop. With an id in the address it leads on to that search.</summary>
[Authorize(Policy = IdeaBankModule.Read)]
internal sealed class SavedSearchesModel(Saving saving, ITexts texts) : PageModel
{
    /// <summary>The search that is being changed; null while a new one is saved.</summary>
    [BindProperty]
    public Guid? Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool Tells { get; set; }

    /// <summary>A new search, as its address.</summary>
    [BindProperty]
    public string? Address { get; set; }

    public IReadOnlyList<SavedSearch> Searches { get; private set; } = [];

    /// <summary>True when there is something to name: one that is being changed, or a new one that was refused.</summary>
    public bool IsWriting { get; private set; }

    /// <summary>What has just been done, as a text key; null when nothing was.</summary>
    public string? Told { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? id, Guid? andra, string? klart, CancellationToken ct)
    {
        if (id is { } opened)
        {
            var wanted = new SavedSearchId(opened);
            return LocalRedirect(await saving.Mine.Where(s => s.Id == wanted).Select(s => s.Address).FirstOrDefaultAsync(ct) is { } address
                ? $"~/idebank{(address.Length == 0 ? "" : "?")}{address}"
                : "~/mina/sokningar?klart=borta");
        }

        Told = klart switch { "sparad" => "IdeaBank.SavedDone", "borttagen" => "IdeaBank.SavedDeleted", "borta" => "IdeaBank.SavedGone", _ => null };
        Searches = await saving.Mine.ToListAsync(ct);
        if (andra is { } changing)
        {
            if (Searches.FirstOrDefault(s => s.Id.Value == changing) is not { } search)
            {
                return NotFound();
            }

            (IsWriting, Id, Name, Tells) = (true, changing, search.Name, search.Tells);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var saved = Id is { } id ? await saving.ChangeAsync(id, Name, Tells, ct) : await saving.SaveAsync(Name, IdeaAddress.Read(Address ?? ""), Tells, ct);
        if (saved.Succeeded)
        {
            return LocalRedirect("~/mina/sokningar?klart=sparad");
        }

        ModelState.Add(saved, texts);
        IsWriting = true;
        Searches = await saving.Mine.ToListAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken ct)
    {
        await saving.DeleteAsync(id, ct);
        return LocalRedirect("~/mina/sokningar?klart=borttagen");
    }
}
