using System.Globalization;

namespace IntranetInnovation.Workflows.Tests;

/// <summary>Times in Stockholm: in 2026 the clock goes from two to three on 29 March, and from three to two on 25 October.</summary>
public sealed class CronTests
{
    [Theory]
    [InlineData("0 7 * * 1", "2026-03-02 06:00", "2026-03-09 06:00")] // Monday at seven has been: the next one.
    [InlineData("0 7 * * 1", "2026-03-02 05:59", "2026-03-02 06:00")]
    [InlineData("*/5 * * * *", "2026-03-02 06:01", "2026-03-02 06:05")]
    [InlineData("30 8 1 * *", "2026-03-02 00:00", "2026-04-01 06:30")] // Summer time: an hour earlier in UTC.
    [InlineData("0 0 29 2 *", "2026-03-02 00:00", "2028-02-28 23:00")]
    [InlineData("0 9 13 * fri", "2026-03-02 00:00", "2026-03-06 08:00")] // Either day is enough.
    [InlineData("0 9 * jan-mar 7", "2026-03-29 12:00", "2027-01-03 08:00")]
    [InlineData("15,45 8-9 * * mon-fri", "2026-03-06 08:45", "2026-03-09 07:15")]
    public void The_next_time_is_the_first_one_after(string expression, string after, string expected) => Next(expression, after).ShouldBe(expected);

    [Theory]
    [InlineData("30 2 * * *", "2026-03-28 12:00", "2026-03-29 01:00")] // Half past two is skipped: three o'clock, the first moment after.
    [InlineData("30 2 * * *", "2026-03-29 01:00", "2026-03-30 00:30")] // And that was this day's.
    [InlineData("30 * * * *", "2026-03-29 00:30", "2026-03-29 01:30")] // Half past one, then half past three.
    [InlineData("*/20 * * * *", "2026-03-29 00:40", "2026-03-29 01:00")]
    public void The_hour_that_spring_skips_takes_nothing_away(string expression, string after, string expected) => Next(expression, after).ShouldBe(expected);

    [Theory]
    [InlineData("30 2 * * *", "2026-10-24 12:00", "2026-10-25 00:30")]
    [InlineData("30 2 * * *", "2026-10-25 00:30", "2026-10-26 01:30")] // Not again an hour later.
    [InlineData("30 * * * *", "2026-10-25 00:30", "2026-10-25 01:30")] // Every hour: both half past two.
    [InlineData("0 3 * * *", "2026-10-25 00:30", "2026-10-25 02:00")]
    public void The_hour_that_autumn_has_twice_comes_once(string expression, string after, string expected) => Next(expression, after).ShouldBe(expected);

    [Theory]
    [InlineData("*/15 * * * *", 4)]
    [InlineData("0 2 * * *", 1)]
    public void Through_a_year_of_both_changes_nothing_is_lost_or_doubled(string expression, int anHour)
    {
        var cron = Cron.Parse(expression)!;
        var times = new List<DateTime>();
        var end = new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var at = cron.After(new(2025, 12, 31, 23, 59, 0, DateTimeKind.Utc)); at < end; at = cron.After(at!.Value))
        {
            times.Add(at!.Value);
        }

        times.SequenceEqual(times.Distinct().Order()).ShouldBeTrue();
        times.Count.ShouldBe(anHour == 1 ? 365 : 365 * 24 * anHour);
    }

    [Fact]
    public void A_day_that_never_comes_has_no_time() => Cron.Parse("0 0 31 2 *")!.After(new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc)).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("* * * *")]
    [InlineData("* * * * * *")]
    [InlineData("60 * * * *")]
    [InlineData("* 24 * * *")]
    [InlineData("* * 0 * *")]
    [InlineData("5-1 * * * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("1/2/3 * * * *")]
    [InlineData("-1 * * * *")]
    [InlineData("a * * * *")]
    public void What_is_no_expression_is_said_to_be_none(string? expression) => Cron.Parse(expression).ShouldBeNull();

    private static string? Next(string expression, string after) => Cron.Parse(expression)!
        .After(DateTime.ParseExact(after, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal))
        ?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
