using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>
/// A subject that awaits somebody is never left with nobody: where its flow has stopped, the one who answers for it gets a task that stands in for the step that the flow should have come
/// to, else a coach does. Answering it goes on from that step.
/// </summary>
internal sealed class Fallback(AppDb db, AssigneeChain chain, IOrganisation organisation, IWorkCalendar calendar, ITexts texts)
{
    private const int WorkingDays = 10;

    /// <summary>The task, or null when the subject awaits nothing or another flow asks for it. The instance has stopped.</summary>
    public async Task<WaitRow?> GiveAsync(
        WorkflowInstance instance, WorkflowGraph graph, WorkflowSubject subject, IWorkflowSubjects owner, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        if (owner.Awaits(subject) is not { } awaited || await IsAskedAsync(instance, awaited.Form, ct))
        {
            return null;
        }

        var step = graph.UserTask(awaited.Form);
        var context = new ActivityContext { Subject = subject, Properties = [], Memory = instance.Recall(), NowUtc = nowUtc, By = by };
        var assignee = await StillThereAsync(instance.Answerer(), ct) ?? await chain.ResolveAsync([], context, ct);
        foreach (var note in context.Notes)
        {
            db.Add(JournalEntry.Write(instance, step, null, note.Why, note.Arguments, by, nowUtc));
        }

        // Stored as shown then, in the municipality's language.
        var title = texts.In("sv")["Workflow.FallbackTitle"];
        db.Add(JournalEntry.Write(instance, step, null, "Workflow.Why.TakenCareOf", [assignee.Name], by, nowUtc));
        var task = new Wait.Task(assignee, title, awaited.Form, awaited.Actions, await calendar.DueAsync(nowUtc, DaysOf(step), ct));
        var row = WaitRow.For(instance, step ?? new("", "", null, IsStart: false, null), task, subject.Author, nowUtc, WaitOrigin.Fallback);
        db.Add(row);
        db.Raise(new TaskAssigned(row.Id.Value, row.SubjectType, row.SubjectId, row.Principal!, title, row.DueUtc));
        instance.AnsweredBy(assignee);
        await owner.AssigneeChangedAsync(subject.Ref.Id, assignee, nowUtc, ct);
        return row;
    }

    // Tracked, so that what this unit of work has ended or given counts as it is now.
    private async Task<bool> IsAskedAsync(WorkflowInstance instance, string form, CancellationToken ct)
    {
        var open = await db.Set<WaitRow>().Where(w => w.SubjectType == instance.SubjectType && w.SubjectId == instance.SubjectId && w.EndedUtc == null && w.Form == form).ToListAsync(ct);
        return open.Concat(db.Set<WaitRow>().Local).Any(w => w.IsOpen && w.Form == form && w.Subject == instance.Subject && w.InstanceId != instance.Id);
    }

    private async Task<Assignee?> StillThereAsync(Assignee? assignee, CancellationToken ct) =>
        assignee is null || (assignee.Person is { } person && await organisation.PersonAsync(person, ct) is not { Active: true }) ? null : assignee;

    // What the step says may be the very thing that is broken.
    private static int DaysOf(GraphActivity? step) =>
        step?.Properties()["DueWorkingDays"] is JsonValue value && value.TryGetValue<int>(out var days) && days is >= 0 and <= 1000 ? days : WorkingDays;
}
