namespace IntranetInnovation.Kernel.Time;

/// <summary>
/// Working days in Sweden: not Saturdays, Sundays, the red days of lagen (1989:253) om allmanna helgdagar, nor midsummer's, Christmas and New Year's Eve, which
/// municipalities keep as free.
/// </summary>
public static class WorkingDays
{
    /// <summary>True on a day that counts.</summary>
    public static bool Is(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Free(day);

    /// <summary>The end of the working day that lies <paramref name="days"/> working days after the day of <paramref name="fromUtc"/>: the last minute of that Stockholm day, UTC.</summary>
    /// <param name="fromUtc">UTC; its own day does not count.</param>
    /// <param name="days">0–1000; 0 means the same day, or the next working day.</param>
    public static DateTime Due(DateTime fromUtc, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, 1000);
        var day = SwedishTime.Day(fromUtc);
        for (var left = days; left > 0 || !Is(day);)
        {
            day = day.AddDays(1);
            left -= Is(day) ? 1 : 0;
        }

        return SwedishTime.AtClock(day, new(23, 59));
    }

    private static bool Free(DateOnly day)
    {
        var easter = Easter(day.Year);
        return (day.Month, day.Day) is (1, 1) or (1, 6) or (5, 1) or (6, 6) or (12, 24) or (12, 25) or (12, 26) or (12, 31)
            || day == easter.AddDays(-2) || day == easter.AddDays(1) || day == easter.AddDays(39)
            || (day is { Month: 6, Day: >= 19 and <= 25 } && day.DayOfWeek == DayOfWeek.Friday);
    }

    // The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new(year, n / 31, (n % 31) + 1);
    }
}
