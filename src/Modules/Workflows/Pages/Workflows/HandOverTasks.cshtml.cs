using System.ComponentModel.DataAnnotations;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>Several of the viewer's tasks go to one colleague. Each as on its subject's own page: one that is refused does not stop the others.</summary>
[Authorize(Policy = "innovation.tasks.read")]
internal sealed class HandOverTasksModel(AppDb db, IEnumerable<IWorkflowSubjects> subjects, IEnumerable<ITaskHandOver> handing, IPeopleSearch people, ITexts texts) : PageModel
{
    private const int Most = 50;
    private const int MostFound = 20;

    /// <summary>Ids of the tasks that were ticked in the inbox.</summary>
    [BindProperty(SupportsGet = true, Name = "val")]
    public List<Guid> Chosen { get; set; } = [];

    [BindProperty]
    [DisplayFormat(ConvertEmptyStringToNull = false)]
    public string Search { get; set; } = "";

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    [DisplayFormat(ConvertEmptyStringToNull = false)]
    public string Why { get; set; } = "";

    public IReadOnlyList<ChosenTask> Tasks { get; private set; } = [];

    /// <summary>Null before the first search.</summary>
    public IReadOnlyList<PersonInfo>? Found { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => ReadAsync(ct);

    public async Task OnPostSearchAsync(CancellationToken ct)
    {
        ModelState.Clear();
        await ReadAsync(ct);
        await FindAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        if (string.IsNullOrWhiteSpace(To))
        {
            ModelState.AddModelError(nameof(To), texts["Workflow.Edit.WhoMissing"]);
        }

        if (string.IsNullOrWhiteSpace(Why))
        {
            ModelState.AddModelError(nameof(Why), texts["Workflow.WhyMissing"]);
        }

        if (!ModelState.IsValid)
        {
            await FindAsync(ct);
            return Page();
        }

        var refused = new List<Problem>();
        foreach (var task in Tasks)
        {
            var how = handing.LastOrDefault(h => h.SubjectType == task.About.Type);
            var done = how is null ? new Problem("Workflow.TaskUnknown", Kind: ProblemKind.NotFound) : await how.HandOverAsync(task.About.Id, To!, Why.Trim(), ct);
            refused.AddRange(done.Problems.Take(1));
        }

        if (refused.Count < Tasks.Count)
        {
            return LocalRedirect(Url.Content($"~/mina/arenden?gjort={Tasks.Count - refused.Count}-{refused.Count}"));
        }

        ModelState.Add<Done>(refused.Count > 0 ? refused[0] with { Field = null } : new Problem("Workflow.TaskDone", Kind: ProblemKind.Conflict), texts);
        await FindAsync(ct);
        return Page();
    }

    private async Task FindAsync(CancellationToken ct) =>
        Found = Search.Trim().Length == 0 ? null : [.. (await people.FindAsync(Search.Trim(), MostFound, ct)).Where(p => p.Id.Value != db.Viewer.PersonId)];

    private async Task ReadAsync(CancellationToken ct)
    {
        var ids = Chosen.Distinct().Take(Most).Select(id => new WorkflowTaskId(id)).ToList();
        var rows = await db.Set<WaitRow>().AsNoTracking().OpenFor(db.Viewer).Where(w => ids.Contains(w.Id)).OrderBy(w => w.DueUtc).ThenBy(w => w.Id).ToListAsync(ct);
        var cards = await subjects.CardsAsync(rows.Select(r => r.Subject), ct);
        Tasks = [.. rows.Where(r => cards.ContainsKey(r.Subject)).Select(r => new ChosenTask(r.Id.Value, r.Title!, cards[r.Subject].Title, r.Subject))];
    }
}

/// <summary>A task that was ticked.</summary>
internal sealed record ChosenTask(Guid Id, string Title, string Subject, SubjectRef About);
