using System.Text.Json;
using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Workflows.Contracts;

/// <summary>
/// A step of a workflow type, in Orchard's sense: it looks at its properties and the subject, perhaps changes something in the caller's unit of work, and
/// names an outcome, or halts on a row. No I/O but the database. One class each; the name in workflow JSON is <see cref="Name"/>.
/// </summary>
public interface IActivity
{
    /// <summary>As in workflow JSON, such as <c>AssignTask</c>; Orchard's name where Orchard has the activity.</summary>
    static abstract string Name { get; }

    /// <summary>Outcomes that these properties allow, such as <c>Done</c>, or a user task's own actions.</summary>
    static abstract IReadOnlyList<string> Outcomes(JsonObject properties);

    /// <summary>False for properties that we cannot go by, such as Orchard's cron expressions: the version is then kept and shown, but not published.</summary>
    static virtual bool Understands(JsonObject properties) => true;

    /// <summary>What an administrator should know of properties that can be gone by, such as a reminder before the task is given: warnings, whose placeholder {0} is the step's name and whose own
    /// arguments begin at {1}.</summary>
    static virtual IEnumerable<Kernel.Outcome.Problem> Doubts(JsonObject properties) => [];

    /// <summary>How its properties are filled in: group, fields, whether a flow may begin with it, whether it waits.</summary>
    static virtual ActivityForm Form => new(ActivityGroup.Other);

    /// <summary>
    /// Runs the step. An exception faults the instance, an <see cref="ActivityFaultException"/> with its own sentence; nothing of the step is kept.
    /// A step that waited is run again when it is resumed, with <see cref="ActivityContext.Trigger"/> set.
    /// </summary>
    Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct);
}

/// <summary>What a step is given.</summary>
public sealed class ActivityContext
{
    /// <summary>The <see cref="Trigger"/> of a step whose time has come.</summary>
    public const string TimeTrigger = "Timer";

    internal const string AssigneeMemory = "assignee";
    internal const string RulesMemory = "assignee-rules";

    // Before the name of a value that SetPropertyTask gave the flow.
    internal const string ValueMemory = "value:";

    // Before the same name: the value as people say it.
    internal const string WordsMemory = "words:";

    // Of flows that began before the rules were remembered.
    internal static readonly string[] UsualRules = ["unit-manager", "department-officer"];

    private readonly List<JournalNote> notes = [];

    /// <summary>The subject as it is now; the same for all steps of a run unless one of them changes it. The values that the flow has been given are among its own.</summary>
    public required WorkflowSubject Subject { get; init; }

    /// <summary>The activity's properties, unknown members included.</summary>
    public required JsonObject Properties { get; init; }

    /// <summary>What the instance remembers between steps, such as <c>assignee</c>. Text only; stored with the instance.</summary>
    public required IDictionary<string, string> Memory { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTime NowUtc { get; init; }

    /// <summary>The name of the event, or the outcome chosen by a person, that started or resumed this run; null for a step reached by a transition.</summary>
    public string? Trigger { get; init; }

    /// <summary>What else the event told, such as <c>to</c> for the status that a proposal has come to; empty for a step that no event set going.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>The step's id in its graph.</summary>
    public string ActivityId { get; init; } = "";

    /// <summary>True when a flow is about to begin with this step.</summary>
    public bool IsStart { get; init; }

    /// <summary>True when a time on which the step waited has come.</summary>
    public bool IsTime => Trigger == TimeTrigger;

    /// <summary>Principals of the step's other tasks that are open still, when one of its tasks has been answered or its time has come.</summary>
    public IReadOnlyList<string> StillAsked { get; init; } = [];

    /// <summary>Who set the run going; null for the system.</summary>
    public PersonId? By { get; init; }

    internal WorkflowInstance? Instance { get; init; }

    internal ValueWords? Words { get; init; }

    /// <summary>Who answers for the subject, kept in <see cref="Memory"/>: set by AssignTask, read by steps after it. Null before.</summary>
    public Assignee? Assignee
    {
        get => Memory.TryGetValue(AssigneeMemory, out var json) ? JsonSerializer.Deserialize<Assignee>(json) : null;
        set => Memory[AssigneeMemory] = JsonSerializer.Serialize(value);
    }

    /// <summary>The rules by which <see cref="Assignee"/> was found, in order.</summary>
    public IReadOnlyList<string> AssigneeRules
    {
        get => Memory.TryGetValue(RulesMemory, out var json) ? JsonSerializer.Deserialize<string[]>(json)! : UsualRules;
        set => Memory[RulesMemory] = JsonSerializer.Serialize(value);
    }

    /// <summary>What the journal shall say beside the step's own reason, such as rules that reached nobody.</summary>
    public IReadOnlyList<JournalNote> Notes => notes;

    /// <summary>Adds a line to the journal, before the step's own.</summary>
    /// <param name="why">Text key.</param>
    /// <param name="arguments">The text's placeholders: names, never ids.</param>
    public void Note(string why, params IReadOnlyList<string> arguments) => notes.Add(new(why, arguments));

    /// <summary>A text for people with its <see cref="Placeholders"/> filled: names and titles, not slugs. For what machines read: <see cref="Placeholders.Fill"/>.</summary>
    /// <param name="text">As the administrator wrote it.</param>
    /// <param name="ct">Ends the reading of names.</param>
    public Task<string> FillAsync(string text, CancellationToken ct) => Words is null ? Task.FromResult(Placeholders.Fill(text, Subject)) : Words.FillAsync(text, Subject, ct, Memory);

    /// <summary>A property that is a list of texts, or one text alone; empty when it is absent.</summary>
    public IReadOnlyList<string> Many(string property) => Properties.Many(property);

    /// <summary>A text property, or null.</summary>
    public string? Text(string property) => Properties[property]?.GetValue<string>();

    /// <summary>A whole-number property, or the default.</summary>
    public int Number(string property, int otherwise) => Properties[property]?.GetValue<int>() ?? otherwise;

    /// <summary>A number of working days, 0–1000, or null when it is absent; anything else faults with a sentence.</summary>
    public int? WorkingDays(string property) => Properties[property] is null ? null : Bounded(Properties[property]!, property);

    /// <summary>A property that is a list of numbers of working days, or one alone; empty when it is absent. At most ten, each 0–1000, else it faults with a sentence.</summary>
    public IReadOnlyList<int> ManyWorkingDays(string property) => Properties[property] switch
    {
        null => [],
        JsonArray { Count: > 10 } => throw new ActivityFaultException("Workflow.Fault.NoWorkingDays", property),
        JsonArray list => [.. list.Select(n => Bounded(n, property)).Distinct()],
        var one => [Bounded(one, property)],
    };

    private static int Bounded(JsonNode? node, string property) => node is JsonValue value && value.TryGetValue<int>(out var days) && days is >= 0 and <= 1000
        ? days
        : throw new ActivityFaultException("Workflow.Fault.NoWorkingDays", property);
}

/// <summary>A reason in the journal.</summary>
/// <param name="Why">Text key.</param>
/// <param name="Arguments">The text's placeholders.</param>
public sealed record JournalNote(string Why, IReadOnlyList<string> Arguments);

/// <summary>Stops the instance with a sentence for the administrator instead of an exception's message.</summary>
/// <param name="text">Text key.</param>
/// <param name="arguments">The text's placeholders.</param>
public sealed class ActivityFaultException(string text, params IReadOnlyList<string> arguments) : Exception(text)
{
    /// <summary>Text key.</summary>
    public string Text => Message;

    /// <summary>The text's placeholders.</summary>
    public IReadOnlyList<string> Arguments => arguments;
}

/// <summary>How a step ended.</summary>
/// <param name="Outcome">The outcome to follow; null when the step waits.</param>
/// <param name="Why">A text key for the journal's "why", in the words of the field.</param>
/// <param name="WhyArguments">The text's placeholders: names, never ids.</param>
public sealed record ActivityResult(string? Outcome, string? Why = null, params IReadOnlyList<string> WhyArguments)
{
    /// <summary>The outcomes to follow side by side: <see cref="Outcome"/> alone but for a fork; empty when the step waits.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = Outcome is null ? [] : [Outcome];

    /// <summary>Set by a join: its outcome is followed when the branches have met, not before.</summary>
    public Meeting? Meeting { get; init; }

    /// <summary>Rows on which the instance waits; empty unless <see cref="Outcome"/> is null.</summary>
    public IReadOnlyList<Wait> Waits { get; init; } = [];

    /// <summary>The step goes on waiting: what set it going is done, the rest of what it waits for stays, and <see cref="Waits"/> come besides.</summary>
    public bool StillWaits { get; init; }

    /// <summary>The event that was told of is not one that this step waits for or starts at: nothing happens, and nothing is journaled.</summary>
    public static ActivityResult Ignored { get; } = new(Outcome: null);

    /// <summary>Goes on by the outcome <c>Done</c>.</summary>
    public static ActivityResult Done(string? why = null, params IReadOnlyList<string> arguments) => new("Done", why, arguments);

    /// <summary>Goes on by several outcomes side by side, in the order given; at least one.</summary>
    public static ActivityResult Fork(IReadOnlyList<string> outcomes) => new(string.Join(", ", outcomes)) { Outcomes = outcomes };

    /// <summary>One of several has answered, or a time has come, and the step goes on waiting.</summary>
    public static ActivityResult WaitOn(string why, params IReadOnlyList<string> arguments) => new(null, why, arguments) { StillWaits = true };

    /// <summary>Halts on a row.</summary>
    public static ActivityResult WaitFor(Wait wait, string? why = null, params IReadOnlyList<string> arguments) => new(null, why, arguments) { Waits = [wait] };
}

/// <summary>When a join lets its flow go on.</summary>
public enum Meeting
{
    /// <summary>When nothing that is on its way can come to the join any more: every branch has come, or ended elsewhere.</summary>
    WaitAll,

    /// <summary>When the first branch comes; whatever else could still come to the join is ended.</summary>
    WaitAny,
}

/// <summary>What an instance waits for.</summary>
public abstract record Wait
{
    /// <summary>A person or role decides.</summary>
    /// <param name="Assignee">To whom.</param>
    /// <param name="Title">What to do, in the administrator's words.</param>
    /// <param name="Form">A registered <see cref="TaskForm"/>'s name; null for plain buttons.</param>
    /// <param name="Actions">Outcomes to choose from.</param>
    /// <param name="DueUtc">Null for no due date.</param>
    public sealed record Task(Assignee Assignee, string Title, string? Form, IReadOnlyList<string> Actions, DateTime? DueUtc) : Wait
    {
        /// <summary>When the subject's author shall have had a first answer; null when nothing is said of that.</summary>
        public DateTime? AnswerDueUtc { get; init; }

        /// <summary>When to remind of it. Those whose time has been when the task is given are never sent.</summary>
        public IReadOnlyList<TaskReminderAt> Reminders { get; init; } = [];
    }

    /// <summary>A time.</summary>
    public sealed record Timer(DateTime DueUtc) : Wait;

    /// <summary>An event about the same subject.</summary>
    public sealed record Event(string EventName) : Wait;
}

/// <summary>A reminder to come.</summary>
/// <param name="AtUtc">When.</param>
/// <param name="IsFirstAnswer">True for one about the first answer: it is left out when the subject's value <c>answered</c> is <c>true</c> by then.</param>
public sealed record TaskReminderAt(DateTime AtUtc, bool IsFirstAnswer);

/// <summary>Who a task is for: one person, or all who hold a role.</summary>
/// <param name="Person">Set for a person.</param>
/// <param name="Role">Set for a role.</param>
/// <param name="Scope">Department or unit of the role; null for the whole municipality.</param>
/// <param name="Name">As shown: the person's name, or the role's words.</param>
public sealed record Assignee(PersonId? Person, string? Role, Guid? Scope, string Name)
{
    /// <summary>The principal stored with the task (see the kernel's <c>Principal</c>).</summary>
    public string Principal => Person is { } person ? Kernel.Security.Principal.Person(person.Value) : Kernel.Security.Principal.Role(Role!, Scope);
}

/// <summary>Finds who answers, such as <c>unit-manager</c> or <c>campaign-resource</c>. Lower modules' activities use what upper modules bring.</summary>
public interface IAssigneeResolver
{
    /// <summary>As written in AssignTask's <c>To</c>, before any colon.</summary>
    string Key { get; }

    /// <summary>Who offers what stands after the colon, such as <see cref="ChoiceSources.People"/>; null for a rule without a colon. The rule is worded <c>Workflow.Rule.{Key}</c>.</summary>
    string? ArgumentSource => null;

    /// <summary>Text key for the journal when the rule hit: {0} is who it reached, {1} what stood after the colon.</summary>
    string Hit => "Workflow.Why.Assigned";

    /// <summary>Text key for the journal when it reached nobody: {0} is the rule, {1} what stood after the colon.</summary>
    string Miss => "Workflow.Why.Nobody";

    /// <summary>True when the rule means that very person, author or not, such as who was named to carry it out; the others are passed by when they reach the author.</summary>
    bool MayBeAuthor => false;

    /// <summary>Whom the rule reaches as things stand, whatever the subject; null when that cannot be said ahead, such as for the subject's author.</summary>
    /// <param name="argument">What stands after the colon; null without one.</param>
    /// <param name="ct">Ends the reading.</param>
    Task<RuleReach?> ReachAsync(string? argument, CancellationToken ct) => Task.FromResult<RuleReach?>(null);

    /// <summary>Nobody (null) when the rule reaches nobody for this subject; the chain then goes on.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="argument">What stands after the colon, such as a user name; null without one.</param>
    /// <param name="ct">Ends the reading.</param>
    Task<Assignee?> ResolveAsync(WorkflowSubject subject, string? argument, CancellationToken ct);
}

/// <summary>Whom a rule reaches as things stand.</summary>
/// <param name="Nowhere">True when it reaches nobody at all.</param>
/// <param name="Without">Names of the departments or units for which it reaches nobody; empty when it reaches somebody for all.</param>
public sealed record RuleReach(bool Nowhere, params IReadOnlyList<string> Without);
