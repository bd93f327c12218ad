using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>A task with plain buttons. One that has a form of its own is sent there.</summary>
[Authorize(Policy = "innovation.tasks.read")]
internal sealed class TaskModel(
    AppDb db, IWorkflows workflows, IEnumerable<IWorkflowSubjects> subjects, IEnumerable<TaskForm> forms, ITexts texts, TimeProvider clock) : PageModel
{
    public string Title { get; private set; } = "";

    public SubjectCard Card { get; private set; } = null!;

    public bool IsOpen { get; private set; }

    public IReadOnlyList<string> Actions { get; private set; } = [];

    public string DueText { get; private set; } = "";

    public string DueKind { get; private set; } = "";

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await ReadAsync(id, ct) is not { } task)
        {
            return NotFound();
        }

        return IsOpen && forms.LastOrDefault(f => f.Name == task.Form) is { } form
            ? LocalRedirect(Url.Content($"{Card.Path}/{form.Segment}"))
            : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? action, CancellationToken ct)
    {
        if (await ReadAsync(id, ct) is not { } task)
        {
            return NotFound();
        }

        if (forms.Any(f => f.Name == task.Form))
        {
            return BadRequest(); // What that form asks for must not be passed by.
        }

        var done = await db.TransactAsync<Done>(token => workflows.CompleteAsync(task.Id, action ?? "", db.Viewer, NowUtc, token), ct);
        if (done.Succeeded)
        {
            return LocalRedirect(Url.Content("~/mina/arenden"));
        }

        ModelState.Add(done, texts);
        return Page();
    }

    // Not the viewer's, or about something that the viewer may not see: not there.
    private async Task<WorkflowTaskInfo?> ReadAsync(Guid id, CancellationToken ct)
    {
        var row = await db.Set<WaitRow>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == new WorkflowTaskId(id) && w.Kind == WaitKind.Task, ct);
        if (row?.Info() is not { } task || !task.IsFor(db.Viewer) || subjects.LastOrDefault(s => s.Type == row.SubjectType) is not { } owner)
        {
            return null;
        }

        if ((await owner.CardsAsync([row.SubjectId], ct)).GetValueOrDefault(row.SubjectId) is not { } card)
        {
            return null;
        }

        (Title, Card, IsOpen, Actions) = (task.Title, card, row.IsOpen, task.Actions);
        (DueText, DueKind) = (texts.Due(task.DueUtc, NowUtc), TaskWords.DueKind(task.DueUtc, NowUtc));
        return task;
    }
}
