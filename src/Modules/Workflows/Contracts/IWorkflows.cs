using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Workflows.Contracts;

/// <summary>A task that waits for a person or role.</summary>
public readonly record struct WorkflowTaskId(Guid Value) : ITypedId<WorkflowTaskId>
{
    /// <inheritdoc />
    public static WorkflowTaskId From(Guid value) => new(value);
}

/// <summary>The engine. Everything runs in the caller's unit of work, which saves.</summary>
public interface IWorkflows
{
    /// <summary>
    /// Tells that something happened to a subject: resumes instances that wait for it, then starts every enabled type that begins with it (one instance
    /// for each subject and type, unless the start step says <c>Several</c>). Faults are kept on the instance and shown to administrators; they never fail the caller.
    /// </summary>
    /// <param name="eventName">Name of the event's activity, such as <c>ProposalSubmittedEvent</c>.</param>
    /// <param name="subject">To what it happened.</param>
    /// <param name="by">Who did it; null for the system.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="ct">Ends the work.</param>
    /// <param name="facts">What the activity reads as <see cref="ActivityContext.Facts"/>, such as the status that was left and the one that came; null for nothing.</param>
    Task TriggerAsync(
        string eventName, SubjectRef subject, PersonId? by, DateTime nowUtc, CancellationToken ct, IReadOnlyDictionary<string, string>? facts = null);

    /// <summary>
    /// Completes a task with one of its actions and runs on. Refused when the viewer is neither the one it was given to nor the system (403), when somebody was first (409), or when
    /// the action is not offered (400).
    /// </summary>
    Task<Result<Done>> CompleteAsync(WorkflowTaskId task, string action, Viewer by, DateTime nowUtc, CancellationToken ct);

    /// <summary>Ends all instances of a subject and closes their tasks, such as when a proposal is withdrawn.</summary>
    Task CancelAsync(SubjectRef subject, string why, PersonId? by, DateTime nowUtc, CancellationToken ct);

    /// <summary>
    /// Hands an open task over to somebody else; its due day stays. Whoever answers for the subject by that task answers no longer: later tasks go to the new one, and the subject's
    /// owner is told (<see cref="IWorkflowSubjects.AssigneeChangedAsync"/>, <see cref="IWorkflowSubjects.TasksChangedAsync"/>). Refused when the viewer is neither the one it is for, a
    /// central idea coach, an administrator nor the system (403), when it is done (409), and when the new one has left, is nobody, or is the subject's own author (400, field <c>To</c>).
    /// Handing it to the one who has it changes nothing.
    /// </summary>
    /// <param name="task">Which task.</param>
    /// <param name="to">A person, or a role that somebody holds.</param>
    /// <param name="why">In the person's own words, 1–500 characters; kept in the journal, which all who see the subject may read.</param>
    /// <param name="by">Who hands it over.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="ct">Ends the work.</param>
    Task<Result<Done>> ReassignAsync(WorkflowTaskId task, Assignee to, string why, Viewer by, DateTime nowUtc, CancellationToken ct);

    /// <summary>
    /// Takes the subject's newest flow back to its user task of a form, such as when a decision is undone: closes what that flow waits for now and runs that step anew, so that an open task
    /// with a fresh due day exists. Also when the flow has ended, stopped or was cancelled. The caller has shown that <paramref name="by"/> may, and changes the subject itself first.
    /// Refused (409) when no flow of the subject has a step with that form: then let one begin by <see cref="TriggerAsync"/>.
    /// </summary>
    /// <param name="subject">Whose flow.</param>
    /// <param name="form">The user task's <c>Form</c>, such as <c>decision</c>.</param>
    /// <param name="why">In the person's own words, 1–500 characters; kept in the journal.</param>
    /// <param name="by">Null for the system.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="ct">Ends the work.</param>
    Task<Result<Done>> RewindAsync(SubjectRef subject, string form, string why, PersonId? by, DateTime nowUtc, CancellationToken ct);

    /// <summary>Open tasks of a subject, oldest first, those of this unit of work included. The caller must have shown that the viewer may see the subject.</summary>
    Task<IReadOnlyList<WorkflowTaskInfo>> TasksAsync(SubjectRef subject, CancellationToken ct);

    /// <summary>How many open tasks wait for the viewer, and how many of them are overdue.</summary>
    Task<(int Open, int Overdue)> CountAsync(Viewer viewer, DateTime nowUtc, CancellationToken ct);

    /// <summary>The journal of a subject, its newest 500 lines, oldest first: what the workflow did and why. The caller must have shown that the viewer may see the subject.</summary>
    Task<IReadOnlyList<JournalLine>> JournalAsync(SubjectRef subject, CancellationToken ct);
}

/// <summary>What a workflow is about.</summary>
/// <param name="Type">Such as <c>proposal</c>.</param>
/// <param name="Id">Its UUID.</param>
public readonly record struct SubjectRef(string Type, Guid Id);

/// <summary>A subject with the values that conditions and resolvers read.</summary>
/// <param name="Ref">Type and id.</param>
/// <param name="Title">As shown.</param>
/// <param name="Path">Its page, beginning with <c>~/</c>.</param>
/// <param name="Author">Who brought it.</param>
/// <param name="DepartmentId">Whose area it concerns.</param>
/// <param name="UnitId">The workplace; may be absent.</param>
/// <param name="Values">Named values for conditions, as slugs or <c>true</c>/<c>false</c>: <c>department</c>, <c>unit</c>, <c>campaign</c>, <c>goal</c>, <c>source</c>, <c>status</c>, <c>confidential</c>, <c>answered</c>. Null when absent.</param>
public sealed record WorkflowSubject(
    SubjectRef Ref, string Title, string Path, PersonId? Author, DepartmentId? DepartmentId, UnitId? UnitId, IReadOnlyDictionary<string, string?> Values);

/// <summary>Supplied by the module that owns a type of subject.</summary>
public interface IWorkflowSubjects
{
    /// <summary>Such as <c>proposal</c>.</summary>
    string Type { get; }

    /// <summary>What its <see cref="WorkflowSubject.Values"/> may hold, in the order offered.</summary>
    IReadOnlyList<SubjectValue> Values => SubjectValue.Usual;

    /// <summary>Read with system eyes, tracked changes included; null when it is gone.</summary>
    Task<WorkflowSubject?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>Many are about to be asked for by <see cref="FindAsync"/>: read them into the unit of work at once. Nothing need be done.</summary>
    Task PrepareAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) => Task.CompletedTask;

    /// <summary>For lists: those that the viewer may see.</summary>
    Task<IReadOnlyDictionary<Guid, SubjectCard>> CardsAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>
    /// What the subject needs somebody to do next, whatever a workflow says; null when nothing is. Where no flow asks for it (one stopped, ended too early, or none was there), the engine
    /// gives that task to whoever answers for the subject, else to a coach.
    /// </summary>
    AwaitedTask? Awaits(WorkflowSubject subject) => null;

    /// <summary>The newest subject that everyone may see, to show what its values hold; null when there is none.</summary>
    Task<WorkflowSubject?> ExampleAsync(CancellationToken ct) => Task.FromResult<WorkflowSubject?>(null);

    /// <summary>The subject with that running number, when the viewer may see it; null otherwise.</summary>
    Task<Guid?> NumberedAsync(int number, CancellationToken ct) => Task.FromResult<Guid?>(null);

    /// <summary>Subjects with which somebody has something to do still, by their running number, those after <paramref name="after"/>; for flows that a clock begins. Read with system eyes.</summary>
    /// <param name="after">A running number; 0 for all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="ct">Ends the reading.</param>
    Task<IReadOnlyList<OpenSubject>> OpenAsync(int after, int most, CancellationToken ct) => Task.FromResult<IReadOnlyList<OpenSubject>>([]);

    /// <summary>
    /// Makes a subject as it is sketched, as if it had just been handed in, so that a flow can be tried on it. The caller never saves what it holds, and rolls back: no number is used, and
    /// nobody is told. Null where the module has no such thing.
    /// </summary>
    Task<SubjectRef?> ImagineAsync(SubjectSketch sketch, DateTime nowUtc, CancellationToken ct) => Task.FromResult<SubjectRef?>(null);

    /// <summary>Does to an imagined subject what the page of a task would, such as to approve it.</summary>
    Task ImagineAnswerAsync(Guid id, string form, string action, DateTime nowUtc, CancellationToken ct) => Task.CompletedTask;

    /// <summary>What is known of a subject that the viewer may see; null otherwise.</summary>
    Task<SubjectSketch?> SketchAsync(Guid id, CancellationToken ct) => Task.FromResult<SubjectSketch?>(null);

    /// <summary>Told inside the unit of work each time the open tasks of a subject have changed, such as to let those who answer for it see it. Must not save.</summary>
    Task TasksChangedAsync(Guid id, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Told inside the unit of work when somebody else has come to answer for the subject than the workflow's own step said, such as when it was handed over. Must not save.</summary>
    Task AssigneeChangedAsync(Guid id, Assignee to, DateTime nowUtc, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>A subject that is open.</summary>
/// <param name="Id">Its UUID.</param>
/// <param name="Number">The running number that people see.</param>
public sealed record OpenSubject(Guid Id, int Number);

/// <summary>A subject that does not exist, to try a flow on.</summary>
/// <param name="Author">Who would have brought it; null for nobody with an account.</param>
/// <param name="Values">By name as in <see cref="WorkflowSubject.Values"/>; those that are absent are not said.</param>
public sealed record SubjectSketch(PersonId? Author, IReadOnlyDictionary<string, string> Values);

/// <summary>What a subject needs.</summary>
/// <param name="Form">Name of the task's form, such as <c>decision</c>.</param>
/// <param name="Actions">Outcomes that the form's page completes it with.</param>
public sealed record AwaitedTask(string Form, IReadOnlyList<string> Actions);

/// <summary>A subject in a list.</summary>
/// <param name="Id">Its UUID.</param>
/// <param name="Number">The running number that people see.</param>
/// <param name="Title">As shown.</param>
/// <param name="Path">Its page, beginning with <c>~/</c>.</param>
/// <param name="Status">Slug of its status.</param>
/// <param name="StatusText">Text key of its status.</param>
/// <param name="From">Who or which workplace it comes from.</param>
public sealed record SubjectCard(Guid Id, int Number, string Title, string Path, string Status, string StatusText, string From)
{
    /// <summary>True when its author has had a first answer.</summary>
    public bool IsAnswered { get; init; }
}

/// <summary>A page on which tasks of one kind are done: <c>{subject path}/{segment}</c>. Registered as a singleton by the module that has the page.</summary>
/// <param name="Name">As in a user task's <c>Form</c>, such as <c>decision</c>; worded <c>Workflow.Form.{Name}</c>.</param>
/// <param name="Segment">Last part of the address, such as <c>beslut</c>.</param>
/// <param name="Actions">The outcomes that the page completes the task with; a user task with this form must offer them all.</param>
public sealed record TaskForm(string Name, string Segment, params IReadOnlyList<string> Actions);

/// <summary>An open task.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Title">What to do.</param>
/// <param name="Form">Name of the form; null for plain buttons.</param>
/// <param name="Actions">Outcomes on offer.</param>
/// <param name="Assignee">Who it is for.</param>
/// <param name="CreatedUtc">Since when it waits.</param>
/// <param name="DueUtc">Null for no due date.</param>
public sealed record WorkflowTaskInfo(
    WorkflowTaskId Id, SubjectRef Subject, string Title, string? Form, IReadOnlyList<string> Actions, Assignee Assignee, DateTime CreatedUtc, DateTime? DueUtc)
{
    /// <summary>A holder of the role who may not complete it, since nobody decides on what is their own; null for none.</summary>
    public PersonId? Except { get; init; }

    /// <summary>True when this viewer may complete it: the person, a holder of the role, or the system.</summary>
    public bool IsFor(Viewer viewer) =>
        viewer.IsSystem || (viewer.Principals.Contains(Assignee.Principal) && (Except is null || Except.Value.Value != viewer.PersonId));
}

/// <summary>A line of the journal.</summary>
/// <param name="AtUtc">When.</param>
/// <param name="Activity">Name of the activity's class.</param>
/// <param name="Title">The administrator's caption of the step, or null.</param>
/// <param name="Outcome">What it led to; null while it waits.</param>
/// <param name="Why">Text key of the reason, or null.</param>
/// <param name="WhyArguments">The text's placeholders.</param>
/// <param name="By">Name of the person who set it going; null for the system.</param>
public sealed record JournalLine(DateTime AtUtc, string Activity, string? Title, string? Outcome, string? Why, IReadOnlyList<string> WhyArguments, string? By);
