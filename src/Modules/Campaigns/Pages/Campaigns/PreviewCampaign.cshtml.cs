using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Campaigns.Pages.Campaigns;

/// <summary>The landing page of what stands in the form, in a tab of its own: the form stays as it is, and nothing is saved.</summary>
[Authorize(Policy = CampaignsModule.WriteRight)]
internal sealed class PreviewCampaignModel(CampaignEditing editing, IOrganisation organisation, IPeopleSearch people, ITexts texts, TimeProvider clock)
    : CampaignFormModel(organisation, people, texts)
{
    public Landing Landing { get; private set; } = null!;

    public IReadOnlyList<CampaignQuestion> Questions => Landing.Body.Questions;

    /// <summary>There is nothing to look at without a form.</summary>
    public IActionResult OnGet() => LocalRedirect("~/admin/kampanjer");

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "kampanj")] string? slug, CancellationToken ct)
    {
        var campaign = string.IsNullOrEmpty(slug) ? null : await editing.FindAsync(slug, ct);
        if (campaign is null && (!string.IsNullOrEmpty(slug) || !editing.MayAll))
        {
            return NotFound();
        }

        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var (body, _) = await BodyAsync(campaign?.Working.Picture, ct);
        var info = Campaign.ToInfo(Bounded(body), campaign?.Id ?? TypedId.New<CampaignId>(), campaign?.Slug ?? "", nowUtc);
        Landing = await Landing.OfAsync(info, Bounded(body), Organisation, Texts, nowUtc, ct) with { IsDraft = true };
        return Page();
    }

    // What could not be saved is shown as far as it could be.
    private static CampaignBody Bounded(CampaignBody body) => body with
    {
        Title = Cut(body.Title, CampaignBody.TitleMax),
        Lead = Cut(body.Lead, CampaignBody.LeadMax),
        CallToAction = Cut(body.CallToAction, CampaignBody.CallToActionMax),
        Why = Cut(body.Why, CampaignBody.SectionMax),
        LookingFor = Cut(body.LookingFor, CampaignBody.SectionMax),
        Afterwards = Cut(body.Afterwards, CampaignBody.SectionMax),
        First = body.First is { Year: >= 2000 and <= 2199 } first ? first : null,
        Last = body.Last is { Year: >= 2000 and <= 2199 } last ? last : null,
    };

    private static string Cut(string text, int max) => text.Length > max ? text[..max] : text;
}
