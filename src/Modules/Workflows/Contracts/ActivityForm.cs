namespace IntranetInnovation.Workflows.Contracts;

/// <summary>
/// How an activity's properties are filled in, so that the editor can draw its form without knowing it. Words by convention: <c>Workflow.Activity.{Name}</c>,
/// <c>Workflow.Activity.{Name}.Does</c> (one sentence), and for each field <c>Workflow.Field.{Name}</c>, with a hint in <c>Workflow.Field.{Name}.Hint</c> where one is needed. Where
/// the same property means something else in another activity, <c>Workflow.Field.{Activity}.{Name}</c> goes before. They stand in the texts of the module that brings the activity.
/// </summary>
/// <param name="Group">Where the editor lists it.</param>
/// <param name="Fields">In the order shown. Properties that are not among them are kept as they are.</param>
public sealed record ActivityForm(ActivityGroup Group, params IReadOnlyList<ActivityField> Fields)
{
    /// <summary>True for an event with which a flow may begin.</summary>
    public bool CanStart { get; init; }

    /// <summary>True when the step waits for somebody or something: a loop needs at least one such step.</summary>
    public bool Waits { get; init; }

    /// <summary>The form of a step with which a flow begins, or of one that it comes to: see <see cref="ActivityField.AtStart"/>.</summary>
    public ActivityForm For(bool isStart) => this with { Fields = [.. Fields.Where(f => f.AtStart is null || f.AtStart == isStart)] };
}

/// <summary>Groups of the editor's palette; words: <c>Workflow.Group.{group}</c>.</summary>
public enum ActivityGroup
{
    /// <summary>What happens, to begin with or to wait for.</summary>
    Events,

    /// <summary>Who does what.</summary>
    People,

    /// <summary>Which way it goes, and when.</summary>
    Flow,

    /// <summary>What is changed or written on the subject.</summary>
    Subject,

    /// <summary>Who is told.</summary>
    Messages,

    /// <summary>Other systems.</summary>
    Outside,

    /// <summary>The rest.</summary>
    Other,
}

/// <summary>A property of an activity.</summary>
/// <param name="Name">As in workflow JSON, such as <c>DueWorkingDays</c>.</param>
/// <param name="Kind">What it holds.</param>
public sealed record ActivityField(string Name, FieldKind Kind)
{
    /// <summary>True when the version cannot be published without it.</summary>
    public bool Required { get; init; }

    /// <summary>Least value of a number; fewest items of a list. 0 unless told otherwise.</summary>
    public int Min { get; init; }

    /// <summary>Greatest value of a number, most items of a list, or most characters of a text; null for the kind's own bound: 1 000, 20, 200 (long texts 4 000).</summary>
    public int? Max { get; init; }

    /// <summary>Of a choice: which <see cref="IWorkflowChoices"/> offers it. Null when <see cref="Options"/> does.</summary>
    public string? Source { get; init; }

    /// <summary>Of a choice without a source: its values, worded <c>Workflow.Option.{Field}.{Option}</c>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Of rules: those on offer beside the resolvers', such as <c>assignee</c>; worded <c>Workflow.Rule.{rule}</c>.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Of a table: its columns, each a text, number or choice.</summary>
    public IReadOnlyList<ActivityField> Columns { get; init; } = [];

    /// <summary>True for a text whose <see cref="Placeholders"/> the activity fills.</summary>
    public bool TakesValues { get; init; }

    /// <summary>True for a text that machines read: its placeholders are filled with slugs, not with names.</summary>
    public bool ForMachines { get; init; }

    /// <summary>True for a property that only a step with which a flow begins has, false for one that it has not; null for both.</summary>
    public bool? AtStart { get; init; }
}

/// <summary>What a property holds in JSON.</summary>
public enum FieldKind
{
    /// <summary>A text on one line.</summary>
    Text,

    /// <summary>A text of several lines.</summary>
    LongText,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A number of working days.</summary>
    WorkingDays,

    /// <summary>A list of numbers of working days.</summary>
    WorkingDaysList,

    /// <summary>True or false.</summary>
    Tick,

    /// <summary>One value of those on offer.</summary>
    Choice,

    /// <summary>A list of values of those on offer.</summary>
    Choices,

    /// <summary>A list of rules that say who, tried in order: see <see cref="IAssigneeResolver"/>.</summary>
    Rules,

    /// <summary>A condition as data: rows of field, operator, value in and/or groups.</summary>
    Condition,

    /// <summary>A list of texts that are the step's own outcomes.</summary>
    Outcomes,

    /// <summary>A list of objects with one member for each of <see cref="ActivityField.Columns"/>.</summary>
    Table,

    /// <summary>A length of time in ISO 8601, such as <c>P14D</c> or <c>PT4H</c>.</summary>
    Duration,

    /// <summary>Times that come again, as a cron expression of five fields, in Stockholm time.</summary>
    Cron,
}
