using System.Globalization;
using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// Waits for somebody's answer. <c>Actions</c>: the outcomes on offer. <c>To</c>: <c>assignee</c> (the default: whom AssignTask chose) or a rule. <c>Title</c>: what to do.
/// <c>Form</c>: a registered form; without one the actions are buttons. <c>DueValue</c>: name of a value of the subject that holds the
/// day it is due; where it is absent, <c>DueWorkingDays</c>: 0–1000, absent for no due date. Orchard's <c>Roles</c> are kept, not read.
/// </summary>
internal sealed class UserTaskEvent(AssigneeChain chain, IOrganisation organisation) : IActivity
{
    public static string Name => nameof(UserTaskEvent);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => properties.Many("Actions");

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

        var assignee = await AssigneeAsync(context, ct);
        var title = context.Text("Title") ?? actions[0];
        return ActivityResult.WaitFor(new Wait.Task(assignee, title, context.Text("Form"), actions, Due(context)), "Workflow.Why.Waits", assignee.Name, title);
    }

    private static DateTime? Due(ActivityContext context)
    {
        if (context.Text("DueValue") is { } name && context.Subject.Values.GetValueOrDefault(name) is { } day)
        {
            return DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime;
        }

        return context.Properties["DueWorkingDays"] is null ? null : WorkingDays.Due(context.NowUtc, context.Number("DueWorkingDays", 0));
    }

    private async Task<Assignee> AssigneeAsync(ActivityContext context, CancellationToken ct)
    {
        var to = context.Text("To") ?? "assignee";
        if (to != "assignee")
        {
            return await chain.ResolveAsync([to], context, ct, alsoAuthor: true);
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
        return await chain.ResolveAsync(["department-officer"], context, ct);
    }
}
