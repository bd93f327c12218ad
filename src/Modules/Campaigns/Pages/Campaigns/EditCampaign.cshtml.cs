using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Campaigns.Pages.Campaigns;

/// <summary>Who was first, when two have edited the same text.</summary>
internal sealed record OtherEdit(string? By, DateTime Utc);

[Authorize(Policy = CampaignsModule.WriteRight)]
internal sealed class EditCampaignModel(
    AppDb db, CampaignEditing editing, IOrganisation organisation, IPeopleSearch people, CurrentUser user, ITexts texts, TimeProvider clock)
    : CampaignFormModel(organisation, people, texts)
{
    [FromRoute]
    [BindProperty(SupportsGet = true)]
    public string Slug { get; set; } = "";

    /// <summary>True right after a draft was saved.</summary>
    [BindProperty(SupportsGet = true, Name = "sparat")]
    public bool Saved { get; set; }

    public Campaign Campaign { get; private set; } = null!;

    /// <summary>Null as long as nobody was faster.</summary>
    public OtherEdit? Other { get; private set; }

    /// <summary>Null for what readers do not see.</summary>
    public CampaignPhase? Phase => Campaign.IsPublicAt(clock.GetUtcNow().UtcDateTime) ? Campaign.ToInfo().PhaseAt(clock.GetUtcNow().UtcDateTime) : null;

    public override string? StoredSlug => Campaign.Slug;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ? await StoredAsync(ct) : NotFound();

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveAsync(publish: false, $"~/admin/kampanjer/{Slug}?sparat=true", ct);

    public Task<IActionResult> OnPostPictureAsync(CancellationToken ct) => SaveAsync(publish: false, $"~/admin/kampanjer/{Slug}/bild", ct);

    public Task<IActionResult> OnPostPublishAsync(CancellationToken ct) => SaveAsync(publish: true, $"~/kampanjer/{Slug}", ct);

    public async Task<IActionResult> OnPostChangeAsync(string? change, CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return NotFound();
        }

        ChangeRows(change);
        return await FormAsync(ct);
    }

    public Task<IActionResult> OnPostUnpublishAsync(CancellationToken ct) =>
        ActAsync(() => Task.FromResult(Campaign.Unpublish(user.PersonId, clock.GetUtcNow().UtcDateTime)), $"~/admin/kampanjer/{Slug}", ct);

    /// <summary>Goes back to what readers see, or throws the campaign away when nobody but editors ever saw it.</summary>
    public Task<IActionResult> OnPostDiscardAsync(CancellationToken ct) => ActAsync(
        async () =>
        {
            if (Campaign.WasNeverPublished)
            {
                db.Remove(Campaign);
                await editing.ForgetPicturesAsync(Campaign, all: true, ct);
                return Done.Ok;
            }

            var discarded = Campaign.DiscardDraft(user.PersonId, clock.GetUtcNow().UtcDateTime);
            await editing.ForgetPicturesAsync(Campaign, all: false, ct);
            return discarded;
        },
        "~/admin/kampanjer",
        ct);

    private async Task<IActionResult> SaveAsync(bool publish, string next, CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return NotFound();
        }

        var (body, problems) = await BodyAsync(Campaign.Working.Picture, ct);
        var saved = problems.Count > 0
            ? Result<Done>.Refused([.. problems, .. publish ? body.Check() : body.CheckDraft()])
            : await db.TransactAsync(token => WriteAsync(body, publish, token), ct);
        if (saved.Succeeded)
        {
            return LocalRedirect(next);
        }

        // The refused text was in the tracked item; the page shows what is really stored beside what was typed.
        return await FindAsync(ct) ? await RefusedAsync(saved, ct) : NotFound();
    }

    private async Task<Result<Done>> WriteAsync(CampaignBody body, bool publish, CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var unchanged = Unchanged();
        var edited = unchanged.Succeeded ? Campaign.Edit(body, user.PersonId, nowUtc) : unchanged;
        if (!edited.Succeeded || !publish)
        {
            return edited;
        }

        var announced = Campaign.Announce(user.PersonId, nowUtc);
        await editing.ForgetPicturesAsync(Campaign, all: false, ct);
        return announced;
    }

    // These forms carry none of the texts, so a refusal shows them as they are stored.
    private async Task<IActionResult> ActAsync(Func<Task<Result<Done>>> act, string next, CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return NotFound();
        }

        var unchanged = Unchanged();
        var done = await db.TransactAsync(_ => unchanged.Succeeded ? act() : Task.FromResult(unchanged), ct);
        if (done.Succeeded)
        {
            return LocalRedirect(next);
        }

        if (!await FindAsync(ct))
        {
            return NotFound();
        }

        ModelState.Clear();
        var page = await StoredAsync(ct);
        page.StatusCode = StatusCodes.Status409Conflict;
        ModelState.Add(done, Texts);
        return page;
    }

    private async Task<PageResult> RefusedAsync(Result<Done> refused, CancellationToken ct)
    {
        Saved = false;
        if (refused.Problems[0].Kind != ProblemKind.Conflict)
        {
            ModelState.Add(refused, Texts, nameof(Input));
            return await FormAsync(ct);
        }

        // Shown once: whoever has read that somebody was faster, and saves again, means it.
        var by = Campaign.ModifiedBy is { } id ? (await Organisation.PersonAsync(new PersonId(id), ct))?.Name : null;
        Other = new(by, Campaign.ModifiedUtc);
        Input.Version = Campaign.Version;
        ModelState.Remove($"{nameof(Input)}.{nameof(Input.Version)}");
        var page = await FormAsync(ct);
        page.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }

    private async Task<PageResult> StoredAsync(CancellationToken ct)
    {
        await FillAsync(Campaign.Working, SwedishTime.Day(Campaign.OpensUtc), Campaign.Version, ct);
        return await FormAsync(ct);
    }

    // The version in the form is the one the person began from; the database's own check covers the moment between reading and saving.
    private Result<Done> Unchanged() => Campaign.Version == Input.Version ? Done.Ok : new Problem("Kernel.Conflict", Kind: ProblemKind.Conflict);

    private async Task<bool> FindAsync(CancellationToken ct)
    {
        var found = await editing.FindAsync(Slug, ct);
        Campaign = found!;
        return found is not null;
    }
}
