using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Campaigns.Pages.Campaigns;

[AllowAnonymous]
internal sealed class CampaignModel(PublishedCampaigns campaigns, IOrganisation organisation, ITexts texts, TimeProvider clock) : PageModel
{
    public CampaignInfo Info { get; private set; } = null!;

    public CampaignBody Body { get; private set; } = null!;

    public CampaignPhase Phase { get; private set; }

    /// <summary>In words, such as "Open until the end of 10 January 2027".</summary>
    public string Dates { get; private set; } = "";

    public string? DaysLeft { get; private set; }

    /// <summary>Null when nobody is named, or when the person has left.</summary>
    public PersonInfo? ResourcePerson { get; private set; }

    public string? Department { get; private set; }

    /// <summary>Changes with the colour, so that a browser may keep the sheet.</summary>
    public string ThemePath => $"~/kampanjer/{Info.Slug}/tema.css?v={Body.Accent.TrimStart('#')}";

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await campaigns.BySlugAsync(slug, ct) is not { } campaign)
        {
            return NotFound();
        }

        var nowUtc = clock.GetUtcNow().UtcDateTime;
        (Info, Body) = (campaign.ToInfo(), campaign.Published!);
        (Phase, Dates, DaysLeft) = (Info.PhaseAt(nowUtc), Info.Words(nowUtc, texts), Info.DaysLeft(nowUtc, texts));
        ResourcePerson = Body.ResourcePerson is { } person && await organisation.PersonAsync(person, ct) is { Active: true } found ? found : null;
        Department = Body.DepartmentId is { } id ? (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Id == id)?.Name : null;
        return Page();
    }
}
