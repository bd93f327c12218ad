using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.GoodExamples.Pages.GoodExamples;

[Authorize(Policy = GoodExamplesModule.EditRight)]
internal sealed class NewGoodExampleModel(AppDb db, IProposals proposals, IOrganisation organisation, IPeopleSearch search, CurrentUser user, ITexts texts, TimeProvider clock)
    : GoodExampleFormModel(organisation, search, texts)
{
    /// <summary>Number of the proposal that is told; null for what came another way.</summary>
    [BindProperty(SupportsGet = true, Name = "forslag")]
    public int? ProposalNumber { get; set; }

    public ProposalRow? Proposal { get; private set; }

    /// <summary>Why it cannot be told; null when it can.</summary>
    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await RefusedAsync(ct) is { } refused)
        {
            return refused;
        }

        if (Proposal is not null)
        {
            await FillAsync(FromProposal.Draft(Proposal, await Organisation.GoalsAsync(ct), Texts.In("sv")), version: 0, ct);
        }

        return await FormAsync(ct);
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveAsync(publish: false, ct);

    public Task<IActionResult> OnPostPublishAsync(CancellationToken ct) => SaveAsync(publish: true, ct);

    private async Task<IActionResult> SaveAsync(bool publish, CancellationToken ct)
    {
        if (await RefusedAsync(ct) is { } refused)
        {
            return refused;
        }

        var saved = await CreateAsync(publish, ct);
        if (!saved.Succeeded)
        {
            ModelState.Add(saved, Texts, nameof(Input));
            return await FormAsync(ct);
        }

        return LocalRedirect(publish ? $"~/goda-exempel/{saved.Value.Slug}" : $"~/goda-exempel/{saved.Value.Slug}/redigera?sparat=true");
    }

    private async Task<Result<GoodExample>> CreateAsync(bool publish, CancellationToken ct)
    {
        var body = await BodyAsync(ct);
        if (!body.Succeeded)
        {
            return Result<GoodExample>.Refused(body.Problems);
        }

        var begun = await db.TransactAsync<GoodExample>(
            async token =>
            {
                var nowUtc = clock.GetUtcNow().UtcDateTime;
                var created = GoodExample.Create(await db.FreeSlugAsync(body.Value.Title, token), body.Value, Proposal?.Id, user.PersonId, nowUtc);
                if (!created.Succeeded)
                {
                    return created;
                }

                db.Add(created.Value);
                var told = publish ? db.Tell(created.Value, user.PersonId, nowUtc) : Done.Ok;
                return told.Succeeded ? created : Result<GoodExample>.Refused(told.Problems);
            },
            ct);

        // The unique indexes: somebody told the same proposal, or took the same address, in this very moment.
        return !begun.Succeeded && begun.Problems[0].Kind == ProblemKind.Conflict ? new Problem("GoodExample.AlreadyBegun", Kind: ProblemKind.Conflict) : begun;
    }

    // Null when the form may be shown. What the viewer may not see is not there; what cannot be told is said so; what is begun is continued.
    private async Task<IActionResult?> RefusedAsync(CancellationToken ct)
    {
        if (string.IsNullOrEmpty(Request.Query["forslag"]))
        {
            return null;
        }

        Proposal = ProposalNumber is > 0 ? await proposals.Rows.FirstOrDefaultAsync(p => p.Number == ProposalNumber, ct) : null;
        if (Proposal is null)
        {
            return NotFound();
        }

        if (await db.Set<GoodExample>().Where(e => e.ProposalId == Proposal.Id).Select(e => e.Slug).FirstOrDefaultAsync(ct) is { } slug)
        {
            return LocalRedirect($"~/goda-exempel/{slug}/redigera");
        }

        var may = GoodExample.MayTellOf(Proposal);
        if (may.Succeeded)
        {
            return null;
        }

        Refusal = Texts[may.Problems[0].Text];
        var page = Page();
        page.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }
}
