using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.IdeaBank.Slots;

/// <summary>On the start page: the newest proposals that the viewer may see. Nothing for those not signed in.</summary>
[ViewComponent(Name = "NewestIdeas")]
public sealed class NewestIdeas(AppDb db) : ViewComponent
{
    private const int Most = 5;

    /// <summary>Called by the slot.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (!db.Viewer.IsSignedIn)
        {
            return Content("");
        }

        var found = await new IdeaSearch(db).FindAsync(new IdeaQuery { Size = Most }, HttpContext.RequestAborted, inFull: false);
        return found.Items.Count == 0 ? Content("") : View("~/Pages/IdeaBank/Components/NewestIdeas/Default.cshtml", found.Items);
    }
}
