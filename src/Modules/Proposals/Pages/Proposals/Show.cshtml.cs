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

namespace IntranetInnovation.Proposals.Pages.Proposals;

[Authorize(Policy = ProposalsModule.Read)]
internal sealed class ShowModel(
    AppDb db, IWorkflows workflows, Supporting supporting, Commenting commenting, Noting noting, IEnumerable<TaskForm> forms, CurrentUser user, ITexts texts) : PageModel
{
    public Proposal Proposal => Concern.Proposal;

    public ProposalRow Row => ProposalRows.Of(Proposal);

    /// <summary>Who may do what.</summary>
    public Concern Concern { get; private set; } = null!;

    public IReadOnlyList<TimelineEntry> Timeline { get; private set; } = [];

    public Owned Owned { get; private set; } = Owned.Nothing;

    public FromWhom From => new(Proposal, Owned.CoAuthors, user.PersonId);

    public bool IsRegistrar => Proposal.RegisteredById?.Value == user.PersonId;

    public IReadOnlyList<Comment> Comments { get; private set; } = [];

    /// <summary>Working notes; null for those who get none (S9).</summary>
    public IReadOnlyList<WorkingNote>? Notes { get; private set; }

    public IReadOnlyList<(WorkflowTaskInfo Task, string Path)> MyTasks { get; private set; } = [];

    /// <summary>What it was merged into, as far as the viewer may see that.</summary>
    public MergeTarget? Into { get; private set; }

    public bool Supported { get; private set; }

    public bool Following { get; private set; }

    public bool IsAuthor => Concern.IsAuthor;

    public bool CanSupport => ProposalLife.IsOpen(Proposal.Status) && !Concern.IsAmongAuthors;

    public bool CanFollow => !Concern.IsAmongAuthors;

    public bool MayHide => commenting.MayHide;

    public bool Thanks { get; private set; }

    /// <summary>The viewer has just merged it, and may take that back.</summary>
    public bool JustMerged { get; private set; }

    /// <summary>The comment that could not be changed as it was written: shown open, with what was written.</summary>
    public Guid? Editing { get; private set; }

    [BindProperty]
    public string? CommentText { get; set; }

    [BindProperty]
    public bool IsOfficial { get; set; }

    [BindProperty]
    public string? EditText { get; set; }

    [BindProperty]
    public string? NoteText { get; set; }

    public bool IsMine(Comment comment) => comment.AuthorId.Value == user.PersonId;

    public async Task<IActionResult> OnGetAsync(int number, bool tack, bool sammanslaget, CancellationToken ct)
    {
        if (!await LoadAsync(number, ct))
        {
            return NotFound();
        }

        (Thanks, JustMerged) = (tack, sammanslaget && Concern.Offers(Act.Unmerge));
        return Page();
    }

    public async Task<IActionResult> OnPostSupportAsync(int number, bool on, CancellationToken ct) =>
        await AfterAsync(number, "stod", await supporting.SupportAsync(number, on, ct), ct);

    public async Task<IActionResult> OnPostFollowAsync(int number, bool on, CancellationToken ct) =>
        await AfterAsync(number, "stod", await supporting.FollowAsync(number, on, ct), ct);

    public async Task<IActionResult> OnPostCommentAsync(int number, CancellationToken ct) =>
        await AfterAsync(number, "kommentarer", await commenting.WriteAsync(number, CommentText, IsOfficial, ct), ct, nameof(CommentText));

    public async Task<IActionResult> OnPostEditAsync(int number, Guid id, CancellationToken ct)
    {
        var edited = await commenting.EditAsync(number, id, EditText, ct);
        Editing = edited.Succeeded ? null : id;
        return await AfterAsync(number, Anchor(id), edited, ct, $"andra-{id:N}");
    }

    public async Task<IActionResult> OnPostRemoveAsync(int number, Guid id, CancellationToken ct) =>
        await AfterAsync(number, Anchor(id), await commenting.RemoveAsync(number, id, ct), ct);

    public async Task<IActionResult> OnPostHideAsync(int number, Guid id, string? why, CancellationToken ct) =>
        await AfterAsync(number, Anchor(id), await commenting.HideAsync(number, id, why, ct), ct, $"dolj-{id:N}");

    public async Task<IActionResult> OnPostShowAgainAsync(int number, Guid id, CancellationToken ct) =>
        await AfterAsync(number, Anchor(id), await commenting.ShowAgainAsync(number, id, ct), ct);

    public async Task<IActionResult> OnPostNoteAsync(int number, CancellationToken ct) =>
        await AfterAsync(number, "anteckningar", await noting.WriteAsync(number, NoteText, ct), ct, nameof(NoteText));

    private static string Anchor(Guid comment) => $"kommentar-{comment:N}";

    private async Task<IActionResult> AfterAsync<T>(int number, string anchor, Result<T> done, CancellationToken ct, string field = "")
    {
        if (done.Succeeded)
        {
            return LocalRedirect($"~/forslag/{number}#{anchor}");
        }

        if (done.Problems[0].Kind == ProblemKind.Forbidden)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (done.Problems[0].Kind == ProblemKind.NotFound || !await LoadAsync(number, ct))
        {
            return NotFound();
        }

        ModelState.AddModelError(field, texts[done.Problems[0].Text, done.Problems[0].Arguments]);
        return Page();
    }

    private async Task<bool> LoadAsync(int number, CancellationToken ct)
    {
        // Drafts have no number yet: number 0 would find somebody's draft.
        var me = new PersonId(user.PersonId);
        var found = await db.Set<Proposal>().AsNoTracking().Numbered(number).Select(p => new
        {
            Proposal = p,
            Timeline = p.Timeline.OrderBy(e => e.AtUtc).ThenBy(e => e.Sequence).ToList(),
            Supported = db.Set<Support>().Any(s => s.PersonId == me && (s.ProposalId == p.Id || db.Set<Proposal>().Any(c => c.Id == s.ProposalId && c.MergedIntoId == p.Id))),
            Following = db.Set<Follow>().Any(f => f.PersonId == me && (f.ProposalId == p.Id || db.Set<Proposal>().Any(c => c.Id == f.ProposalId && c.MergedIntoId == p.Id))),
            IsCoAuthor = db.Set<CoAuthor>().Any(c => c.PersonId == me && c.ProposalId == p.Id),
        }).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return false;
        }

        var tasks = await workflows.TasksAsync(found.Proposal.Subject, ct);
        Concern = new(found.Proposal, tasks, found.IsCoAuthor, user.Viewer);
        (Timeline, Supported, Following) = (found.Timeline, found.Supported, found.Following);
        Into = found.Proposal.MergedIntoId is { } into
            ? await db.Set<Proposal>().Where(o => o.Id == into).Select(o => new MergeTarget(o.Number, o.Title, o.Status, o.UnitName ?? o.DepartmentName, o.Supports)).FirstOrDefaultAsync(ct)
            : null;
        Owned = await Owned.OfAsync(db, found.Proposal.Id, ct);
        Comments = await Commenting.OfAsync(db, found.Proposal.Id, ct);
        Notes = Concern.MayDo(Act.WriteNotes) ? found.Proposal.HasNotes ? await Noting.OfAsync(db, found.Proposal.Id, ct) : [] : null;
        MyTasks = [.. tasks.Where(t => t.IsFor(user.Viewer))
            .Select(t => (t, forms.FirstOrDefault(f => f.Name == t.Form) is { } form ? $"~/forslag/{number}/{form.Segment}" : $"~/mina/arenden/{t.Id.Value:D}"))];
        return true;
    }
}
