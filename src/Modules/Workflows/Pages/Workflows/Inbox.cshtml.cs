using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
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
    private const int MostAround = 20;
    private const int RecentDays = 30;

    private static readonly string[] Headings = ["Workflow.Overdue", "Workflow.ThisWeek", "Workflow.Later"];

    [BindProperty(SupportsGet = true, Name = "sida")]
    public int Asked { get; set; } = 1;

    /// <summary><c>mig</c>: what waits for the viewer by name; <c>roll</c>: what waits for a role they hold. Anything else: both.</summary>
    [BindProperty(SupportsGet = true, Name = "for")]
    public string? Whose { get; set; }

    /// <summary><c>sent</c>: what is late; <c>veckan</c>: what is due this week, or late. Anything else: all.</summary>
    [BindProperty(SupportsGet = true, Name = "nar")]
    public string? When { get; set; }

    public bool IsFiltered => Whose is "mig" or "roll" || When is "sent" or "veckan";

    /// <summary>How many were handed over by the last press, and how many could not be: <c>3-1</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "gjort")]
    public string? DoneText { get; set; }

    /// <summary>True when there are several to hand over at once.</summary>
    public bool Many => Groups.Sum(g => g.Tasks.Count) > 1;

    /// <summary>What the last press came to, or null.</summary>
    public string? Told => DoneText?.Split('-') is [var done, var refused] && int.TryParse(done, out var d) && int.TryParse(refused, out var r)
        ? texts["Workflow.HandOver.Done", d] + (r > 0 ? " " + texts["Workflow.HandOver.Refused", r] : "")
        : null;

    public new int Page => Math.Clamp(Asked, 1, 1000);

    public bool HasMore { get; private set; }

    public IReadOnlyList<TaskGroup> Groups { get; private set; } = [];

    /// <summary>What others have to do next with what the viewer has answered; on the first page.</summary>
    public IReadOnlyList<TaskLine> Watched { get; private set; } = [];

    /// <summary>What the viewer has answered in the last month; on the first page.</summary>
    public IReadOnlyList<EndedLine> Ended { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var today = SwedishTime.Day(nowUtc);
        var endOfWeekUtc = SwedishTime.StartOf(today.AddDays(today.DayOfWeek == DayOfWeek.Sunday ? 1 : 8 - (int)today.DayOfWeek));
        var rows = await Chosen(db.Set<WaitRow>().AsNoTracking().OpenFor(db.Viewer), nowUtc, endOfWeekUtc)
            .OrderBy(w => w.DueUtc < nowUtc || w.AnswerDueUtc < nowUtc ? 0 : 1).ThenBy(w => w.DueUtc == null).ThenBy(w => w.DueUtc).ThenBy(w => w.CreatedUtc).ThenBy(w => w.Id)
            .Skip((Page - 1) * PageSize).Take(PageSize + 1).ToListAsync(ct);
        HasMore = rows.Count > PageSize;

        var (watched, ended) = Page == 1 ? await AroundAsync(nowUtc, ct) : ([], []);
        var cards = await subjects.CardsAsync(rows.Concat(watched).Concat(ended).Select(r => r.Subject), ct);

        // A subject that the viewer may not see has no card, and then its task is not shown either.
        Groups = [.. rows.Take(PageSize).Select(r => (Row: r, Card: cards.GetValueOrDefault(new(r.SubjectType, r.SubjectId)))).Where(r => r.Card is not null)
            .Where(r => When != "sent" || r.Row.IsLate(r.Card!, nowUtc))
            .GroupBy(r => r.Row.IsLate(r.Card!, nowUtc) ? 0 : r.Row.DueUtc < endOfWeekUtc ? 1 : 2).OrderBy(g => g.Key)
            .Select((g, i) => new TaskGroup($"grupp-{i}", texts[Headings[g.Key]], [.. g.Select(r => Line(r.Row, r.Card!, nowUtc))]))];
        Watched = [.. watched.Where(r => cards.ContainsKey(r.Subject)).Select(r => Line(r, cards[r.Subject], nowUtc) with { Path = cards[r.Subject].Path })];
        Ended = [.. ended.Where(r => cards.ContainsKey(r.Subject)).Select(r => new EndedLine(r.Title!, cards[r.Subject], r.EndedUtc!.Value, texts.Action(r.Outcome!)))];
    }

    // Whether a late first answer has been given, only the subject knows: of those asked for as late, some are left out when their cards are there.
    private IQueryable<WaitRow> Chosen(IQueryable<WaitRow> open, DateTime nowUtc, DateTime endOfWeekUtc)
    {
        if (Whose is "mig" or "roll" && db.Viewer.PersonId is { } id)
        {
            var (me, byName) = (Principal.Person(id), Whose == "mig");
            open = open.Where(w => w.Principal == me == byName);
        }

        return When switch
        {
            "sent" => open.Where(w => w.DueUtc < nowUtc || w.AnswerDueUtc < nowUtc),
            "veckan" => open.Where(w => w.DueUtc < endOfWeekUtc || w.AnswerDueUtc < endOfWeekUtc),
            _ => open,
        };
    }

    // What others do with what the viewer had before, and what the viewer has done of late.
    private async Task<(List<WaitRow> Watched, List<WaitRow> Ended)> AroundAsync(DateTime nowUtc, CancellationToken ct)
    {
        if (db.Viewer.PersonId is not { } id)
        {
            return ([], []);
        }

        var (me, principals, sinceUtc) = ((PersonId?)new PersonId(id), db.Viewer.Principals, nowUtc.AddDays(-RecentDays));
        var mine = db.Set<WaitRow>().Where(w => w.Kind == WaitKind.Task && w.EndedBy == me && w.Outcome != null);
        var watched = await db.Set<WaitRow>().AsNoTracking()
            .Where(w => w.Kind == WaitKind.Task && w.EndedUtc == null && !principals.Contains(w.Principal!) && mine.Any(m => m.SubjectType == w.SubjectType && m.SubjectId == w.SubjectId))
            .OrderBy(w => w.DueUtc == null).ThenBy(w => w.DueUtc).ThenBy(w => w.Id).Take(MostAround).ToListAsync(ct);
        var ended = await mine.AsNoTracking().Where(w => w.EndedUtc >= sinceUtc).OrderByDescending(w => w.EndedUtc).ThenBy(w => w.Id).Take(MostAround).ToListAsync(ct);
        return (watched, ended);
    }

    private TaskLine Line(WaitRow row, SubjectCard card, DateTime nowUtc)
    {
        var segment = forms.LastOrDefault(f => f.Name == row.Form)?.Segment;
        return new(
            row.Id.Value,
            row.Title!,
            card,
            segment is null ? $"~/mina/arenden/{row.Id.Value}" : $"{card.Path}/{segment}",
            row.AssigneeName!,
            row.CreatedUtc,
            texts.Due(row.DueUtc, nowUtc),
            TaskWords.DueKind(row.DueUtc, nowUtc))
        {
            FirstAnswer = row.AnswerDueUtc is { } answerDue && !card.IsAnswered ? new(texts.FirstAnswer(answerDue, nowUtc), TaskWords.DueKind(answerDue, nowUtc)) : null,
        };
    }
}

internal sealed record TaskGroup(string Id, string Heading, IReadOnlyList<TaskLine> Tasks);

internal sealed record EndedLine(string Title, SubjectCard Card, DateTime AtUtc, string Answer);

internal sealed record TaskLine(Guid Id, string Title, SubjectCard Card, string Path, string AssigneeName, DateTime CreatedUtc, string DueText, string DueKind)
{
    /// <summary>By when the author shall have had a first answer; null when there is one, or nothing is said of that.</summary>
    public FirstAnswerDue? FirstAnswer { get; init; }
}

internal sealed record FirstAnswerDue(string Text, string Kind);
