namespace IntranetInnovation.Workflows.Contracts;

/// <summary>What every event about a proposal can be narrowed to. Properties <c>Departments</c>, <c>Campaigns</c>, <c>Sources</c>: slugs; an empty or absent list takes all.</summary>
public static class EventFilter
{
    private static readonly (string Property, string Value, string Source)[] Lists =
        [("Departments", "department", ChoiceSources.Departments), ("Campaigns", "campaign", ChoiceSources.Campaigns), ("Sources", "source", ChoiceSources.Sources)];

    /// <summary>The fields of the filter.</summary>
    public static IReadOnlyList<ActivityField> Fields { get; } = [.. Lists.Select(l => new ActivityField(l.Property, FieldKind.Choices) { Source = l.Source })];

    /// <summary>Of an event that may happen many times: a flow may begin each time, beside those of its type that live. Read by the engine.</summary>
    public static ActivityField Several { get; } = new("Several", FieldKind.Tick);

    /// <summary>True when the step's lists take the subject.</summary>
    public static bool Takes(this ActivityContext context) =>
        Lists.All(l => context.Many(l.Property) is not [_, ..] taken || (context.Subject.Values.GetValueOrDefault(l.Value) is { } own && taken.Contains(own)));

    /// <summary>
    /// What such an event's step does: it waits until it is told, passes by what <see cref="Takes"/> and <paramref name="also"/> do not take, and goes on by <c>Done</c>.
    /// </summary>
    /// <param name="context">The step's.</param>
    /// <param name="eventName">The activity's own name.</param>
    /// <param name="why">Text key for the journal when it goes on.</param>
    /// <param name="also">What else has to hold; null for nothing.</param>
    public static Task<ActivityResult> Happened(this ActivityContext context, string eventName, string why, bool? also = null) => Task.FromResult(
        context.Trigger is null ? ActivityResult.WaitFor(new Wait.Event(eventName), "Workflow.Why.WaitsForEvent")
        : (also ?? true) && context.Takes() ? ActivityResult.Done(why)
        : ActivityResult.Ignored);
}
