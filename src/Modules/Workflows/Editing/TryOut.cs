using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Contracts;
using IntranetInnovation.Workflows.Pages;

namespace IntranetInnovation.Workflows;

/// <summary>What happens at a step that waits, as whoever tries it has chosen: the step and the outcome.</summary>
internal sealed record TrialChoice(string Step, string Outcome);

/// <summary>A step that was taken.</summary>
internal sealed record TrialLine(DateTime AtUtc, string? StepId, string Title, string? Outcome, string? Sentence);

/// <summary>Something that the flow waits for at the end of the trial.</summary>
internal sealed record TrialWait(
    string StepId, string Title, WaitKind Kind, string? Assignee, DateTime? DueUtc, IReadOnlyList<DateTime> Reminders, IReadOnlyList<string> Outcomes, bool IsFallback);

/// <summary>How far a flow came.</summary>
/// <param name="Began">False when no start of the definition takes such a subject.</param>
/// <param name="Lines">In the order taken.</param>
/// <param name="Waits">Empty when it has ended.</param>
/// <param name="Fault">Why it stopped, or null.</param>
/// <param name="Left">True when a choice meant a step that the flow does not wait at any more.</param>
internal sealed record Trial(bool Began, IReadOnlyList<TrialLine> Lines, IReadOnlyList<TrialWait> Waits, string? Fault, bool Left)
{
    /// <summary>The steps and their outcomes: two trials with equal paths went the same way.</summary>
    public string Path => string.Join(' ', Lines.Where(l => l.StepId is not null && l.Outcome is not null).Select(l => $"{l.StepId}/{l.Outcome}").Concat(Waits.Select(w => $"{w.StepId}?")));
}

/// <summary>
/// Walks a definition with the real engine on a subject that never was. It runs inside a transaction that is always rolled back, and nothing is ever saved in it: no task, no mail, no
/// number, no event.
/// </summary>
internal sealed class TryOut(AppDb db, WorkflowRunner runner, IEnumerable<IWorkflowSubjects> subjects, ITexts texts)
{
    private const int MostChoices = 100;

    public async Task<Trial> RunAsync(WorkflowGraph graph, SubjectSketch sketch, IReadOnlyList<TrialChoice> choices, DateTime nowUtc, CancellationToken ct)
    {
        Trial? trial = null;
        await db.TransactAsync<Done>(
            async token =>
            {
                trial = await WalkAsync(graph, sketch, choices, nowUtc, token);
                return new Problem("Workflow.Try.Nothing");
            },
            ct);
        return trial!;
    }

    private async Task<Trial> WalkAsync(WorkflowGraph graph, SubjectSketch sketch, IReadOnlyList<TrialChoice> choices, DateTime nowUtc, CancellationToken ct)
    {
        foreach (var owner in subjects)
        {
            if (await owner.ImagineAsync(sketch, nowUtc, ct) is { } subject)
            {
                return await WalkAsync(graph, owner, subject, sketch, choices, nowUtc, ct);
            }
        }

        return new(Began: false, [], [], null, Left: false);
    }

    private async Task<Trial> WalkAsync(
        WorkflowGraph graph, IWorkflowSubjects owner, SubjectRef subject, SubjectSketch sketch, IReadOnlyList<TrialChoice> choices, DateTime nowUtc, CancellationToken ct)
    {
        var instance = WorkflowInstance.Start(TypedId.New<WorkflowTypeId>(), default, subject, nowUtc);
        var open = new List<WaitRow>();
        var began = false;
        foreach (var start in graph.Activities.Where(a => a.IsStart))
        {
            if (began = await runner.RunAsync(new(instance, graph, open, start.Name, sketch.Author, nowUtc), start, [], ct))
            {
                break;
            }
        }

        var (left, now) = (false, nowUtc);
        foreach (var choice in began ? choices.Take(MostChoices) : [])
        {
            if (open.FirstOrDefault(r => r.IsOpen && r.ActivityId == choice.Step) is not { } row || graph.Find(row.ActivityId) is not { } step)
            {
                left = true;
                break;
            }

            now = row.Kind == WaitKind.Timer && row.DueUtc > now ? row.DueUtc.Value : now;
            if (row is { Kind: WaitKind.Task, Form: { } form })
            {
                await owner.ImagineAnswerAsync(subject.Id, form, choice.Outcome, now, ct);
            }

            var trigger = row.Kind switch { WaitKind.Task => choice.Outcome, WaitKind.Timer => ActivityContext.TimeTrigger, _ => row.EventName! };
            row.End(trigger, null, now);
            if (row.IsFallback)
            {
                instance.Revive(now);
            }

            var still = open.Where(r => r.IsOpen).ToList();
            var before = still.Count;
            await runner.RunAsync(new(instance, graph, still, trigger, null, now), step, [.. still.Where(r => r.Step == row.Step)], ct);
            open.AddRange(still.Skip(before));
        }

        var lines = db.ChangeTracker.Entries<JournalEntry>().Select(e => e.Entity).Where(e => e.InstanceId == instance.Id).OrderBy(e => e.Step)
            .Select(e => new TrialLine(e.AtUtc, e.ActivityId, e.Title ?? texts.Activity(e.Activity), e.Outcome, texts.Sentence(e.Line(null)))).ToList();
        return new(began, lines, [.. open.Where(r => r.IsOpen).Select(r => Wait(r, graph))], instance.Fault is null ? null : texts.Fault(instance, mayRead: true), left);
    }

    private TrialWait Wait(WaitRow row, WorkflowGraph graph) => new(
        row.ActivityId,
        row.Title ?? (graph.Find(row.ActivityId) is { } step ? texts.Step(step) : row.ActivityId),
        row.Kind,
        row.AssigneeName,
        row.DueUtc,
        [.. row.RemindersGiven().Select(r => r.AtUtc)],
        row.Kind == WaitKind.Task ? JsonSerializer.Deserialize<string[]>(row.Actions!)! : ["Done"],
        row.IsFallback);
}
