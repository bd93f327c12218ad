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
/// <c>AnsweredBy</c>: <c>First</c> (the default) gives it to the first whom a rule reaches; <c>Any</c> to all that the rules reach, and one answer is enough; <c>All</c> to each of them, holders
/// of a role one by one: the first of the <c>Actions</c> needs everybody, any other is followed at once. <c>EscalateWorkingDays</c>: 1–1000, so long after it was due (after it was given, without
/// a due date) those of <c>EscalateTo</c> are asked besides. Orchard's <c>Roles</c> are kept, not read.
/// </summary>
internal sealed class UserTaskEvent(AssigneeChain chain, IOrganisation organisation, IWorkCalendar calendar) : IActivity
{
    private const string ForAny = "Any";
    private const string ForAll = "All";

    public static string Name => nameof(UserTaskEvent);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => properties.Many("Actions");

    public static ActivityForm Form => new(
        ActivityGroup.People,
        new ActivityField("Title", FieldKind.Text),
        new ActivityField("To", FieldKind.Rules) { Also = ["assignee"] },
        new ActivityField("AnsweredBy", FieldKind.Choice) { Options = ["First", ForAny, ForAll] },
        new ActivityField("Form", FieldKind.Choice) { Source = ChoiceSources.TaskForms },
        new ActivityField("Actions", FieldKind.Outcomes) { Required = true, Min = 1 },
        new ActivityField("DueWorkingDays", FieldKind.WorkingDays),
        new ActivityField("DueValue", FieldKind.Choice) { Source = ChoiceSources.DayValues },
        new ActivityField("RemindWorkingDays", FieldKind.WorkingDaysList) { Max = 10 },
        new ActivityField("FirstAnswerWorkingDays", FieldKind.WorkingDays),
        new ActivityField("RemindFirstAnswerWorkingDays", FieldKind.WorkingDaysList) { Max = 10 },
        new ActivityField("EscalateWorkingDays", FieldKind.WorkingDays) { Min = 1 },
        new ActivityField("EscalateTo", FieldKind.Rules)) { Waits = true };

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
        var actions = context.Many("Actions");
        if (actions.Count == 0)
        {
            throw new ActivityFaultException("Workflow.Fault.NoActions");
        }

        return context switch
        {
            { Trigger: null } => await GiveAsync(context, actions, ct),
            { IsTime: true } => await EscalateAsync(context, actions, ct),
            { Trigger: var one } when one == actions[0] && context.Text("AnsweredBy") == ForAll && context.StillAsked.Count > 0 => ActivityResult.WaitOn("Workflow.Why.AnsweredOne", one),
            { Trigger: var chosen } => new(chosen, "Workflow.Why.Answered"),
        };
    }

    private async Task<ActivityResult> GiveAsync(ActivityContext context, IReadOnlyList<string> actions, CancellationToken ct)
    {
        var dueUtc = await DueAsync(context, ct);
        var answerDueUtc = await AnswerDueAsync(context, ct);
        IReadOnlyList<TaskReminderAt> reminders =
        [
            .. await RemindersAsync(context, "RemindWorkingDays", dueUtc, isFirstAnswer: false, ct),
            .. await RemindersAsync(context, "RemindFirstAnswerWorkingDays", answerDueUtc, isFirstAnswer: true, ct),
        ];
        IReadOnlyList<Assignee> assignees = context.Text("AnsweredBy") switch
        {
            ForAny => await chain.EachAsync(context.Many("To"), context, byPerson: false, ct),
            ForAll => await chain.EachAsync(context.Many("To"), context, byPerson: true, ct),
            _ => [await AssigneeAsync(context, ct)],
        };
        var waits = assignees.Select(Wait (a) => Given(context, a, actions, dueUtc) with { AnswerDueUtc = answerDueUtc, Reminders = reminders }).ToList();
        if (context.WorkingDays("EscalateWorkingDays") is { } late and > 0 && context.Many("EscalateTo").Count > 0)
        {
            waits.Add(new Wait.Timer(await calendar.MorningAfterAsync(dueUtc ?? context.NowUtc, late, ct)));
        }

        return new(null, "Workflow.Why.Waits", string.Join(", ", assignees.Select(a => a.Name)), TitleOf(context, actions)) { Waits = waits };
    }

    // Somebody more is asked; whoever had it may answer still.
    private async Task<ActivityResult> EscalateAsync(ActivityContext context, IReadOnlyList<string> actions, CancellationToken ct)
    {
        var assignee = await chain.ResolveAsync(context.Many("EscalateTo"), context, ct, alsoAuthor: true);
        if (context.StillAsked.Contains(assignee.Principal))
        {
            return ActivityResult.WaitOn("Workflow.Why.EscalatedAlready", assignee.Name);
        }

        var dueUtc = await calendar.DueAsync(context.NowUtc, context.WorkingDays("EscalateWorkingDays") ?? 0, ct);
        return ActivityResult.WaitOn("Workflow.Why.Escalated", assignee.Name) with { Waits = [Given(context, assignee, actions, dueUtc)] };
    }

    private static Wait.Task Given(ActivityContext context, Assignee assignee, IReadOnlyList<string> actions, DateTime? dueUtc) =>
        new(assignee, TitleOf(context, actions), context.Text("Form"), actions, dueUtc);

    private static string TitleOf(ActivityContext context, IReadOnlyList<string> actions) => context.Text("Title") ?? actions[0];

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
