using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>What waits for the viewer, overdue first.</summary>
[Authorize(Policy = "innovation.tasks.read")]
internal sealed class InboxModel(AppDb db, IEnumerable<IWorkflowSubjects> subjects, IEnumerable<TaskForm> forms, ITexts texts, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "sida")]
    public int Asked { get; set; } = 1;

    public new int Page => Math.Clamp(Asked, 1, 1000);

    public bool HasMore { get; private set; }

    public IReadOnlyList<TaskGroup> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var rows = await db.Set<WaitRow>().AsNoTracking().OpenFor(db.Viewer)
            .OrderBy(w => w.DueUtc == null).ThenBy(w => w.DueUtc).ThenBy(w => w.CreatedUtc).ThenBy(w => w.Id)
            .Skip((Page - 1) * PageSize).Take(PageSize + 1).ToListAsync(ct);
        HasMore = rows.Count > PageSize;

        var cards = new Dictionary<SubjectRef, SubjectCard>();
        foreach (var type in rows.GroupBy(r => r.SubjectType))
        {
            if (subjects.LastOrDefault(s => s.Type == type.Key) is { } owner)
            {
                foreach (var (id, card) in await owner.CardsAsync([.. type.Select(r => r.SubjectId).Distinct()], ct))
                {
                    cards[new(type.Key, id)] = card;
                }
            }
        }

        // A subject that the viewer may not see has no card, and then its task is not shown either.
        var today = SwedishTime.Day(nowUtc);
        var endOfWeekUtc = SwedishTime.StartOf(today.AddDays(today.DayOfWeek == DayOfWeek.Sunday ? 1 : 8 - (int)today.DayOfWeek));
        Groups = [.. rows.Take(PageSize).Select(r => (Row: r, Card: cards.GetValueOrDefault(new(r.SubjectType, r.SubjectId)))).Where(r => r.Card is not null)
            .GroupBy(r => r.Row.DueUtc < nowUtc ? "Workflow.Overdue" : r.Row.DueUtc < endOfWeekUtc ? "Workflow.ThisWeek" : "Workflow.Later")
            .Select((g, i) => new TaskGroup($"grupp-{i}", texts[g.Key], [.. g.Select(r => Line(r.Row, r.Card!, nowUtc))]))];
    }

    private TaskLine Line(WaitRow row, SubjectCard card, DateTime nowUtc)
    {
        var segment = forms.LastOrDefault(f => f.Name == row.Form)?.Segment;
        return new(
            row.Title!,
            card,
            segment is null ? $"~/mina/arenden/{row.Id.Value}" : $"{card.Path}/{segment}",
            row.AssigneeName!,
            row.CreatedUtc,
            texts.Due(row.DueUtc, nowUtc),
            TaskWords.DueKind(row.DueUtc, nowUtc));
    }
}

internal sealed record TaskGroup(string Id, string Heading, IReadOnlyList<TaskLine> Tasks);

internal sealed record TaskLine(string Title, SubjectCard Card, string Path, string AssigneeName, DateTime CreatedUtc, string DueText, string DueKind);
