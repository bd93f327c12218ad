using IntranetInnovation.IdeaBank.Search;
using Microsoft.AspNetCore.WebUtilities;

namespace IntranetInnovation.IdeaBank.Tests;

public sealed class QueryTests
{
    [Theory]
    [InlineData("sort=best", "IdeaBank.BadSort")]
    [InlineData("size=0", "IdeaBank.BadNumber")]
    [InlineData("size=51", "IdeaBank.BadNumber")]
    [InlineData("size=-1", "IdeaBank.BadNumber")]
    [InlineData("size=1e3", "IdeaBank.BadNumber")]
    [InlineData("page=201", "IdeaBank.BadNumber")]
    [InlineData("from=2026-13-01", "IdeaBank.BadDay")]
    [InlineData("to=idag", "IdeaBank.BadDay")]
    [InlineData("from=0001-01-01", "IdeaBank.BadDay")]
    [InlineData("to=9999-12-31", "IdeaBank.BadDay")]
    [InlineData("cursor=hej", "IdeaBank.BadCursor")]
    [InlineData("cursor=%00", "IdeaBank.BadCursor")]
    [InlineData("department=a'b", "IdeaBank.BadFacet")]
    public void What_is_wrong_is_told_and_left_out(string address, string text)
    {
        var (query, problems) = Read(address);
        problems.Single().Text.ShouldBe(text);
        query.HasFilters.ShouldBeFalse();
        query.After.ShouldBeNull();
    }

    [Fact]
    public void Fifty_values_of_a_facet_are_taken_and_more_refused()
    {
        Read(string.Join('&', Enumerable.Range(1, 50).Select(i => $"unit=u{i}"))).Query.ChosenOf("unit").Count.ShouldBe(50);
        Read(string.Join('&', Enumerable.Range(1, 51).Select(i => $"unit=u{i}"))).Problems.Single().Text.ShouldBe("IdeaBank.BadFacet");
    }

    [Fact]
    public void A_long_text_is_cut() => Read("q=" + new string('a', 10_000)).Query.Text.Length.ShouldBe(IdeaQuery.MaxText);

    [Fact]
    public void Days_are_Swedish_days()
    {
        var (query, _) = Read("from=2026-03-29&to=2026-03-29");
        query.FromUtc.ShouldBe(new DateTime(2026, 3, 28, 23, 0, 0, DateTimeKind.Utc));
        query.ToUtc.ShouldBe(new DateTime(2026, 3, 29, 22, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public void A_cursor_comes_back_as_it_went()
    {
        var cursor = new Cursor(IdeaSort.Newest, 0, new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc), 17);
        Cursor.Parse(cursor.ToString()).ShouldBe(cursor);
        Read($"cursor={cursor}").Query.After.ShouldBe(cursor);
        Read($"cursor={cursor}&sort=support").Problems.Single().Text.ShouldBe("IdeaBank.BadCursor");
    }

    [Theory]
    [InlineData("biblotek", "bibliotek", 1)]
    [InlineData("vikareir", "vikarier", 1)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "xyz", 3)]
    public void Slips_are_counted(string a, string b, int distance) => NearWords.Distance(a, b, 2).ShouldBe(Math.Min(distance, 3));

    private static (IdeaQuery Query, IReadOnlyList<Kernel.Outcome.Problem> Problems) Read(string address) =>
        IdeaQuery.Read(new Microsoft.AspNetCore.Http.QueryCollection(QueryHelpers.ParseQuery(address)));
}
