using IntranetInnovation.Kernel.Time;

namespace IntranetInnovation.Notifications.Digests;

/// <summary>When digests leave: at 07:00 in Stockholm, each day or on Mondays, summer time or not.</summary>
internal static class DigestTimes
{
    private static readonly TimeOnly Clock = new(7, 0);

    /// <summary>The first digest after the moment, UTC. What was to come at once and no longer can goes with the next day's.</summary>
    public static DateTime Next(MailChoice choice, DateTime nowUtc)
    {
        // Days are counted in Stockholm: just after local midnight it is still yesterday in UTC.
        var day = SwedishTime.Day(nowUtc);
        while (SwedishTime.AtClock(day, Clock) <= nowUtc || (choice == MailChoice.Weekly && day.DayOfWeek != DayOfWeek.Monday))
        {
            day = day.AddDays(1);
        }

        return SwedishTime.AtClock(day, Clock);
    }
}
