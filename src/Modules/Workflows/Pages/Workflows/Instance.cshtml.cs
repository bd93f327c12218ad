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
    AppDb db, WorkflowEngine engine, IOrganisation organisation, IEnumerable<IWorkflowSubjects> subjects, ITexts texts, TimeProvider clock) : PageModel
{
    private const int MostLines = 500;

    public WorkflowInstance Row { get; private set; } = null!;

    public SubjectCard? Card { get; private set; }

    public string? TypeKey { get; private set; }

    public string? TypeName { get; private set; }

    public int VersionNumber { get; private set; }

    public string Why { get; private set; } = "";

    public IReadOnlyList<StepSentence> Lines { get; private set; } = [];

    public IReadOnlyList<string> Waits { get; private set; } = [];

    public bool MayRetry => Row.FaultActivityId is not null || Row is { IsStray: true, FaultTrigger: not null };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await ReadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        var by = db.Viewer.PersonId is { } me ? (PersonId?)new PersonId(me) : null;
        var retried = await db.TransactAsync<Done>(token => engine.RetryAsync(new(id), by, clock.GetUtcNow().UtcDateTime, token), ct);
        if (retried.Succeeded)
        {
            return LocalRedirect(Url.Content($"~/admin/arbetsfloden/pagaende/{id}"));
        }

        ModelState.Add(retried, texts);
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
        Why = texts.Fault(row, Card is not null);
        var type = await (
            from t in db.Set<WorkflowType>()
            join v in db.Set<WorkflowVersion>() on t.Id equals v.TypeId
            where v.Id == row.VersionId
            select new { t.Key, t.Name, v.Number }).SingleOrDefaultAsync(ct);
        (TypeKey, TypeName, VersionNumber) = (type?.Key, type?.Name, type?.Number ?? 0);
        var waits = await db.Set<WaitRow>().AsNoTracking().Where(w => w.InstanceId == instanceId && w.EndedUtc == null).OrderBy(w => w.CreatedUtc).Take(MostLines).ToListAsync(ct);
        Waits = [.. waits.Select(Waiting)];
        await ReadJournalAsync(instanceId, ct);
        return true;
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

    private string Waiting(WaitRow wait) => wait.Kind switch
    {
        WaitKind.Task when Card is not null => texts["Workflow.InstanceWaitsTask", wait.AssigneeName, wait.Title, texts.Due(wait.DueUtc, clock.GetUtcNow().UtcDateTime)],
        WaitKind.Task => texts["Workflow.InstanceWaitsFor", wait.AssigneeName],
        WaitKind.Timer => texts["Workflow.InstanceWaitsTime", SwedishTime.MomentText(wait.DueUtc!.Value, texts.Language)],
        _ => texts["Workflow.InstanceWaitsEvent", texts.Activity(wait.EventName!)],
    };
}

/// <summary>A line of the journal with its step; null text for a step with nothing to tell, and where the words are not for this viewer.</summary>
internal sealed record StepSentence(DateTime AtUtc, string Step, string? Text);
