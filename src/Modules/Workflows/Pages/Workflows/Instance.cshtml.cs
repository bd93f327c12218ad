using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>One flow with its journal, what it waits for and, when it has stopped, why. About a subject that the administrator may not see, the journal gives steps but no words.</summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class InstanceModel(
    AppDb db, WorkflowEngine engine, GraphStore graphs, ActivityCatalog catalog, IOrganisation organisation, IEnumerable<IWorkflowSubjects> subjects, ITexts texts, TimeProvider clock) : PageModel
{
    private const int MostLines = 500;

    public WorkflowInstance Row { get; private set; } = null!;

    public SubjectCard? Card { get; private set; }

    public string? TypeKey { get; private set; }

    public string? TypeName { get; private set; }

    public int VersionNumber { get; private set; }

    public string Fault { get; private set; } = "";

    /// <summary>The steps that can be left by hand: those it waits at, or the one where it stopped.</summary>
    public IReadOnlyList<SkipChoice> Skips { get; private set; } = [];

    [BindProperty]
    public string? Step { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public IReadOnlyList<StepSentence> Lines { get; private set; } = [];

    public IReadOnlyList<string> Waits { get; private set; } = [];

    public bool MayRetry => Row.FaultActivityId is not null || Row is { IsStray: true, FaultTrigger: not null };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await ReadAsync(id, ct) ? Page() : NotFound();

    public bool MayCancel => !Row.IsStray && (Row.IsLive || Row.Status == WorkflowStatus.Faulted);

    public Task<IActionResult> OnPostRetryAsync(Guid id, CancellationToken ct) => ActAsync(id, (by, nowUtc, token) => engine.RetryAsync(new(id), by, nowUtc, token), ct);

    public Task<IActionResult> OnPostSkipAsync(Guid id, CancellationToken ct) =>
        ActAsync(id, (by, nowUtc, token) => engine.SkipAsync(new(id), Step ?? "", Outcome ?? "", Why ?? "", by, nowUtc, token), ct);

    public Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken ct) => ActAsync(id, (by, nowUtc, token) => engine.CancelOneAsync(new(id), Why ?? "", by, nowUtc, token), ct);

    private async Task<IActionResult> ActAsync(Guid id, Func<PersonId?, DateTime, CancellationToken, Task<Result<Done>>> act, CancellationToken ct)
    {
        var by = db.Viewer.PersonId is { } me ? (PersonId?)new PersonId(me) : null;
        var done = await db.TransactAsync<Done>(token => act(by, clock.GetUtcNow().UtcDateTime, token), ct);
        if (done.Succeeded)
        {
            return LocalRedirect(Url.Content($"~/admin/arbetsfloden/pagaende/{id}"));
        }

        ModelState.Add(done, texts);
        return await ReadAsync(id, ct) ? Page() : NotFound();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken ct)
    {
        var instanceId = new WorkflowInstanceId(id);
        if (await db.Set<WorkflowInstance>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == instanceId, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Card = (await subjects.CardsAsync([row.Subject], ct)).GetValueOrDefault(row.Subject);
        Fault = texts.Fault(row, Card is not null);
        var type = await (
            from t in db.Set<WorkflowType>()
            join v in db.Set<WorkflowVersion>() on t.Id equals v.TypeId
            where v.Id == row.VersionId
            select new { t.Key, t.Name, v.Number }).SingleOrDefaultAsync(ct);
        (TypeKey, TypeName, VersionNumber) = (type?.Key, type?.Name, type?.Number ?? 0);
        var waits = await db.Set<WaitRow>().AsNoTracking().Where(w => w.InstanceId == instanceId && w.EndedUtc == null).OrderBy(w => w.CreatedUtc).Take(MostLines).ToListAsync(ct);
        var graph = await graphs.GetAsync(db, row.VersionId, ct);
        Waits = [.. waits.Select(w => Waiting(w, graph.Find(w.ActivityId)))];
        ReadSkips(waits, graph);
        await ReadJournalAsync(instanceId, ct);
        return true;
    }

    private void ReadSkips(List<WaitRow> waits, WorkflowGraph graph)
    {
        IEnumerable<string?> ids = Row.Status == WorkflowStatus.Faulted ? [Row.FaultActivityId] : Row.IsLive ? waits.Select(w => (string?)w.ActivityId).Distinct() : [];
        Skips =
        [
            .. ids.Select(id => id is null ? null : graph.Find(id)).OfType<GraphActivity>()
                .Select(a => new SkipChoice(a.Id, a.Title ?? texts.Activity(a.Name), [.. catalog.OutcomesOf(a).Select(o => new Choice(o, texts.Action(o)))]))
                .Where(s => s.Outcomes.Count > 0),
        ];
    }

    private async Task ReadJournalAsync(WorkflowInstanceId id, CancellationToken ct)
    {
        var entries = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.InstanceId == id).OrderByDescending(e => e.Step).Take(MostLines).ToListAsync(ct);
        entries.Reverse();
        var people = Card is null ? null : await organisation.PeopleAsync([.. entries.Select(e => e.By).OfType<PersonId>().Distinct()], ct);
        Lines = [.. entries.Select(e => e.Line(e.By is { } by ? people?.GetValueOrDefault(by)?.Name : null)).Select(l => new StepSentence(
            l.AtUtc,
            Card is null ? texts.Activity(l.Activity) : l.Title ?? texts.Activity(l.Activity),
            Card is null ? null : texts.Sentence(l)))];
    }

    private string Waiting(WaitRow wait, GraphActivity? step) => wait.Kind switch
    {
        WaitKind.Task when Card is not null => texts["Workflow.InstanceWaitsTask", wait.AssigneeName, wait.Title, texts.Due(wait.DueUtc, clock.GetUtcNow().UtcDateTime)],
        WaitKind.Task => texts["Workflow.InstanceWaitsFor", wait.AssigneeName],
        WaitKind.Timer => texts["Workflow.InstanceWaitsTime", SwedishTime.MomentText(wait.DueUtc!.Value, texts.Language)],
        _ => texts["Workflow.InstanceWaitsEvent", step?.Title ?? texts.Activity(step?.Name ?? wait.EventName!)],
    };
}

/// <summary>A step that an administrator may leave by one of its outcomes.</summary>
internal sealed record SkipChoice(string Id, string Name, IReadOnlyList<Choice> Outcomes);

/// <summary>A line of the journal with its step; null text for a step with nothing to tell, and where the words are not for this viewer.</summary>
internal sealed record StepSentence(DateTime AtUtc, string Step, string? Text);
