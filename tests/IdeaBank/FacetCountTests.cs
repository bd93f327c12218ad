using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>The counts of the whole bank are kept; whatever becomes of its proposals, they are what counting gives.</summary>
public abstract class FacetCountTests(TestHost host)
{
    [Fact]
    public async Task What_is_kept_is_what_counting_gives_whatever_becomes_of_the_proposals()
    {
        await host.ClearAsync();
        var secret = Principal.Person(Bank.Person(5).PersonId!.Value);
        await host.PutAsync(Bank.Proposal(1, "Cykel", campaign: "var"));
        await host.PutAsync(Bank.Proposal(2, "Buss", campaign: "var", department: FewDepartments.All[1]));
        await host.PutAsync(Bank.Proposal(3, "Tyst", forEveryone: false), secret);
        await HoldAsync(total: 2);

        await host.PutAsync(Bank.Proposal(1, "Cykel", campaign: "host", status: ProposalStatus.Implemented));
        await HoldAsync(total: 2);
        await host.PutAsync(Bank.Proposal(2, "Buss", campaign: "var", department: FewDepartments.All[2], forEveryone: false), secret);
        await HoldAsync(total: 1);
        await host.PutAsync(Bank.Proposal(3, "Tyst"));
        await HoldAsync(total: 2);
        await host.PutAsync(Bank.Proposal(1, "Cykel", status: ProposalStatus.Withdrawn));
        await HoldAsync(total: 1);
        (await host.TryPutAsync(Bank.Proposal(4, "Aldrig"), [], fail: true)).Succeeded.ShouldBeFalse();
        await HoldAsync(total: 1);
    }

    [Fact]
    public async Task More_matches_than_are_ranked_are_all_counted_and_the_newest_of_the_chosen_are_ranked()
    {
        await host.ClearAsync();
        foreach (var number in Enumerable.Range(1, 6))
        {
            await host.PutAsync(Bank.Proposal(number, "Cykel", campaign: number % 3 == 0 ? "var" : "host"));
        }

        await host.PutAsync(Bank.Proposal(7, "Cykel", campaign: "var", forEveryone: false), Principal.Person(Bank.Person(5).PersonId!.Value));
        foreach (var chosen in new[] { [], new[] { "var" }, ["host", "var"] })
        {
            var query = new IdeaQuery { Text = "cykel", Chosen = chosen.Length == 0 ? [] : new Dictionary<string, IReadOnlyList<string>> { ["campaign"] = chosen } };
            var all = await host.FindAsync("cykel", query: query);
            var few = await host.AskAsync((_, db) => new IdeaSearch(db) { MostRanked = 2 }.FindAsync(query, CancellationToken.None));

            few.Total.ShouldBe(all.Total);
            few.Facets["campaign"].ShouldBe(all.Facets["campaign"]);
            few.Items.Select(i => i.Number).ShouldBe(all.Items.Select(i => i.Number).Order().Take(2), ignoreOrder: true); // A low number is a new one here.
        }
    }

    private async Task HoldAsync(long total)
    {
        foreach (var viewer in new[] { Bank.Anyone, Bank.Person(5), Viewer.System("test"), Viewer.Anonymous })
        {
            // Any first day makes it count.
            var (kept, counted) = (await host.FindAsync("", viewer), await host.FindAsync("", viewer, new() { From = new(1950, 1, 1) }));
            kept.Total.ShouldBe(counted.Total, viewer.Name);
            foreach (var facet in IdeaQuery.FacetNames)
            {
                kept.Facets[facet].ShouldBe(counted.Facets[facet], $"{viewer.Name}: {facet}");
            }

            (await host.AskAsync((search, _) => search.CountAsync("campaign", "var", CancellationToken.None), viewer))
                .ShouldBe(counted.Facets["campaign"].SingleOrDefault(v => v.Value == "var")?.Count ?? 0, viewer.Name);
        }

        (await host.FindAsync("", Bank.Anyone)).Total.ShouldBe(total);
    }
}

public sealed class SqliteFacetCountTests(SqliteBank host) : FacetCountTests(host), IClassFixture<SqliteBank>;

public sealed class PostgresFacetCountTests(PostgresBank host) : FacetCountTests(host), IClassFixture<PostgresBank>;
