using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.IdeaBank.Slots;

/// <summary>A campaign's newest proposals, as its page shows them; of a closed one also what has become of all.</summary>
internal sealed record CampaignIdeasModel(CampaignInfo Campaign, IReadOnlyList<Idea> Newest, bool HasMore, bool IsOpen, IReadOnlyList<FacetValue> Outcome);

/// <summary>On a campaign's page: its newest proposals that the viewer may see, with the way to all of them. Nothing for those not signed in.</summary>
[ViewComponent(Name = "CampaignIdeas")]
public sealed class CampaignIdeas(AppDb db, TimeProvider clock) : ViewComponent
{
    private const int Most = 6;

    /// <summary>Called by the slot.</summary>
    public async Task<IViewComponentResult> InvokeAsync(CampaignInfo subject)
    {
        if (!db.Viewer.IsSignedIn)
        {
            return Content("");
        }

        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var isClosed = subject.ClosesUtc <= nowUtc;
        var query = new IdeaQuery { Size = Most, Chosen = new Dictionary<string, IReadOnlyList<string>> { ["campaign"] = [subject.Slug] } };
        var found = await new IdeaSearch(db).FindAsync(query, HttpContext.RequestAborted, inFull: isClosed);
        return View("~/Pages/IdeaBank/Components/CampaignIdeas/Default.cshtml", new CampaignIdeasModel(
            subject, found.Items, found.Next is not null, subject.IsOpenAt(nowUtc), found.Facets["status"]));
    }
}
