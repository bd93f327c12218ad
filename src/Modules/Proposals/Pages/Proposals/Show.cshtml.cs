using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Pages.Proposals;

[Authorize(Policy = ProposalsModule.Read)]
internal sealed class ShowModel(
    AppDb db, IProposals proposals, IWorkflows workflows, Supporting supporting, IEnumerable<TaskForm> forms, CurrentUser user, ITexts texts, TimeProvider clock) : PageModel
{
    public Proposal Proposal { get; private set; } = null!;

    public ProposalRow Row { get; private set; } = null!;

    public IReadOnlyList<TimelineEntry> Timeline { get; private set; } = [];

    public IReadOnlyList<Comment> Comments { get; private set; } = [];

    public IReadOnlyList<(WorkflowTaskInfo Task, string Path)> MyTasks { get; private set; } = [];

    public bool Supported { get; private set; }

    public bool IsAuthor => Proposal.AuthorId?.Value == user.PersonId;

    public bool CanSupport => ProposalLife.IsOpen(Proposal.Status) && !IsAuthor;

    public bool Thanks { get; private set; }

    [BindProperty]
    public string? CommentText { get; set; }

    public async Task<IActionResult> OnGetAsync(int number, bool tack, CancellationToken ct)
    {
        Thanks = tack;
        return await LoadAsync(number, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostSupportAsync(int number, CancellationToken ct)
    {
        var toggled = await supporting.ToggleAsync(number, ct);
        if (toggled.Succeeded)
        {
            return LocalRedirect($"~/forslag/{number}#stod");
        }

        ModelState.Add(toggled, texts);
        return await LoadAsync(number, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostCommentAsync(int number, CancellationToken ct)
    {
        if (!await LoadAsync(number, ct))
        {
            return NotFound();
        }

        var text = (CommentText ?? "").Trim();
        if (text.Length is 0 or > Comment.TextMax)
        {
            ModelState.AddModelError(nameof(CommentText), text.Length == 0 ? texts["Proposal.CommentMissing"] : texts["Proposal.TooLong", Comment.TextMax]);
            return Page();
        }

        db.Add(new Comment
        {
            Id = Guid.CreateVersion7(),
            ProposalId = Proposal.Id,
            AuthorId = new(user.PersonId),
            AuthorName = user.Viewer.Name,
            Text = text,
            AtUtc = clock.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync(ct);
        return LocalRedirect($"~/forslag/{number}#kommentarer");
    }

    private async Task<bool> LoadAsync(int number, CancellationToken ct)
    {
        // Drafts have no number yet: number 0 would find somebody's draft.
        if (number <= 0 || await db.Set<Proposal>().AsNoTracking().Include(p => p.Timeline.OrderBy(e => e.AtUtc).ThenBy(e => e.Sequence)).FirstOrDefaultAsync(p => p.Number == number, ct) is not { } found)
        {
            return false;
        }

        Proposal = found;
        Row = await proposals.Rows.SingleAsync(r => r.Id == found.Id, ct);
        Timeline = found.Timeline;
        Comments = await db.Set<Comment>().AsNoTracking().Where(c => c.ProposalId == found.Id).OrderBy(c => c.AtUtc).Take(200).ToListAsync(ct);
        var me = new PersonId(user.PersonId);
        Supported = await db.Set<Support>().AnyAsync(s => s.ProposalId == found.Id && s.PersonId == me, ct);
        MyTasks = [.. (await workflows.TasksAsync(found.Subject, ct)).Where(t => t.IsFor(user.Viewer))
            .Select(t => (t, forms.FirstOrDefault(f => f.Name == t.Form) is { } form ? $"~/forslag/{number}/{form.Segment}" : $"~/mina/arenden/{t.Id.Value:D}"))];
        return true;
    }
}
