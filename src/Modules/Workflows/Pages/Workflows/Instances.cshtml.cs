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
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>
/// All flows, the stopped ones first, by number, type, step, state, age and whether they are late; many at once can be tried again or cancelled. A subject that the administrator may not see has
/// no title here, and is not found by its number.
/// </summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class InstancesModel(AppDb db, IEnumerable<IWorkflowSubjects> subjects, GraphStore graphs, IServiceScopeFactory scopes, ITexts texts, TimeProvider clock) : PageModel
{
    /// <summary>More than this are done by pressing once more.</summary>
    public const int MostAtOnce = 200;

    private const int PageSize = 25;

    [BindProperty(SupportsGet = true, Name = "")]
    public InstanceFilter Filter { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "sida")]
    public int Asked { get; set; } = 1;

    /// <summary>How many were done by the last press, and how many could not be: <c>retry-12-1</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "gjort")]
    public string? DoneText { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public int KeepDays { get; set; }

    public new int Page => Math.Clamp(Asked, 1, 1000);

    public bool HasMore { get; private set; }

    public IReadOnlyList<InstanceLine> Lines { get; private set; } = [];

    public IReadOnlyList<Choice> Types { get; private set; } = [];

    public IReadOnlyList<Choice> Steps { get; private set; } = [];

    /// <summary>How many of each state the rest of the filter finds.</summary>
    public IReadOnlyDictionary<WorkflowStatus, int> Counts { get; private set; } = new Dictionary<WorkflowStatus, int>();

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public string Address(params (string Name, string? Value)[] with) => Url.Content(Filter.Address(with));

    /// <summary>What the last press came to, or null.</summary>
    public string? Told() => DoneText?.Split('-') is [var what and ("retry" or "cancel"), var done, var refused] && int.TryParse(done, out var d) && int.TryParse(refused, out var r)
        ? texts[$"Workflow.Bulk.{what}", d] + (r > 0 ? " " + texts["Workflow.Bulk.refused", r] : "")
        : DoneText == "keep" ? texts["Workflow.KeepSaved"] : null;

    public async Task OnGetAsync(CancellationToken ct) => await ReadAsync(ct);

    public Task<IActionResult> OnPostRetryAsync(CancellationToken ct) =>
        EachAsync("retry", [WorkflowStatus.Faulted], (engine, id, by, token) => engine.RetryAsync(id, by, NowUtc, token), ct);

    public Task<IActionResult> OnPostCancelAsync(CancellationToken ct) =>
        EachAsync("cancel", [WorkflowStatus.Faulted, WorkflowStatus.Halted], (engine, id, by, token) => engine.CancelOneAsync(id, Why ?? "", by, NowUtc, token), ct);

    public async Task<IActionResult> OnPostKeepAsync(CancellationToken ct)
    {
        var kept = await db.TransactAsync(token => Retention.SetAsync(db, KeepDays, token), ct);
        if (kept.Succeeded)
        {
            return LocalRedirect(Address(("gjort", "keep")));
        }

        ModelState.Add(kept, texts);
        await ReadAsync(ct, keepAsked: true);
        return base.Page();
    }

    // Each flow in a transaction of its own: one that cannot be changed does not stop the others.
    private async Task<IActionResult> EachAsync(
        string what, IReadOnlyList<WorkflowStatus> statuses, Func<WorkflowEngine, WorkflowInstanceId, PersonId?, CancellationToken, Task<Result<Done>>> act, CancellationToken ct)
    {
        var ids = Filter.IsEmpty
            ? []
            : await (await Filter.FindAsync(db, subjects, NowUtc, ct)).Where(i => statuses.Contains(i.Status)).OrderBy(i => i.CreatedUtc).ThenBy(i => i.Id).Take(MostAtOnce).Select(i => i.Id).ToListAsync(ct);
        var (by, refused) = (db.Viewer.PersonId is { } me ? (PersonId?)new PersonId(me) : null, new List<Problem>());
        foreach (var id in ids)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Kernel.Security.CurrentUser>().Become(db.Viewer);
            var engine = scope.ServiceProvider.GetRequiredService<WorkflowEngine>();
            var done = await scope.ServiceProvider.GetRequiredService<AppDb>().TransactAsync<Done>(token => act(engine, id, by, token), ct);
            refused.AddRange(done.Problems.Take(1));
        }

        if (ids.Count > refused.Count)
        {
            return LocalRedirect(Address(("gjort", $"{what}-{ids.Count - refused.Count}-{refused.Count}")));
        }

        ModelState.Add<Done>(refused is [var first, ..] ? first : new Problem("Workflow.Bulk.Nothing", Kind: ProblemKind.Conflict), texts);
        await ReadAsync(ct);
        return base.Page();
    }

    private async Task ReadAsync(CancellationToken ct, bool keepAsked = false)
    {
        KeepDays = keepAsked ? KeepDays : await Retention.DaysAsync(db, ct);
        var found = await Filter.FindAsync(db, subjects, NowUtc, ct);
        var rows = await found.OrderBy(i => i.Status == WorkflowStatus.Faulted ? 0 : i.Status == WorkflowStatus.Halted ? 1 : 2).ThenByDescending(i => i.CreatedUtc).ThenBy(i => i.Id)
            .Skip((Page - 1) * PageSize).Take(PageSize + 1).ToListAsync(ct);
        HasMore = rows.Count > PageSize;
        Counts = await (await Filter.FindAsync(db, subjects, NowUtc, ct, anyStatus: true)).GroupBy(i => i.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var types = await db.Set<WorkflowType>().AsNoTracking().OrderBy(t => t.Name).Select(t => new { t.Key, t.Name, t.PublishedVersionId }).ToListAsync(ct);
        Types = [.. types.Select(t => new Choice(t.Key, t.Name))];
        if (types.FirstOrDefault(t => t.Key == Filter.Flode)?.PublishedVersionId is { } version)
        {
            Steps = [.. (await graphs.GetAsync(db, version, ct)).InOrder().Select(a => new Choice(a.Id, a.Title ?? texts.Activity(a.Name)))];
        }

        await WordAsync([.. rows.Take(PageSize)], ct);
    }

    private async Task WordAsync(List<WorkflowInstance> rows, CancellationToken ct)
    {
        var (types, ids) = (rows.Select(i => i.TypeId).Distinct().ToList(), rows.Select(i => i.Id).ToList());
        var names = await db.Set<WorkflowType>().Where(t => types.Contains(t.Id)).Select(t => new { t.Id, t.Name }).ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var waits = (await db.Set<WaitRow>().Where(w => ids.Contains(w.InstanceId) && w.EndedUtc == null && w.Kind == WaitKind.Task).Take(PageSize * 4)
            .Select(w => new { w.InstanceId, w.AssigneeName, w.SubjectType, w.SubjectId }).ToListAsync(ct)).ToLookup(w => w.InstanceId);
        var cards = await subjects.CardsAsync(rows.Select(i => i.Subject), ct);
        Lines = [.. rows.Select(i => new InstanceLine(
            i.Id.Value,
            names.GetValueOrDefault(i.TypeId) ?? texts["Workflow.InstanceNoType"],
            i.Status,
            i.CreatedUtc,
            cards.GetValueOrDefault(i.Subject),
            i.Status == WorkflowStatus.Faulted ? texts.Fault(i, cards.ContainsKey(i.Subject)) : null,
            string.Join(", ", waits[i.Id].Select(w => w.AssigneeName).Distinct()) is { Length: > 0 } waiting ? waiting : null))];
    }
}

/// <summary>Null card: a subject that this viewer may not see.</summary>
internal sealed record InstanceLine(Guid Id, string Type, WorkflowStatus Status, DateTime CreatedUtc, SubjectCard? Card, string? Why, string? WaitsFor);
