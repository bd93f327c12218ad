namespace IntranetInnovation.Workflows.Contracts;

/// <summary>What the editor offers for a field, such as the departments. Supplied by the module that knows them, one for each source.</summary>
public interface IWorkflowChoices
{
    /// <summary>One of <see cref="ChoiceSources"/>, or a module's own.</summary>
    string Source { get; }

    /// <summary>All there are now, in the order shown; at most 1 000.</summary>
    /// <param name="ct">Ends the reading.</param>
    Task<IReadOnlyList<Choice>> ListAsync(CancellationToken ct);

    /// <summary>What a value is called in a text to people, in the municipality's language since it is stored, also one that is no longer offered; null for one that there is not.</summary>
    /// <param name="value">As in <see cref="Choice.Value"/>.</param>
    /// <param name="ct">Ends the reading.</param>
    async Task<string?> WordAsync(string value, CancellationToken ct) => (await ListAsync(ct)).FirstOrDefault(c => c.Value == value)?.Text;
}

/// <summary>One thing to choose.</summary>
/// <param name="Value">As in workflow JSON, such as a slug.</param>
/// <param name="Text">As shown, in the language of the request.</param>
public sealed record Choice(string Value, string Text);

/// <summary>Names of the sources that activities ask for.</summary>
public static class ChoiceSources
{
    /// <summary>Slugs of departments.</summary>
    public const string Departments = "departments";

    /// <summary>Slugs of units.</summary>
    public const string Units = "units";

    /// <summary>User names.</summary>
    public const string People = "people";

    /// <summary>The kernel's roles.</summary>
    public const string Roles = "roles";

    /// <summary>Slugs of campaigns.</summary>
    public const string Campaigns = "campaigns";

    /// <summary>Slugs of goals.</summary>
    public const string Goals = "goals";

    /// <summary>Slugs of a proposal's statuses.</summary>
    public const string Statuses = "statuses";

    /// <summary>Those of <see cref="Statuses"/> that a workflow may set.</summary>
    public const string SettableStatuses = "settable-statuses";

    /// <summary>Slugs of where proposals come from.</summary>
    public const string Sources = "sources";

    /// <summary>Names of messages that people can be sent.</summary>
    public const string Messages = "messages";

    /// <summary>Names of the <see cref="TaskForm"/>s.</summary>
    public const string TaskForms = "task-forms";

    /// <summary>Ids of workflow types, Orchard's 26 characters.</summary>
    public const string WorkflowTypes = "workflow-types";

    /// <summary>Names of the subject's values that hold a day.</summary>
    public const string DayValues = "day-values";
}

/// <summary>A value of a subject that conditions and texts may read.</summary>
/// <param name="Name">As in <see cref="WorkflowSubject.Values"/>; worded <c>Workflow.Value.{name}</c>.</param>
/// <param name="Source">Who offers what it may be; null for free text.</param>
/// <param name="Kind">A choice, a tick, a day or a text.</param>
public sealed record SubjectValue(string Name, SubjectValueKind Kind = SubjectValueKind.Text, string? Source = null)
{
    /// <summary>What every subject has.</summary>
    public static IReadOnlyList<SubjectValue> Usual { get; } =
    [
        new("department", SubjectValueKind.Choice, ChoiceSources.Departments),
        new("unit", SubjectValueKind.Choice, ChoiceSources.Units),
        new("campaign", SubjectValueKind.Choice, ChoiceSources.Campaigns),
        new("goal", SubjectValueKind.Choice, ChoiceSources.Goals),
        new("source", SubjectValueKind.Choice, ChoiceSources.Sources),
        new("status", SubjectValueKind.Choice, ChoiceSources.Statuses),
        new("confidential", SubjectValueKind.Tick),
        new("answered", SubjectValueKind.Tick),
    ];
}

/// <summary>What a subject's value is like.</summary>
public enum SubjectValueKind
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>One of those that its source offers.</summary>
    Choice,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Tick,

    /// <summary>A day, ISO 8601.</summary>
    Day,
}
