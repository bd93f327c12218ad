using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Campaigns.Pages.Campaigns;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Campaigns.Slots;

/// <summary>On the start page: the open campaigns as cards, three at most.</summary>
[ViewComponent(Name = "OpenCampaigns")]
public sealed class OpenCampaigns(ICampaigns campaigns, TimeProvider clock) : ViewComponent
{
    private const int Most = 3;

    /// <summary>Called by the slot; shows nothing when no campaign is open.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        CampaignCard[] cards = [.. (await campaigns.AllAsync(HttpContext.RequestAborted)).Where(c => c.IsOpenAt(nowUtc)).Take(Most).Select(c => new CampaignCard(c, nowUtc))];
        return cards.Length == 0 ? Content("") : View("~/Pages/Campaigns/Components/OpenCampaigns/Default.cshtml", cards);
    }
}
