using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.IdeaBank.Slots;

/// <summary>A campaign's newest proposals, as its page shows them.</summary>
internal sealed record CampaignIdeasModel(CampaignInfo Campaign, IReadOnlyList<Idea> Newest, bool HasMore);

/// <summary>On a campaign's page: its newest proposals that the viewer may see, with the way to all of them. Nothing for those not signed in.</summary>
[ViewComponent(Name = "CampaignIdeas")]
public sealed class CampaignIdeas(AppDb db) : ViewComponent
{
    private const int Most = 6;

    /// <summary>Called by the slot.</summary>
    public async Task<IViewComponentResult> InvokeAsync(CampaignInfo subject)
    {
        if (!db.Viewer.IsSignedIn)
        {
            return Content("");
        }

        var query = new IdeaQuery { Size = Most, Chosen = new Dictionary<string, IReadOnlyList<string>> { ["campaign"] = [subject.Slug] } };
        var found = await new IdeaSearch(db).FindAsync(query, HttpContext.RequestAborted, withFacets: false);
        return View("~/Pages/IdeaBank/Components/CampaignIdeas/Default.cshtml", new CampaignIdeasModel(subject, found.Items, found.Next is not null));
    }
}
