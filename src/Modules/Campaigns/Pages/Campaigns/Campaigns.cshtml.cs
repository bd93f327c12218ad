using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Campaigns.Pages.Campaigns;

/// <summary>A campaign in a list, at a moment.</summary>
internal sealed record CampaignCard(CampaignInfo Campaign, DateTime NowUtc);

[AllowAnonymous]
internal sealed class CampaignsModel(ICampaigns campaigns, CurrentUser user, TimeProvider clock) : PageModel
{
    private ILookup<CampaignPhase, CampaignCard> cards = Array.Empty<CampaignCard>().ToLookup(_ => CampaignPhase.Open);

    public bool IsSignedIn => user.Viewer.IsSignedIn;

    public bool IsEmpty => cards.Count == 0;

    public IReadOnlyList<CampaignCard> In(CampaignPhase phase) => [.. cards[phase]];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        cards = (await campaigns.AllAsync(ct)).ToLookup(c => c.PhaseAt(nowUtc), c => new CampaignCard(c, nowUtc));
    }
}
