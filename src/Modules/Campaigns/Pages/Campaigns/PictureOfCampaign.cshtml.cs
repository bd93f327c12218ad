using IntranetInnovation.Campaigns.Pictures;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Campaigns.Pages.Campaigns;

internal sealed class PictureInput
{
    public string? Alt { get; set; }

    public bool Decorative { get; set; }

    public int Version { get; set; }
}

/// <summary>The draft's picture, on a page of its own: what is too large to be sent takes no text with it.</summary>
[Authorize(Policy = CampaignsModule.WriteRight)]
[LargestBody(Largest)]
internal sealed class PictureOfCampaignModel(AppDb db, CampaignEditing editing, CurrentUser user, ITexts texts, TimeProvider clock) : PageModel
{
    /// <summary>Above what is kept, so that a picture somewhat too large is told so beside the field.</summary>
    private const int Largest = 4 * PictureFile.MaxBytes;

    [FromRoute]
    [BindProperty(SupportsGet = true)]
    public string Slug { get; set; } = "";

    [BindProperty]
    public PictureInput Input { get; set; } = new();

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public Campaign Campaign { get; private set; } = null!;

    public CampaignPicture? Picture => Campaign.Working.Picture;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return NotFound();
        }

        Input = new() { Alt = Picture?.Alt, Decorative = Picture is { Alt: "" }, Version = Campaign.Version };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        // Before the transaction: a slow line must not keep other writers waiting.
        var read = Upload is null ? null : await ReadAsync(Upload, ct);
        return await ChangeAsync(() => read is { Succeeded: false } ? Result<CampaignPicture?>.Refused(read.Problems) : Chosen(read?.Value), ct);
    }

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken ct) => ChangeAsync(() => (CampaignPicture?)null, ct);

    private static async Task<Result<PictureFile>> ReadAsync(IFormFile file, CancellationToken ct)
    {
        if (file.Length > PictureFile.MaxBytes)
        {
            return new Problem("Campaign.PictureTooLarge", nameof(Upload)) { Arguments = [PictureFile.MaxBytes / 1024 / 1024] };
        }

        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, ct);
        return PictureFile.Read(content.ToArray());
    }

    // A new file, or new words for the one that is there.
    private Result<CampaignPicture?> Chosen(PictureFile? file)
    {
        var alt = Input.Decorative ? "" : CampaignInput.Line(Input.Alt);
        if (alt.Length == 0 && !Input.Decorative)
        {
            return new Problem("Campaign.AltMissing", "Input.Alt");
        }

        if (alt.Length > CampaignPicture.AltMax)
        {
            return new Problem("Campaign.TextTooLong", "Input.Alt") { Arguments = [CampaignPicture.AltMax] };
        }

        if (file is null)
        {
            return Picture is null ? new Problem("Campaign.PictureMissing", nameof(Upload)) : Picture with { Alt = alt };
        }

        var stored = new StoredPicture(Campaign.Id, file.ContentType, file.Content, clock.GetUtcNow().UtcDateTime);
        db.Add(stored);
        return new CampaignPicture(stored.Id, file.Width, file.Height, alt);
    }

    private async Task<IActionResult> ChangeAsync(Func<Result<CampaignPicture?>> choose, CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return NotFound();
        }

        var changed = await db.TransactAsync<Done>(
            async token =>
            {
                if (Campaign.Version != Input.Version)
                {
                    return new Problem("Kernel.Conflict", Kind: ProblemKind.Conflict);
                }

                var chosen = choose();
                var edited = chosen.Succeeded
                    ? Campaign.Edit(Campaign.Working with { Picture = chosen.Value }, user.PersonId, clock.GetUtcNow().UtcDateTime)
                    : Result<Done>.Refused(chosen.Problems);
                await editing.ForgetPicturesAsync(Campaign, all: false, token);
                return edited;
            },
            ct);
        if (changed.Succeeded)
        {
            return LocalRedirect($"~/admin/kampanjer/{Slug}?sparat=true");
        }

        if (!await FindAsync(ct))
        {
            return NotFound();
        }

        ModelState.Remove($"{nameof(Input)}.{nameof(Input.Version)}");
        Input.Version = Campaign.Version;
        ModelState.Add(changed, texts);
        var page = Page();
        page.StatusCode = changed.Problems[0].Kind == ProblemKind.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;
        return page;
    }

    private async Task<bool> FindAsync(CancellationToken ct)
    {
        var found = await editing.FindAsync(Slug, ct);
        Campaign = found!;
        return found is not null;
    }
}
