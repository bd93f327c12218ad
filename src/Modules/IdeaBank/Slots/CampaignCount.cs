using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.IdeaBank.Slots;

/// <summary>In the hero of a campaign's page: how many proposals the viewer would find. Nothing for those not signed in, nor before the first.</summary>
[ViewComponent(Name = "CampaignCount")]
public sealed class CampaignCount(AppDb db, ITexts texts) : ViewComponent
{
    /// <summary>Called by the slot.</summary>
    public async Task<IViewComponentResult> InvokeAsync(CampaignInfo subject)
    {
        var count = db.Viewer.IsSignedIn ? await new IdeaSearch(db).CountAsync("campaign", subject.Slug, HttpContext.RequestAborted) : 0;
        return count == 0 ? Content("") : View("~/Pages/IdeaBank/Components/CampaignCount/Default.cshtml", count == 1 ? texts["IdeaBank.OneSoFar"] : texts["IdeaBank.SoFar", count]);
    }
}
