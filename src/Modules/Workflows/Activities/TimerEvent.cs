using System.Text.Json.Nodes;
using System.Xml;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// Waits until a time. <c>WorkingDays</c>: 1–1000, the morning of that working day; or <c>Duration</c>: ISO 8601, such as <c>P14D</c> or <c>PT4H</c>, at most 1 000 days. Orchard's
/// <c>CronExpression</c> is kept, not read: a timer with nothing else is not published here.
/// </summary>
internal sealed class TimerEvent(IWorkCalendar calendar) : IActivity
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1000);

    public static string Name => nameof(TimerEvent);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public static bool Understands(JsonObject properties) => properties["WorkingDays"] is not null || properties["Duration"] is not null;

    public static ActivityForm Form => new(
        ActivityGroup.Flow,
        new ActivityField("WorkingDays", FieldKind.WorkingDays) { Min = 1 },
        new ActivityField("Duration", FieldKind.Duration)) { Waits = true };

    public async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        if (context.Trigger is not null)
        {
            return ActivityResult.Done("Workflow.Why.TimeCame");
        }

        var days = context.WorkingDays("WorkingDays");
        var dueUtc = days is > 0 ? await calendar.MorningAfterAsync(context.NowUtc, days.Value, ct) : context.NowUtc + Duration(context);
        return ActivityResult.WaitFor(new Wait.Timer(dueUtc), "Workflow.Why.WaitsUntil", Kernel.Time.SwedishTime.DayText(dueUtc, "sv"));
    }

    private static TimeSpan Duration(ActivityContext context)
    {
        try
        {
            if (context.Text("Duration") is { } text && XmlConvert.ToTimeSpan(text) is var span && span > TimeSpan.Zero && span <= Longest)
            {
                return span;
            }
        }
        catch (FormatException)
        {
            // Said below.
        }

        throw new ActivityFaultException("Workflow.Fault.NoTime");
    }
}
