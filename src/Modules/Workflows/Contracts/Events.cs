using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Workflows.Contracts;

/// <summary>Somebody has been given a task.</summary>
/// <param name="TaskId">UUID of the task.</param>
/// <param name="SubjectType">Such as <c>proposal</c>.</param>
/// <param name="SubjectId">UUID of the subject.</param>
/// <param name="Principal">Who it is for: <c>person:uuid</c> or <c>role:Role@uuid</c>.</param>
/// <param name="Title">What to do.</param>
/// <param name="DueUtc">Null for no due date.</param>
public sealed record TaskAssigned(Guid TaskId, string SubjectType, Guid SubjectId, string Principal, string Title, DateTime? DueUtc) : IEvent;

/// <summary>A task is soon due, or due today, and still open. Raised once for each reminder that the task was given, on a working day's morning.</summary>
/// <param name="TaskId">UUID of the task.</param>
/// <param name="SubjectType">Such as <c>proposal</c>.</param>
/// <param name="SubjectId">UUID of the subject.</param>
/// <param name="Principal">Who it is for now: <c>person:uuid</c> or <c>role:Role@uuid</c>.</param>
/// <param name="Title">What to do.</param>
/// <param name="DueUtc">The day that is near: the task's own, or the first answer's.</param>
/// <param name="IsFirstAnswer">True when the author still waits for a first answer by that day; the task itself may be due later.</param>
public sealed record TaskReminder(
    Guid TaskId, string SubjectType, Guid SubjectId, string Principal, string Title, DateTime DueUtc, bool IsFirstAnswer) : IEvent;

/// <summary>What is overdue among a coach's proposals, once a week: Monday at 07:00 in Stockholm, or as soon after as the system runs. Not raised when nothing is.</summary>
/// <param name="Principal">The coach: <c>person:uuid</c> or <c>role:Role@uuid</c>.</param>
/// <param name="Week">Its Monday.</param>
/// <param name="Tasks">At most 100, longest overdue first; those that the reader may not see are left out at delivery.</param>
/// <param name="Total">How many there are, at least as many as <paramref name="Tasks"/>.</param>
public sealed record OverdueList(string Principal, DateOnly Week, IReadOnlyList<OverdueTask> Tasks, int Total) : IEvent;

/// <summary>A line of the weekly list.</summary>
/// <param name="TaskId">UUID of the task.</param>
/// <param name="SubjectType">Such as <c>proposal</c>.</param>
/// <param name="SubjectId">UUID of the subject.</param>
/// <param name="Title">What to do.</param>
/// <param name="AssigneeName">Whom it waits for.</param>
/// <param name="DueUtc">When it was due.</param>
/// <param name="IsFirstAnswer">True when it is the first answer that is late.</param>
public sealed record OverdueTask(Guid TaskId, string SubjectType, Guid SubjectId, string Title, string AssigneeName, DateTime DueUtc, bool IsFirstAnswer);

/// <summary>A workflow wants somebody told (NotifyTask).</summary>
/// <param name="SubjectType">Such as <c>proposal</c>.</param>
/// <param name="SubjectId">UUID of the subject.</param>
/// <param name="To">Those to be told; people who may not see the subject are left out at delivery.</param>
/// <param name="Template">Name of the message, such as <c>receipt</c>, <c>decision</c>; worded when shown.</param>
public sealed record NotificationRequested(string SubjectType, Guid SubjectId, IReadOnlyList<PersonId> To, string Template) : IEvent
{
    /// <summary>Where the message leads, beginning with <c>~/</c>; null for the subject's own page.</summary>
    public string? Path { get; init; }
}
