using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Waivers.Pages.Waivers;

/// <summary>
/// A waiver through its life: asked for by an author of the proposal, decided by those it was given to, accepted by the one who asked. Nobody else finds the page. Without
/// an id it is one's own newest, else the one that one may see.
/// </summary>
[Authorize(Policy = WaiversModule.Ask)]
internal sealed class WaiverModel(
    AppDb db, IProposals proposals, IProposalAudience audience, IOrganisation organisation, WaiverDeciders deciders, CurrentUser user, ITexts texts, TimeProvider clock) : PageModel
{
    private const int Most = 20;

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public WaiverStatus? Outcome { get; set; }

    /// <summary>Number of the text that stood on the page.</summary>
    [BindProperty]
    public int TextNumber { get; set; }

    [BindProperty]
    public bool HaveRead { get; set; }

    /// <summary>Null when nothing has been asked yet.</summary>
    public Waiver? Waiver { get; private set; }

    /// <summary>All on this proposal that the viewer may see, newest first.</summary>
    public IReadOnlyList<Waiver> All { get; private set; } = [];

    /// <summary>Null when the viewer may not see it, such as an administrator who decides on a confidential one.</summary>
    public ProposalRow? Proposal { get; private set; }

    /// <summary>The text that was granted, else the one that would be; null when there is none yet.</summary>
    public WaiverText? Text { get; private set; }

    public IReadOnlyList<PersonInfo> Deciders { get; private set; } = [];

    public bool MayAsk { get; private set; }

    public bool MayDecide => Waiver is { Status: WaiverStatus.Requested } && Waiver.IsDecidedBy(user.Viewer);

    public bool IsMine => Waiver?.IsOf(user.Viewer) == true;

    public string Title => Proposal?.Title ?? Waiver!.ProposalTitle;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Proposal is null || !(MayAsk || IsMine))
        {
            return NotFound();
        }

        if (!MayAsk)
        {
            return Here(Waiver!.Id); // Asked already: a double click or a reload.
        }

        var asked = await db.TransactAsync<Waiver>(
            async token =>
            {
                var me = await organisation.PersonAsync(new PersonId(user.PersonId), token) ?? throw new InvalidOperationException("The signed-in person is gone.");
                var principals = await deciders.PrincipalsAsync(me.Id, Proposal.IsConfidential, token);
                var waiver = Waiver.Ask(Proposal, me, (Reason ?? "").Trim(), principals, clock.GetUtcNow().UtcDateTime);
                if (waiver.Succeeded)
                {
                    db.Add(waiver.Value);
                    db.Raise(Tell(waiver.Value, [.. (await deciders.PeopleAsync(waiver.Value, token)).Select(p => p.Id)], "waiver-requested"));
                }

                return waiver;
            },
            ct);
        return asked.Succeeded ? Here(asked.Value.Id) : await RefusedAsync(asked, ct);
    }

    public Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct) =>
        ChangeAsync((waiver, _) => Task.FromResult(waiver.TakeBack(user.Viewer)), ct);

    public Task<IActionResult> OnPostDecideAsync(CancellationToken ct) => ChangeAsync(
        async (waiver, token) =>
        {
            var (reason, nowUtc) = ((Reason ?? "").Trim(), clock.GetUtcNow().UtcDateTime);
            var text = await db.NewestTextAsync(token);
            Result<Done> decided = Outcome switch
            {
                WaiverStatus.Refused => waiver.Refuse(reason, user.Viewer, nowUtc),
                WaiverStatus.Granted when text?.Number == TextNumber => waiver.Grant(text, reason, user.Viewer, nowUtc),
                WaiverStatus.Granted when waiver.IsDecidedBy(user.Viewer) => new Problem("Waiver.TextHasChanged", Kind: ProblemKind.Conflict),
                _ when waiver.IsDecidedBy(user.Viewer) => new Problem("Waiver.OutcomeMissing", nameof(Outcome)),
                _ => new Problem("Waiver.NotYours", Kind: ProblemKind.Forbidden),
            };
            if (decided.Succeeded)
            {
                db.Raise(Tell(waiver, [waiver.PersonId], "waiver-decided"));
            }

            return decided;
        },
        ct);

    public Task<IActionResult> OnPostAcceptAsync(CancellationToken ct) => ChangeAsync(
        (waiver, _) =>
        {
            var accepted = HaveRead || !waiver.IsOf(user.Viewer)
                ? waiver.Accept(TextNumber, user.Viewer, clock.GetUtcNow().UtcDateTime)
                : new Problem("Waiver.ReadFirst", nameof(HaveRead));
            if (accepted.Succeeded && waiver.DecidedBy is { } decider)
            {
                db.Raise(Tell(waiver, [decider], "waiver-accepted"));
            }

            return Task.FromResult(accepted);
        },
        ct);

    private async Task<IActionResult> ChangeAsync(Func<Waiver, CancellationToken, Task<Result<Done>>> change, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Waiver is not { Id: var id })
        {
            return NotFound();
        }

        var changed = await db.TransactAsync(async token => await change(await db.Set<Waiver>().Include(w => w.Access).SingleAsync(w => w.Id == id, token), token), ct);
        return changed.Succeeded ? Here(id) : await RefusedAsync(changed, ct);
    }

    private async Task<IActionResult> RefusedAsync<T>(Result<T> refused, CancellationToken ct)
    {
        if (refused.Problems[0].Kind == ProblemKind.Forbidden)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        await LoadAsync(ct); // Somebody else may have been first: what stands beside the refusal is what is.
        ModelState.Add(refused, texts);
        Response.StatusCode = Kernel.Api.ApiRoutes.Status(refused.Problems[0].Kind);
        return Page();
    }

    private LocalRedirectResult Here(WaiverId id) => LocalRedirect($"~/forslag/{Number}/friskrivning/{id.Value:D}");

    private static NotificationRequested Tell(Waiver waiver, IReadOnlyList<PersonId> to, string template) => new("proposal", waiver.ProposalId.Value, to, template);

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        // Drafts have no number yet: number 0 would find somebody's draft.
        if (Number <= 0)
        {
            return false;
        }

        var me = new PersonId(user.PersonId);
        Proposal = await proposals.Rows.FirstOrDefaultAsync(p => p.Number == Number, ct);
        All = await db.Set<Waiver>().AsNoTracking().Include(w => w.Access).Where(w => w.ProposalNumber == Number).OrderByDescending(w => w.RequestedUtc).Take(Most).ToListAsync(ct);
        Waiver = Id is null ? All.FirstOrDefault(w => w.PersonId == me) ?? (All.Count > 0 ? All[0] : null) : All.FirstOrDefault(w => w.Id.Value == Id);
        var isAuthor = Proposal is not null && (await audience.AuthorsAsync(Proposal.Id, ct)).Contains(me);
        if (Waiver is null && (Id is not null || !isAuthor))
        {
            return false;
        }

        Text = Waiver?.TextNumber is { } granted
            ? await db.Set<WaiverText>().AsNoTracking().SingleAsync(t => t.Number == granted, ct)
            : await db.NewestTextAsync(ct);
        MayAsk = isAuthor && Text is not null && All.All(w => w.PersonId != me || w.Status is WaiverStatus.Refused or WaiverStatus.TakenBack);
        Deciders = Waiver is { Status: WaiverStatus.Requested } ? await deciders.PeopleAsync(Waiver, ct) : [];
        return true;
    }
}
