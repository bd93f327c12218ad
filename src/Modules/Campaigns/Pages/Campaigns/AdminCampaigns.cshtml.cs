using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Campaigns.Pages.Campaigns;

/// <summary>A campaign as editors list it.</summary>
internal sealed record EditedCampaign(string Slug, string Title, CampaignPhase? Phase, bool HasDraft, string Dates, string? ResourcePerson, DateTime ModifiedUtc);

[Authorize(Policy = CampaignsModule.WriteRight)]
internal sealed class AdminCampaignsModel(CampaignEditing editing, IOrganisation organisation, ITexts texts, TimeProvider clock) : PageModel
{
    public IReadOnlyList<EditedCampaign> Campaigns { get; private set; } = [];

    public bool MayCreate => editing.MayAll;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var all = await editing.AllAsync(ct);
        if (all.Count == 0 && !editing.MayAll)
        {
            return Forbid();
        }

        var people = await organisation.PeopleAsync([.. all.Select(c => c.Working.ResourcePerson).OfType<PersonId>()], ct);
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        Campaigns = [.. all.Select(Row).OrderBy(c => c.Phase switch { null => 0, CampaignPhase.Open => 1, CampaignPhase.Coming => 2, _ => 3 })];
        return Page();

        EditedCampaign Row(Campaign campaign)
        {
            var isPublic = campaign.IsPublicAt(nowUtc);
            var info = isPublic ? campaign.ToInfo() : Campaign.ToInfo(campaign.Working, campaign.Id, campaign.Slug, nowUtc);
            var person = campaign.Working.ResourcePerson is { } id ? people.GetValueOrDefault(id) : null;
            return new(
                campaign.Slug, campaign.Working.Title, isPublic ? info.PhaseAt(nowUtc) : null, campaign.Draft is not null, info.Words(nowUtc, texts), person?.Name, campaign.ModifiedUtc);
        }
    }
}
