using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.GoodExamples.Pages.GoodExamples;

[Authorize(Policy = GoodExamplesModule.EditRight)]
internal sealed class EditGoodExampleModel(AppDb db, IProposals proposals, IOrganisation organisation, IPeopleSearch search, CurrentUser user, ITexts texts, TimeProvider clock)
    : GoodExampleFormModel(organisation, search, texts)
{
    private GoodExample example = null!;
    private ProposalRow? proposal;

    [BindProperty(SupportsGet = true)]
    public string Slug { get; set; } = "";

    /// <summary>True right after a draft was saved.</summary>
    [BindProperty(SupportsGet = true, Name = "sparat")]
    public bool Saved { get; set; }

    /// <summary>When readers first saw it; null when they do not see it.</summary>
    public DateTime? PublishedUtc => example.PublishedUtc;

    /// <summary>True when there is a text that readers do not see.</summary>
    public bool HasDraft => example.Draft is not null;

    public DateTime ModifiedUtc => example.ModifiedUtc;

    public int? ProposalNumber => proposal?.Number;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return NotFound();
        }

        await FillAsync(example.Working, example.Version, ct);
        return await FormAsync(ct);
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveAsync(publish: false, ct);

    public Task<IActionResult> OnPostPublishAsync(CancellationToken ct) => SaveAsync(publish: true, ct);

    /// <summary>Takes it from readers. What stands in the form is not saved; the text that was shown becomes the draft when there is no other.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return NotFound();
        }

        var unchanged = Unchanged();
        var withdrawn = await db.TransactAsync(
            _ => Task.FromResult(unchanged.Succeeded ? example.Withdraw(user.PersonId, clock.GetUtcNow().UtcDateTime) : unchanged), ct);
        if (withdrawn.Succeeded)
        {
            return LocalRedirect($"~/goda-exempel/{Slug}/redigera");
        }

        // This form carries none of the texts, so they are shown as they are stored.
        ModelState.Clear();
        await FindAsync(ct);
        await FillAsync(example.Working, example.Version, ct);
        ModelState.Add(withdrawn, Texts);
        return await FormAsync(ct);
    }

    private async Task<IActionResult> SaveAsync(bool publish, CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return NotFound();
        }

        var body = await BodyAsync(ct);
        var saved = body.Succeeded
            ? await db.TransactAsync(_ => Task.FromResult(Save(body.Value, publish)), ct)
            : Result<Done>.Refused(body.Problems);
        if (!saved.Succeeded)
        {
            return await RefusedAsync(saved, ct);
        }

        return LocalRedirect(publish ? $"~/goda-exempel/{Slug}" : $"~/goda-exempel/{Slug}/redigera?sparat=true");
    }

    private Result<Done> Save(GoodExampleBody body, bool publish)
    {
        var unchanged = Unchanged();
        if (!unchanged.Succeeded)
        {
            return unchanged;
        }

        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var edited = example.Edit(body, user.PersonId, nowUtc);
        if (!edited.Succeeded || !publish)
        {
            return edited;
        }

        // Asked again: it may have been marked confidential since the draft was begun.
        var may = GoodExample.MayTellOf(proposal);
        return may.Succeeded ? db.Tell(example, user.PersonId, nowUtc) : may;
    }

    // The version in the form is the one the person began from; the database's own check covers the moment between reading and saving.
    private Result<Done> Unchanged() =>
        example.Version == Input.Version ? Done.Ok : new Problem("Kernel.Conflict", Kind: ProblemKind.Conflict);

    private async Task<IActionResult> RefusedAsync(Result<Done> refused, CancellationToken ct)
    {
        // The refused text was in the tracked item; the page shows what is really stored beside what was typed.
        await FindAsync(ct);
        Saved = false;
        ModelState.Add(refused, Texts, nameof(Input));
        return await FormAsync(ct);
    }

    // A draft holds the proposal's own words, so an editor who may not see the proposal does not see it either.
    private async Task<bool> FindAsync(CancellationToken ct)
    {
        if (await db.Set<GoodExample>().FirstOrDefaultAsync(e => e.Slug == Slug, ct) is not { } found)
        {
            return false;
        }

        example = found;
        proposal = example.ProposalId is { } id ? await proposals.Rows.FirstOrDefaultAsync(p => p.Id == id, ct) : null;
        return example.ProposalId is null || proposal is not null;
    }
}
