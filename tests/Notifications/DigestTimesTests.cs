using System.Globalization;
using IntranetInnovation.Notifications.Digests;

namespace IntranetInnovation.Notifications.Tests;

/// <summary>R1: clock change and local midnight.</summary>
public sealed class DigestTimesTests
{
    [Theory]
    [InlineData("Daily", "2026-03-02T05:59:59Z", "2026-03-02T06:00:00Z", "before seven in winter it is today")]
    [InlineData("Daily", "2026-03-02T06:00:00Z", "2026-03-03T06:00:00Z", "at seven sharp it is tomorrow")]
    [InlineData("Daily", "2026-03-28T12:00:00Z", "2026-03-29T05:00:00Z", "the night when summer time begins")]
    [InlineData("Daily", "2026-10-24T12:00:00Z", "2026-10-25T06:00:00Z", "the night when summer time ends")]
    [InlineData("Daily", "2026-06-30T22:30:00Z", "2026-07-01T05:00:00Z", "half past midnight in Stockholm is the new day")]
    [InlineData("Weekly", "2026-03-02T05:00:00Z", "2026-03-02T06:00:00Z", "a Monday before seven")]
    [InlineData("Weekly", "2026-03-02T06:00:00Z", "2026-03-09T06:00:00Z", "a Monday after seven")]
    [InlineData("Weekly", "2026-03-29T22:30:00Z", "2026-03-30T05:00:00Z", "Sunday in UTC, Monday in Stockholm, the day after the clock change")]
    [InlineData("Weekly", "2026-10-25T10:00:00Z", "2026-10-26T06:00:00Z", "the Monday after summer time")]
    [InlineData("AtOnce", "2026-03-02T08:00:00Z", "2026-03-03T06:00:00Z", "what waited and shall wait no longer")]
    public void The_next_digest_is_at_seven_in_Stockholm(string choice, string now, string next, string because) =>
        DigestTimes.Next(Enum.Parse<MailChoice>(choice), Utc(now)).ShouldBe(Utc(next), because);

    private static DateTime Utc(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}
