using System.Text.Json.Nodes;
using System.Xml;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// Waits until a time, or begins flows at times that come again. <c>WorkingDays</c>: 1–1000, the morning of that working day; or <c>Duration</c>: ISO 8601, such as <c>P14D</c> or <c>PT4H</c>, at most 1 000 days;
/// or <c>CronExpression</c>, as Orchard's but in Stockholm time (<see cref="Cron"/>): the first such time from now. The first of them that is there counts.
/// A start has <c>CronExpression</c> alone, and besides <see cref="EventFilter"/> and <c>Statuses</c>: for which of the open subjects it makes a flow (<see cref="BeginByTime"/>).
/// </summary>
internal sealed class TimerEvent(IWorkCalendar calendar) : IActivity
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1000);

    public static string Name => nameof(TimerEvent);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public static bool Understands(JsonObject properties) =>
        properties["WorkingDays"] is not null || properties["Duration"] is not null || Cron.Parse(properties["CronExpression"]?.ToString()) is not null;

    public static ActivityForm Form => new(
        ActivityGroup.Flow,
        [
            new ActivityField("WorkingDays", FieldKind.WorkingDays) { Min = 1, AtStart = false },
            new ActivityField("Duration", FieldKind.Duration) { AtStart = false },
            new ActivityField("CronExpression", FieldKind.Cron) { AtStart = false },
            new ActivityField("CronExpression", FieldKind.Cron) { AtStart = true, Required = true },
            new ActivityField("Statuses", FieldKind.Choices) { Source = ChoiceSources.Statuses, AtStart = true },
            .. EventFilter.Fields.Select(f => f with { AtStart = true }),
        ]) { CanStart = true, Waits = true };

    /// <summary>The times at which a start begins flows; null for a step that does not.</summary>
    public static Cron? Beginning(GraphActivity step) => step.IsStart && step.Name == Name ? Cron.Parse(step.Properties()["CronExpression"]?.ToString()) : null;

    public async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        if (context.IsStart)
        {
            var isTaken = context.Takes() && (context.Many("Statuses") is not [_, ..] statuses || statuses.Contains(context.Subject.Values.GetValueOrDefault("status")));
            return isTaken ? ActivityResult.Done("Workflow.Why.TimeCame") : ActivityResult.Ignored;
        }

        if (context.Trigger is not null)
        {
            return ActivityResult.Done("Workflow.Why.TimeCame");
        }

        var days = context.WorkingDays("WorkingDays");
        var dueUtc = days is > 0 ? await calendar.MorningAfterAsync(context.NowUtc, days.Value, ct) : Time(context);
        return ActivityResult.WaitFor(new Wait.Timer(dueUtc), "Workflow.Why.WaitsUntil", Kernel.Time.SwedishTime.DayText(dueUtc, "sv"));
    }

    private static DateTime Time(ActivityContext context)
    {
        if (context.Properties["Duration"] is null && Cron.Parse(context.Text("CronExpression"))?.After(context.NowUtc) is { } next)
        {
            return next;
        }

        try
        {
            if (context.Text("Duration") is { } text && XmlConvert.ToTimeSpan(text) is var span && span > TimeSpan.Zero && span <= Longest)
            {
                return context.NowUtc + span;
            }
        }
        catch (FormatException)
        {
            // Said below.
        }

        throw new ActivityFaultException("Workflow.Fault.NoTime");
    }
}
