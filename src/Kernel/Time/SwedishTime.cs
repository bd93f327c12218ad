using System.Globalization;

namespace IntranetInnovation.Kernel.Time;

/// <summary>UTC inside, Europe/Stockholm for people.</summary>
public static class SwedishTime
{
    /// <summary>The zone that dates are shown and campaigns opened in.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    /// <summary>The calendar day in Stockholm at that moment.</summary>
    public static DateOnly Day(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>First moment of a Stockholm day, UTC.</summary>
    public static DateTime StartOf(DateOnly day) => AtClock(day, TimeOnly.MinValue);

    /// <summary>A clock time of a Stockholm day, UTC. A time that the spring change skips gives the first moment after it.</summary>
    public static DateTime AtClock(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(Zone.IsInvalidTime(local) ? local.AddHours(1) : local, Zone);
    }

    /// <summary>Clock time in Stockholm.</summary>
    public static DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>A day in words, such as <c>21 november 2026</c>, in the given language (<c>sv</c>, <c>en</c>).</summary>
    public static string DayText(DateTime utc, string language) => Local(utc).ToString("d MMMM yyyy", Culture(language));

    /// <summary>Day and clock, such as <c>21 november 2026 kl. 14:05</c> without the word: <c>21 november 2026 14:05</c>.</summary>
    public static string MomentText(DateTime utc, string language) => Local(utc).ToString("d MMMM yyyy HH:mm", Culture(language));

    /// <summary>ISO 8601 in UTC with whole seconds, for <c>time</c> elements, feeds and the API.</summary>
    public static string Iso(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static CultureInfo Culture(string language) => CultureInfo.GetCultureInfo(language == "sv" ? "sv-SE" : "en-GB");
}
