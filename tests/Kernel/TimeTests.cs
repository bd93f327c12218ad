using IntranetInnovation.Kernel.Time;

namespace IntranetInnovation.Kernel.Tests;

public sealed class TimeTests
{
    // Easter Sundays as printed in almanacs; early, late and leap years among them.
    [Theory]
    [InlineData(2008, 3, 23)]
    [InlineData(2011, 4, 24)]
    [InlineData(2016, 3, 27)]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28)]
    [InlineData(2030, 4, 21)]
    [InlineData(2038, 4, 25)]
    public void Good_Friday_Easter_Monday_and_Ascension_are_free(int year, int month, int day)
    {
        var easter = new DateOnly(year, month, day);
        WorkingDays.Is(easter.AddDays(-2)).ShouldBeFalse();
        WorkingDays.Is(easter.AddDays(1)).ShouldBeFalse();
        WorkingDays.Is(easter.AddDays(39)).ShouldBeFalse();
        WorkingDays.Is(easter.AddDays(2)).ShouldBeTrue();
        WorkingDays.Is(easter.AddDays(-3)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-06-19")]
    [InlineData("2027-06-25")]
    [InlineData("2026-12-24")]
    [InlineData("2026-12-31")]
    [InlineData("2026-01-01")]
    [InlineData("2026-01-06")]
    [InlineData("2026-05-01")]
    [InlineData("2028-06-06")]
    [InlineData("2026-11-21")]
    public void Eves_and_red_days_are_free(string day) => WorkingDays.Is(DateOnly.Parse(day, Invariant)).ShouldBeFalse();

    [Theory]
    [InlineData("2026-06-18")]
    [InlineData("2026-06-22")]
    [InlineData("2026-12-23")]
    [InlineData("2026-01-02")]
    [InlineData("2026-04-30")]
    public void The_days_around_them_are_not(string day) => WorkingDays.Is(DateOnly.Parse(day, Invariant)).ShouldBeTrue();

    [Theory]
    [InlineData("2026-03-02T08:00:00Z", 0, "2026-03-02T22:59:00Z")] // The same day, to its end in Stockholm.
    [InlineData("2026-03-06T08:00:00Z", 1, "2026-03-09T22:59:00Z")] // Friday to Monday.
    [InlineData("2026-04-01T08:00:00Z", 2, "2026-04-07T21:59:00Z")] // Over Easter, in summer time.
    [InlineData("2026-03-27T08:00:00Z", 1, "2026-03-30T21:59:00Z")] // Over the spring change.
    [InlineData("2026-10-23T08:00:00Z", 1, "2026-10-26T22:59:00Z")] // Over the autumn change.
    [InlineData("2026-03-07T08:00:00Z", 0, "2026-03-09T22:59:00Z")] // A Saturday gives the next working day.
    [InlineData("2026-03-02T23:30:00Z", 1, "2026-03-04T22:59:00Z")] // It is Tuesday already in Stockholm.
    public void Due_is_the_end_of_the_last_working_day(string from, int days, string due) =>
        WorkingDays.Due(Utc(from), days).ShouldBe(Utc(due));

    [Fact]
    public void Days_below_zero_or_above_a_thousand_are_a_mistake()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => WorkingDays.Due(Utc("2026-03-02T08:00:00Z"), -1));
        Should.Throw<ArgumentOutOfRangeException>(() => WorkingDays.Due(Utc("2026-03-02T08:00:00Z"), 1001));
    }

    [Fact]
    public void A_day_has_23_hours_in_spring_and_25_in_autumn()
    {
        Length(new(2026, 3, 29)).ShouldBe(23);
        Length(new(2026, 10, 25)).ShouldBe(25);
        Length(new(2026, 10, 26)).ShouldBe(24);
    }

    [Fact]
    public void A_clock_time_that_the_spring_change_skips_gives_the_first_moment_after_it() =>
        SwedishTime.AtClock(new(2026, 3, 29), new(2, 30)).ShouldBe(Utc("2026-03-29T01:30:00Z"));

    [Fact]
    public void The_day_changes_at_midnight_in_Stockholm()
    {
        SwedishTime.Day(Utc("2026-03-02T22:59:59Z")).ShouldBe(new(2026, 3, 2));
        SwedishTime.Day(Utc("2026-03-02T23:00:00Z")).ShouldBe(new(2026, 3, 3));
        SwedishTime.Day(Utc("2026-07-02T22:00:00Z")).ShouldBe(new(2026, 7, 3));
    }

    [Fact]
    public void Dates_are_worded_in_the_language_asked_for()
    {
        SwedishTime.DayText(Utc("2026-05-02T10:00:00Z"), "sv").ShouldBe("2 maj 2026");
        SwedishTime.DayText(Utc("2026-05-02T10:00:00Z"), "en").ShouldBe("2 May 2026");
        SwedishTime.MomentText(Utc("2026-05-02T10:00:00Z"), "sv").ShouldBe("2 maj 2026 12:00");
        SwedishTime.Iso(Utc("2026-05-02T10:00:00Z")).ShouldBe("2026-05-02T10:00:00Z");
    }

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static double Length(DateOnly day) => (SwedishTime.StartOf(day.AddDays(1)) - SwedishTime.StartOf(day)).TotalHours;

    private static DateTime Utc(string text) => DateTimeOffset.Parse(text, Invariant).UtcDateTime;
}
