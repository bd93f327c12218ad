using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// The day by which a task should have been done has passed, and it is open still; told once for each task. <c>TaskForms</c>: forms of the tasks that it is about, none for all. Besides:
/// <see cref="EventFilter"/>.
/// </summary>
internal sealed class DueDatePassedEvent : IActivity
{
    /// <summary>The fact that holds the task's form.</summary>
    public const string FormFact = "form";

    public static string Name => nameof(DueDatePassedEvent);

    public static ActivityForm Form => new(
        ActivityGroup.Events, [new("TaskForms", FieldKind.Choices) { Source = ChoiceSources.TaskForms }, .. EventFilter.Fields, EventFilter.Several]) { CanStart = true, Waits = true };

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) => context.Happened(
        Name, "Workflow.Why.DuePassed", context.Many("TaskForms") is not [_, ..] forms || forms.Contains(context.Facts.GetValueOrDefault(FormFact)));
}
