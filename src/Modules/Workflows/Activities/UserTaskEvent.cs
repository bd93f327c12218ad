using System.Globalization;
using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// Waits for somebody's answer. <c>Actions</c>: the outcomes on offer. <c>To</c>: <c>assignee</c> (the default: whom AssignTask chose) or rules in order. <c>Title</c>: what to do.
/// <c>Form</c>: a registered form; without one the actions are buttons. <c>DueValue</c>: name of a value of the subject that holds the
/// day it is due; where it is absent, <c>DueWorkingDays</c>: 0–1000, absent for no due date. <c>RemindWorkingDays</c>: reminders so many working days before it is due, 0 on the very day.
/// <c>FirstAnswerWorkingDays</c>: when the author shall have had a first answer, <c>RemindFirstAnswerWorkingDays</c>: reminders of that, left out once the author has had one.
/// Orchard's <c>Roles</c> are kept, not read.
/// </summary>
internal sealed class UserTaskEvent(AssigneeChain chain, IOrganisation organisation, IWorkCalendar calendar) : IActivity
{
    public static string Name => nameof(UserTaskEvent);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => properties.Many("Actions");

    public static ActivityForm Form => new(
        ActivityGroup.People,
        new ActivityField("Title", FieldKind.Text),
        new ActivityField("To", FieldKind.Rules) { Also = ["assignee"] },
        new ActivityField("Form", FieldKind.Choice) { Source = ChoiceSources.TaskForms },
        new ActivityField("Actions", FieldKind.Outcomes) { Required = true, Min = 1 },
        new ActivityField("DueWorkingDays", FieldKind.WorkingDays),
        new ActivityField("DueValue", FieldKind.Choice) { Source = ChoiceSources.DayValues },
        new ActivityField("RemindWorkingDays", FieldKind.WorkingDaysList) { Max = 10 },
        new ActivityField("FirstAnswerWorkingDays", FieldKind.WorkingDays),
        new ActivityField("RemindFirstAnswerWorkingDays", FieldKind.WorkingDaysList) { Max = 10 }) { Waits = true };

    public static IEnumerable<Problem> Doubts(JsonObject properties)
    {
        var (due, answer) = (Days(properties, "DueWorkingDays"), Days(properties, "FirstAnswerWorkingDays"));
        if (due is { } days && answer > days)
        {
            yield return new("Workflow.Check.AnswerAfterDue", "FirstAnswerWorkingDays") { Arguments = [answer, days] };
        }

        foreach (var (property, within) in new[] { ("RemindWorkingDays", due), ("RemindFirstAnswerWorkingDays", answer) })
        {
            if (within is { } all && Remind(properties, property).Where(d => d >= all && d > 0).Max() is { } early)
            {
                yield return new("Workflow.Check.RemindBeforeGiven", property) { Arguments = [early, all] };
            }
        }
    }

    public async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        if (context.Trigger is { } chosen)
        {
            return new(chosen, "Workflow.Why.Answered");
        }

        var actions = context.Many("Actions");
        if (actions.Count == 0)
        {
            throw new ActivityFaultException("Workflow.Fault.NoActions");
        }

        var dueUtc = await DueAsync(context, ct);
        var answerDueUtc = await AnswerDueAsync(context, ct);
        IReadOnlyList<TaskReminderAt> reminders =
        [
            .. await RemindersAsync(context, "RemindWorkingDays", dueUtc, isFirstAnswer: false, ct),
            .. await RemindersAsync(context, "RemindFirstAnswerWorkingDays", answerDueUtc, isFirstAnswer: true, ct),
        ];
        var assignee = await AssigneeAsync(context, ct);
        var title = context.Text("Title") ?? actions[0];
        var task = new Wait.Task(assignee, title, context.Text("Form"), actions, dueUtc) { AnswerDueUtc = answerDueUtc, Reminders = reminders };
        return ActivityResult.WaitFor(task, "Workflow.Why.Waits", assignee.Name, title);
    }

    private static int? Days(JsonObject properties, string property) => properties[property] is JsonValue value && value.TryGetValue<int>(out var days) ? days : null;

    private static IEnumerable<int?> Remind(JsonObject properties, string property) =>
        properties[property] is JsonArray list ? list.Select(d => d?.GetValue<int>()) : [Days(properties, property)];

    private async Task<DateTime?> DueAsync(ActivityContext context, CancellationToken ct)
    {
        if (context.Text("DueValue") is { } name && context.Subject.Values.GetValueOrDefault(name) is { } day)
        {
            return DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime;
        }

        return context.WorkingDays("DueWorkingDays") is { } days ? await calendar.DueAsync(context.NowUtc, days, ct) : null;
    }

    private async Task<DateTime?> AnswerDueAsync(ActivityContext context, CancellationToken ct) =>
        context.WorkingDays("FirstAnswerWorkingDays") is { } days && context.Subject.Values.GetValueOrDefault("answered") != "true"
            ? await calendar.DueAsync(context.NowUtc, days, ct)
            : null;

    private async Task<IEnumerable<TaskReminderAt>> RemindersAsync(
        ActivityContext context, string property, DateTime? dueUtc, bool isFirstAnswer, CancellationToken ct)
    {
        var reminders = new List<TaskReminderAt>();
        foreach (var days in dueUtc is null ? [] : context.ManyWorkingDays(property))
        {
            reminders.Add(new(await calendar.MorningBeforeAsync(dueUtc!.Value, days, ct), isFirstAnswer));
        }

        return reminders;
    }

    private async Task<Assignee> AssigneeAsync(ActivityContext context, CancellationToken ct)
    {
        var to = context.Many("To");
        if (to is not ([] or ["assignee"]))
        {
            return await chain.ResolveAsync(to, context, ct, alsoAuthor: true);
        }

        if (context.Assignee is not { } assignee)
        {
            return await chain.ResolveAsync([], context, ct);
        }

        if (assignee.Person is not { } person || await organisation.PersonAsync(person, ct) is { Active: true })
        {
            return assignee;
        }

        context.Note("Workflow.Why.HasLeft", assignee.Name);
        return context.Assignee = await chain.ResolveAsync(context.AssigneeRules, context, ct);
    }
}
