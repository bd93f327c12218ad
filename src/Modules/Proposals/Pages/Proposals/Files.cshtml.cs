using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Proposals.Attachments;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Proposals.Form;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>A page of their own for files, on a draft that is saved: whatever happens to a file, no text is lost.</summary>
[Authorize(Policy = ProposalsModule.Submit)]
[BodyLimit(Attachment.MaxBytes + RoomForTheRest)]
internal sealed class FilesModel(AppDb db, Drafting drafting, Attaching attaching, ITexts texts) : PageModel
{
    // Token and boundaries.
    private const int RoomForTheRest = 64 * 1024;

    public const string Accepted = ".pdf,.png,.jpg,.jpeg,.gif,.webp,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv";

    public Proposal Draft { get; private set; } = null!;

    public IReadOnlyList<Attachment> Attachments { get; private set; } = [];

    /// <summary>What has just been done, in words.</summary>
    public string? Done { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, string? klart, CancellationToken ct)
    {
        Done = klart switch { "tillagd" => texts["Proposal.Files.Added"], "borttagen" => texts["Proposal.Files.Removed"], _ => null };
        return await LoadAsync(id, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, IFormFile? file, CancellationToken ct)
    {
        if (file is null)
        {
            ModelState.AddModelError("File", texts["Proposal.FileMissing"]);
            return await LoadAsync(id, ct) ? Page() : NotFound();
        }

        // Read before the transaction begins; the request is no longer than a file may be.
        using var content = new MemoryStream((int)Math.Min(file.Length, Attachment.MaxBytes));
        await file.CopyToAsync(content, ct);
        return await AnswerAsync(id, await attaching.AddAsync(new(id), file.FileName, content.ToArray(), ct), "tillagd", ct);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid attachment, CancellationToken ct) =>
        await AnswerAsync(id, await attaching.RemoveAsync(new(id), new(attachment), ct), "borttagen", ct);

    private async Task<IActionResult> AnswerAsync<T>(Guid id, Result<T> result, string done, CancellationToken ct)
    {
        if (result.Succeeded)
        {
            return LocalRedirect($"~/forslag/utkast/{id:D}/bilagor?klart={done}");
        }

        ModelState.Add(result, texts);
        Response.StatusCode = ApiRoutes.Status(result.Problems[0].Kind);
        return await LoadAsync(id, ct) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await drafting.MineAsync(new(id), ct) is not { Status: ProposalStatus.Draft } draft)
        {
            return false;
        }

        Draft = draft;
        Attachments = await db.Set<Attachment>().AsNoTracking().Where(a => a.ProposalId == draft.Id).OrderBy(a => a.AddedUtc).ThenBy(a => a.Slot).ToListAsync(ct);
        return true;
    }
}
