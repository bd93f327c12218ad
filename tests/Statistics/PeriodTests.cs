namespace IntranetInnovation.Statistics.Tests;

public sealed class PeriodTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData(null, null, null, "2026-01-01", "2026-11-21")]
    [InlineData("", " ", "", "2026-01-01", "2026-11-21")]
    [InlineData("this-year", "2020-01-01", null, "2026-01-01", "2026-11-21")]
    [InlineData("last-year", null, null, "2025-01-01", "2025-12-31")]
    [InlineData("last-12-months", null, null, "2025-11-22", "2026-11-21")]
    [InlineData("own", "2026-02-01", "2026-02-28", "2026-02-01", "2026-02-28")]
    [InlineData(null, "2026-02-01", null, "2026-02-01", "2026-11-21")]
    [InlineData(null, null, "2024-06-30", "2024-01-01", "2024-06-30")]
    [InlineData(null, "2026-03-29", "2026-03-29", "2026-03-29", "2026-03-29")]
    public void A_period_is_whole_days(string? choice, string? from, string? to, string first, string last)
    {
        var period = Period.Of(choice, from, to, Today).Value;
        (period.FromText, period.ToText).ShouldBe((first, last));
    }

    [Theory]
    [InlineData("own", "2026-02-30", null, "Statistics.DateInvalid", "from")]
    [InlineData(null, null, "igår", "Statistics.DateInvalid", "to")]
    [InlineData(null, "26-01-01", null, "Statistics.DateInvalid", "from")]
    [InlineData(null, "0001-01-01", "0001-01-02", "Statistics.DateInvalid", "to")]
    [InlineData(null, "9999-12-31", null, "Statistics.DateInvalid", "from")]
    [InlineData(null, null, "9999-12-31", "Statistics.DateInvalid", "to")]
    [InlineData(null, "2026-03-02", "2026-03-01", "Statistics.DatesReversed", "to")]
    [InlineData(null, "2010-01-01", "2026-03-01", "Statistics.PeriodTooLong", "from")]
    [InlineData("'; DROP TABLE", null, null, "Statistics.PeriodUnknown", "period")]
    public void What_is_no_period_is_refused_with_a_text(string? choice, string? from, string? to, string text, string field)
    {
        var problem = Period.Of(choice, from, to, Today).Problems.ShouldHaveSingleItem();
        (problem.Text, problem.Field).ShouldBe((text, field));
    }

    [Fact]
    public void Days_begin_and_end_in_Stockholm_also_when_the_clock_changes()
    {
        var day = new Period(new(2026, 3, 29), new(2026, 3, 29));
        day.FromUtc.ShouldBe(new DateTime(2026, 3, 28, 23, 0, 0, DateTimeKind.Utc));
        day.EndUtc.ShouldBe(new DateTime(2026, 3, 29, 22, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public void A_period_over_new_year_has_no_one_year()
    {
        new Period(new(2025, 12, 31), new(2026, 1, 1)).Year.ShouldBeNull();
        new Period(new(2026, 1, 1), new(2026, 12, 31)).Year.ShouldBe(2026);
    }
}
