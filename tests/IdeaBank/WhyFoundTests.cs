using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>A hit says which of its parts hold the words, and a search that its filters leave empty shows what they took away.</summary>
public abstract class WhyFoundTests(TestHost host)
{
    [Fact]
    public async Task A_hit_names_the_parts_that_hold_the_words()
    {
        await host.ClearAsync();
        await host.PutAsync(Bank.Proposal(1, "Cyklar åt alla", "Det finns en cykel.", "Köp bussar.", "Bättre luft."));
        await host.PutAsync(Bank.Proposal(2, "Något annat", "Utan ordet.", "Inte här.", unit: FewDepartments.All[0].Units[0], department: FewDepartments.All[0]));
        var found = await host.FindAsync("cykel");
        Snippet.Of(found.Items.Single(i => i.Number == 1), found.Terms).Matched.ShouldBe(["title", "problem"]);
        var place = await host.FindAsync("unit skola");
        Snippet.Of(place.Items.Single(i => i.Number == 2), place.Terms).Matched.ShouldBe(["unit"]);
        var all = await host.FindAsync("");
        all.Items.ShouldAllBe(i => Snippet.Of(i, all.Terms).Matched.Count == 0);
    }

    [Fact]
    public async Task What_the_filters_took_away_is_near_when_they_leave_nothing()
    {
        await host.ClearAsync();
        await host.PutAsync(Bank.Proposal(1, "Lekplats", campaign: "en"));
        await host.PutAsync(Bank.Proposal(2, "Lekplats i skogen", campaign: "tva", forEveryone: false), "person:somebody");
        await host.PutAsync(Bank.Proposal(3, "Simhall", campaign: "tre"));
        var empty = await host.FindAsync("lekplats", query: Only("tre"));
        empty.Items.ShouldBeEmpty();
        empty.Total.ShouldBe(0);
        empty.Near.Select(n => n.Number).ShouldBe([1], "what one may not see is not near either");
        (await host.FindAsync("lekplats", query: Only("en"))).Items.Select(i => i.Number).ShouldBe([1]);
        (await host.FindAsync("xyzzy", query: Only("en"))).Near.ShouldBeEmpty();
    }

    private static IdeaQuery Only(string campaign) => new() { Chosen = new Dictionary<string, IReadOnlyList<string>> { ["campaign"] = [campaign] } };
}

public sealed class SqliteWhyFoundTests(SqliteBank host) : WhyFoundTests(host), IClassFixture<SqliteBank>;

public sealed class PostgresWhyFoundTests(PostgresBank host) : WhyFoundTests(host), IClassFixture<PostgresBank>;
