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

/// <summary>A workflow wants somebody told (NotifyTask).</summary>
/// <param name="SubjectType">Such as <c>proposal</c>.</param>
/// <param name="SubjectId">UUID of the subject.</param>
/// <param name="To">Those to be told; people who may not see the subject are left out at delivery.</param>
/// <param name="Template">Name of the message, such as <c>receipt</c>, <c>decision</c>; worded when shown.</param>
public sealed record NotificationRequested(string SubjectType, Guid SubjectId, IReadOnlyList<PersonId> To, string Template) : IEvent;
