using System.Globalization;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Time;

namespace IntranetInnovation.Statistics;

/// <summary>Whole days in Stockholm, the first and the last among them.</summary>
internal sealed record Period(DateOnly From, DateOnly To)
{
    public const string ThisYearChoice = "this-year";
    public const string LastYearChoice = "last-year";
    public const string LastTwelveMonthsChoice = "last-12-months";
    public const string OwnChoice = "own";

    private const int MostYears = 10;
    private const string Iso = "yyyy-MM-dd";

    public DateTime FromUtc => SwedishTime.StartOf(From);

    /// <summary>First moment after the period.</summary>
    public DateTime EndUtc => SwedishTime.StartOf(To.AddDays(1));

    /// <summary>The calendar year that the whole period lies in; null when it lies in several. Goals are set for a year.</summary>
    public int? Year => From.Year == To.Year ? From.Year : null;

    public string FromText => From.ToString(Iso, CultureInfo.InvariantCulture);

    public string ToText => To.ToString(Iso, CultureInfo.InvariantCulture);

    public static Period ThisYear(DateOnly today) => new(new(today.Year, 1, 1), today);

    /// <summary>
    /// The period that was asked for: a named one, or days as <c>yyyy-MM-dd</c>. Days without a name are one's own; a missing first day is 1 January of the last
    /// day's year, a missing last day is today, and nothing at all is this year so far.
    /// </summary>
    public static Result<Period> Of(string? choice, string? from, string? to, DateOnly today)
    {
        var given = !string.IsNullOrWhiteSpace(from) || !string.IsNullOrWhiteSpace(to);
        return choice switch
        {
            null or "" when !given => ThisYear(today),
            ThisYearChoice => ThisYear(today),
            LastYearChoice => new Period(new(today.Year - 1, 1, 1), new(today.Year - 1, 12, 31)),
            LastTwelveMonthsChoice => new Period(today.AddYears(-1).AddDays(1), today),
            null or "" or OwnChoice => Own(from, to, today),
            _ => new Problem("Statistics.PeriodUnknown", "period"),
        };
    }

    private static Result<Period> Own(string? from, string? to, DateOnly today)
    {
        if (Day(to, today) is not { } last)
        {
            return new Problem("Statistics.DateInvalid", "to");
        }

        if (Day(from, new(last.Year, 1, 1)) is not { } first)
        {
            return new Problem("Statistics.DateInvalid", "from");
        }

        return first > last ? new Problem("Statistics.DatesReversed", "to")
            : first.AddYears(MostYears) <= last ? new Problem("Statistics.PeriodTooLong", "from") { Arguments = [MostYears] }
            : new Period(first, last);
    }

    private static DateOnly? Day(string? text, DateOnly otherwise) => string.IsNullOrWhiteSpace(text) ? otherwise
        : DateOnly.TryParseExact(text.Trim(), Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2100 ? day
        : null;
}
