using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.IdeaBank.Slots;

/// <summary>Above the archive of good examples: the box, and below it good examples, proposals and campaigns that have the words.</summary>
[ViewComponent(Name = "SearchArchive")]
public sealed class SearchArchive(AppDb db, IServiceProvider services) : ViewComponent
{
    private const int Most = 20;
    private const int MostIdeas = 5;

    /// <summary>Called by the slot.</summary>
    public async Task<IViewComponentResult> InvokeAsync(string subject) => View(
        "~/Pages/IdeaBank/Components/SearchArchive/Default.cshtml",
        await OneBox.FindAsync(db, new IdeaSearch(db), services.GetRequiredService<Elsewhere>(), subject, MostIdeas, Most, HttpContext.RequestAborted));
}
