using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Campaigns.Pages.Campaigns;

[Authorize(Policy = CampaignsModule.EditRight)]
internal sealed class NewCampaignModel(AppDb db, IOrganisation organisation, IPeopleSearch people, CurrentUser user, ITexts texts, TimeProvider clock)
    : CampaignFormModel(organisation, people, texts)
{
    private const string FirstAccent = "#1f6f5c";

    // Addresses of the administration's own pages.
    private static readonly string[] Reserved = ["ny", "forhandsgranska"];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Input = new() { First = CampaignInput.Day(SwedishTime.Day(clock.GetUtcNow().UtcDateTime).AddDays(14)), Accent = FirstAccent, CallToAction = Texts["CampaignAdmin.FirstCallToAction"] };
        return await FormAsync(ct);
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveAsync("", ct);

    /// <summary>A picture is added to a draft that is saved, so that a file too large loses no text.</summary>
    public Task<IActionResult> OnPostPictureAsync(CancellationToken ct) => SaveAsync("/bild", ct);

    public async Task<IActionResult> OnPostChangeAsync(string? change, CancellationToken ct)
    {
        ChangeRows(change);
        return await FormAsync(ct);
    }

    private async Task<IActionResult> SaveAsync(string next, CancellationToken ct)
    {
        var (body, problems) = await BodyAsync(picture: null, ct);
        var saved = problems.Count > 0
            ? Result<Campaign>.Refused([.. problems, .. body.CheckDraft()])
            : await db.TransactAsync(token => CreateAsync(body, token), ct);
        if (saved.Succeeded)
        {
            return LocalRedirect($"~/admin/kampanjer/{saved.Value.Slug}{next}?sparat=true");
        }

        ModelState.Add(saved, Texts, nameof(Input));
        return await FormAsync(ct);
    }

    private async Task<Result<Campaign>> CreateAsync(CampaignBody body, CancellationToken ct)
    {
        var created = Campaign.Create(await FreeSlugAsync(body.Title, ct), body, user.PersonId, clock.GetUtcNow().UtcDateTime);
        if (created.Succeeded)
        {
            db.Add(created.Value);
        }

        return created;
    }

    // The address comes from the title and stays when the title is changed, since people have shared it by then.
    private async Task<string> FreeSlugAsync(string title, CancellationToken ct)
    {
        var slug = Slugs.Of(title, otherwise: "kampanj");
        slug = slug.Length > 70 ? slug[..70].TrimEnd('-') : slug;
        HashSet<string> taken = [.. Reserved, .. await db.Set<Campaign>().Where(c => c.Slug.StartsWith(slug)).Select(c => c.Slug).ToListAsync(ct)];
        return !taken.Contains(slug) ? slug : Enumerable.Range(2, int.MaxValue - 2).Select(n => FormattableString.Invariant($"{slug}-{n}")).First(s => !taken.Contains(s));
    }
}
