using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

internal enum WaitKind
{
    /// <summary>A person or role decides.</summary>
    Task,

    /// <summary>A time comes.</summary>
    Timer,

    /// <summary>Something happens to the subject.</summary>
    Event,
}

/// <summary>How a task came to be, when not by its step in the ordinary way.</summary>
internal enum WaitOrigin
{
    /// <summary>A person handed it over to the one who has it: a change of roles does not take it from that one.</summary>
    ByHand,

    /// <summary>It stands in for the step that a stopped flow should have come to.</summary>
    Fallback,
}

/// <summary>What a halted step waits for. A row, so that thousands wait at no cost and a killed process loses none; an instance may have several.</summary>
internal sealed class WaitRow : IVersioned
{
    private WaitRow()
    {
    }

    public WorkflowTaskId Id { get; private init; }

    public WorkflowInstanceId InstanceId { get; private init; }

    public string SubjectType { get; private init; } = "";

    public Guid SubjectId { get; private init; }

    public string ActivityId { get; private init; } = "";

    /// <summary>Number of the journal's line of the step that halted: rows with the same one end together.</summary>
    public int Step { get; private init; }

    public WaitKind Kind { get; private init; }

    /// <summary>Of a task: who may complete it.</summary>
    public string? Principal { get; private set; }

    /// <summary>Of a task: that one's name as shown when it was given.</summary>
    public string? AssigneeName { get; private set; }

    /// <summary>Of a role's task: a holder who may not complete it, since nobody decides on what is their own.</summary>
    public PersonId? Except { get; private set; }

    /// <summary>Null for a task given by its step.</summary>
    public WaitOrigin? Origin { get; private set; }

    public string? Title { get; private init; }

    public string? Form { get; private init; }

    /// <summary>Of a task: the outcomes on offer, as a JSON list.</summary>
    public string? Actions { get; private init; }

    public string? EventName { get; private init; }

    public DateTime? DueUtc { get; private init; }

    /// <summary>Of a task: when the subject's author shall have had a first answer; null when nothing is said of that.</summary>
    public DateTime? AnswerDueUtc { get; private init; }

    /// <summary>Of an open task: when somebody is reminded next; null when no reminder is left.</summary>
    public DateTime? RemindUtc { get; private set; }

    /// <summary>Of a task: its reminders in order, those that have been too, as a JSON list.</summary>
    public string? Reminders { get; private init; }

    /// <summary>Of a task: true when the flows have been told that its day has passed.</summary>
    public bool OverdueTold { get; private init; }

    public DateTime CreatedUtc { get; private init; }

    public DateTime? EndedUtc { get; private set; }

    /// <summary>The action that was chosen; null while it is open, and for one that ended without an answer.</summary>
    public string? Outcome { get; private set; }

    public PersonId? EndedBy { get; private set; }

    public int Version { get; private set; }

    public SubjectRef Subject => new(SubjectType, SubjectId);

    public bool IsOpen => EndedUtc is null;

    public bool IsFallback => Origin == WaitOrigin.Fallback;

    public static WaitRow For(
        WorkflowInstance instance, GraphActivity activity, Wait wait, PersonId? author, DateTime nowUtc, WaitOrigin? origin = null, int? beside = null) => new()
    {
        Id = TypedId.New<WorkflowTaskId>(),
        InstanceId = instance.Id,
        SubjectType = instance.SubjectType,
        SubjectId = instance.SubjectId,
        ActivityId = activity.Id,
        Step = beside ?? instance.Steps,
        Origin = origin,
        Kind = wait switch { Wait.Task => WaitKind.Task, Wait.Timer => WaitKind.Timer, _ => WaitKind.Event },
        Principal = (wait as Wait.Task)?.Assignee.Principal,
        AssigneeName = Short((wait as Wait.Task)?.Assignee.Name),
        Except = wait is Wait.Task given ? ExceptOf(given.Assignee, author) : null,
        Title = Short((wait as Wait.Task)?.Title),
        Form = (wait as Wait.Task)?.Form,
        Actions = wait is Wait.Task task ? JsonSerializer.Serialize(task.Actions) : null,
        EventName = (wait as Wait.Event)?.EventName,
        DueUtc = wait switch { Wait.Task t => t.DueUtc, Wait.Timer t => t.DueUtc, _ => null },
        AnswerDueUtc = (wait as Wait.Task)?.AnswerDueUtc,
        RemindUtc = (wait as Wait.Task)?.Reminders.Select(r => (DateTime?)r.AtUtc).Min(),
        Reminders = wait is Wait.Task { Reminders: [_, ..] reminders } ? JsonSerializer.Serialize(reminders.OrderBy(r => r.AtUtc)) : null,
        CreatedUtc = nowUtc,
    };

    public void End(string? outcome, PersonId? by, DateTime nowUtc) => (EndedUtc, Outcome, EndedBy, RemindUtc) = (nowUtc, outcome, by, null);

    /// <summary>Waits again, with the day it had: the flow that stopped goes on. Reminders whose time has been meanwhile are not sent in arrears.</summary>
    public void Reopen(DateTime nowUtc) =>
        (EndedUtc, Outcome, EndedBy, RemindUtc) = (null, null, null, RemindersGiven().Where(r => r.AtUtc > nowUtc).Select(r => (DateTime?)r.AtUtc).Min());

    /// <summary>The reminders that it was given, in order.</summary>
    public IReadOnlyList<TaskReminderAt> RemindersGiven() => Reminders is null ? [] : JsonSerializer.Deserialize<TaskReminderAt[]>(Reminders)!;

    /// <summary>The task is somebody else's from now on.</summary>
    public void HandOver(Assignee to, PersonId? author, bool byHand)
    {
        (Principal, AssigneeName, Except) = (to.Principal, Short(to.Name), ExceptOf(to, author));
        Origin = IsFallback ? Origin : byHand ? WaitOrigin.ByHand : null;
    }

    /// <summary>The task as others see it.</summary>
    /// <summary>Of an open task: its own day has passed, or the first answer's while the author still waits for that.</summary>
    public bool IsLate(SubjectCard card, DateTime nowUtc) => DueUtc < nowUtc || (AnswerDueUtc < nowUtc && !card.IsAnswered);

    public WorkflowTaskInfo Info() => new(
        Id, new(SubjectType, SubjectId), Title!, Form, JsonSerializer.Deserialize<string[]>(Actions!)!, Assignees.Of(Principal!, AssigneeName!), CreatedUtc, DueUtc)
    {
        Except = Except,
    };

    private static PersonId? ExceptOf(Assignee assignee, PersonId? author) => assignee.Person is null ? author : null;

    private static string? Short(string? text) => text?.Length > 200 ? text[..200] : text;
}

/// <summary>Rows that pages share.</summary>
internal static class WaitRows
{
    /// <summary>Without those of types that are paused.</summary>
    public static IQueryable<WaitRow> NotPaused(this IQueryable<WaitRow> rows, AppDb db) => rows.Where(w => !db.Set<WorkflowInstance>().Any(
        i => i.Id == w.InstanceId && db.Set<WorkflowType>().Any(t => t.Id == i.TypeId && t.Paused)));

    /// <summary>Open tasks that the viewer may complete.</summary>
    public static IQueryable<WaitRow> OpenFor(this IQueryable<WaitRow> rows, Viewer viewer)
    {
        var (principals, me) = (viewer.Principals, viewer.PersonId is { } id ? (PersonId?)new PersonId(id) : null);
        return rows.Where(w => w.Kind == WaitKind.Task && w.EndedUtc == null && principals.Contains(w.Principal!) && (w.Except == null || w.Except != me));
    }
}

internal sealed class WaitMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var wait = model.Entity<WaitRow>().ToTable("workflows_wait");
        wait.HasKey(w => w.Id);
        wait.Property(w => w.SubjectType).HasMaxLength(40);
        wait.Property(w => w.ActivityId).HasMaxLength(40);
        wait.Property(w => w.Principal).HasMaxLength(100);
        wait.Property(w => w.AssigneeName).HasMaxLength(200);
        wait.Property(w => w.Title).HasMaxLength(200);
        wait.Property(w => w.Form).HasMaxLength(60);
        wait.Property(w => w.EventName).HasMaxLength(100);
        wait.Property(w => w.Outcome).HasMaxLength(100);
        wait.Ignore(w => w.Subject).Ignore(w => w.IsOpen).Ignore(w => w.IsFallback);
        wait.HasIndex(w => new { w.Principal, w.EndedUtc, w.DueUtc });
        wait.HasIndex(w => new { w.Kind, w.EndedUtc, w.DueUtc });
        wait.HasIndex(w => new { w.SubjectType, w.SubjectId, w.EndedUtc });
        wait.HasIndex(w => w.InstanceId);
        wait.HasIndex(w => w.RemindUtc);
        wait.HasIndex(w => new { w.EndedBy, w.EndedUtc });
    }
}
