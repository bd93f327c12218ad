using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Campaigns.Pages.Campaigns;

[AllowAnonymous]
internal sealed class CampaignModel(PublishedCampaigns campaigns, CampaignEditing editing, IOrganisation organisation, ITexts texts, TimeProvider clock) : PageModel
{
    public Landing Landing { get; private set; } = null!;

    /// <summary>True for those who may edit this campaign.</summary>
    public bool MayEdit { get; private set; }

    /// <summary>With <c>?utkast</c> the draft as it would look, for those who may edit it; to everyone else it is not there.</summary>
    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var isDraft = Request.Query.ContainsKey("utkast");
        var campaign = isDraft ? await editing.FindAsync(slug, ct) : await campaigns.BySlugAsync(slug, ct);
        if (campaign is null)
        {
            return NotFound();
        }

        MayEdit = editing.May(campaign);
        var info = isDraft ? Campaign.ToInfo(campaign.Working, campaign.Id, campaign.Slug, nowUtc) : campaign.ToInfo();
        Landing = await Landing.OfAsync(info, isDraft ? campaign.Working : campaign.Published!, organisation, texts, nowUtc, ct) with { IsDraft = isDraft };
        return Page();
    }
}
