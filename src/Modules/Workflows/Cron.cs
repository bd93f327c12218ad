using System.Globalization;
using System.Numerics;
using IntranetInnovation.Kernel.Time;

namespace IntranetInnovation.Workflows;

/// <summary>
/// A cron expression of five fields (minute, hour, day of month, month, day of week), in Stockholm time: numbers, lists, ranges, steps and <c>*</c>; months and days of week by their English
/// three letters too, Sunday is 0 and 7. Where both days are named, one of them is enough. The kept libraries for it cannot be had here (DEPENDENCIES) or read another dialect.
/// <para>A clock time that the spring change skips comes at the first moment after it; one that the autumn change has twice comes the first time. What comes every hour follows the clock through
/// both: nothing in the hour that is skipped, and again in the hour that comes twice.</para>
/// </summary>
internal sealed class Cron
{
    private const int LongestYears = 9; // 29 February may be eight years away.

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly ulong minutes;
    private readonly ulong hours;
    private readonly ulong daysOfMonth;
    private readonly ulong months;
    private readonly ulong daysOfWeek;
    private readonly bool everyHour;
    private readonly bool eitherDay;

    private Cron(string[] fields)
    {
        minutes = Field(fields[0], 0, 59, []);
        hours = Field(fields[1], 0, 23, []);
        daysOfMonth = Field(fields[2], 1, 31, []);
        months = Field(fields[3], 1, 12, Months);
        var week = Field(fields[4], 0, 7, Days);
        daysOfWeek = (week | (week >> 7)) & 0x7F;
        everyHour = BitOperations.PopCount(hours) == 24;
        eitherDay = !fields[2].StartsWith('*') && !fields[4].StartsWith('*');
    }

    /// <summary>Null for what is no such expression.</summary>
    public static Cron? Parse(string? expression)
    {
        var fields = (expression ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        try
        {
            return fields.Length == 5 ? new(fields) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The first time after a moment, UTC; null when there is none, such as on 31 February.</summary>
    public DateTime? After(DateTime utc)
    {
        var first = SwedishTime.Day(utc);
        var end = first.AddYears(LongestYears);
        for (var day = first; day < end; day = day.AddDays(1))
        {
            if (Falls(day) && Times(day).Where(t => t > utc).Select(t => (DateTime?)t).Min() is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private IEnumerable<DateTime> Times(DateOnly day)
    {
        for (var hour = 0; hour < 24; hour++)
        {
            for (var minute = 0; minute < 60; minute++)
            {
                if (Has(hours, hour) && Has(minutes, minute))
                {
                    foreach (var time in Moments(day.ToDateTime(new(hour, minute), DateTimeKind.Unspecified)))
                    {
                        yield return time;
                    }
                }
            }
        }
    }

    private IEnumerable<DateTime> Moments(DateTime local)
    {
        var zone = SwedishTime.Zone;
        if (zone.IsInvalidTime(local))
        {
            // The clock goes from two to three: the hour's own times are then those of the next.
            return everyHour ? [] : [TimeZoneInfo.ConvertTimeToUtc(local.Date.AddHours(local.Hour + 1), zone)];
        }

        if (!zone.IsAmbiguousTime(local))
        {
            return [TimeZoneInfo.ConvertTimeToUtc(local, zone)];
        }

        var both = zone.GetAmbiguousTimeOffsets(local).OrderDescending().Select(o => DateTime.SpecifyKind(local - o, DateTimeKind.Utc));
        return everyHour ? both : both.Take(1);
    }

    private bool Falls(DateOnly day)
    {
        var (inMonth, inWeek) = (Has(daysOfMonth, day.Day), Has(daysOfWeek, (int)day.DayOfWeek));
        return Has(months, day.Month) && (eitherDay ? inMonth || inWeek : inMonth && inWeek);
    }

    private static bool Has(ulong set, int value) => (set & (1UL << value)) != 0;

    private static ulong Field(string field, int least, int most, string[] names)
    {
        var set = 0UL;
        foreach (var part in field.Split(','))
        {
            var (range, step) = part.Split('/') switch
            {
                [var all] => (all, 1),
                [var all, var every] => (all, Number(every, 1, most, [], 0)),
                _ => throw new FormatException(field),
            };
            var (from, to) = range.Split('-') switch
            {
                ["*"] => (least, most),
                [var one] when part.Contains('/', StringComparison.Ordinal) => (Number(one, least, most, names, least), most),
                [var one] => (Number(one, least, most, names, least), Number(one, least, most, names, least)),
                [var first, var last] => (Number(first, least, most, names, least), Number(last, least, most, names, least)),
                _ => throw new FormatException(field),
            };
            if (from > to)
            {
                throw new FormatException(field);
            }

            for (var value = from; value <= to; value += step)
            {
                set |= 1UL << value;
            }
        }

        return set;
    }

    private static int Number(string text, int least, int most, string[] names, int firstName)
    {
        var named = Array.IndexOf(names, text);
        var value = named >= 0 ? named + firstName : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        return value >= least && value <= most ? value : throw new FormatException(text);
    }
}
