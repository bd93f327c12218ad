using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>What is near few hits, what is typed as not wanted, and filters in the text.</summary>
public abstract class NearTests(TestHost host) : IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await host.ClearAsync();
        await host.PutAsync(Bank.Proposal(1, "Snöskottning vid skolan", "Trottoaren är full av snö på vintern", "Låt plogen köra trottoaren först"));
        await host.PutAsync(Bank.Proposal(2, "Ploga gångvägen först", "Trottoaren är full av is på vintern", "Låt plogen ta trottoaren tidigt"));
        await host.PutAsync(Bank.Proposal(3, "Fler böcker på biblioteket", "Hyllorna är tomma", "Köp fler böcker"));
        await host.PutAsync(Bank.Proposal(4, "Böcker till förskolan", "Barnen läser för lite", "Låna ut böcker i påsar"));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_about_the_same_in_other_words_is_shown_beside_the_hits_and_not_counted()
    {
        var found = await host.FindAsync("snöskottning");

        found.Items.Select(i => i.Number).ShouldBe([1]);
        found.Near.Select(i => i.Number).ShouldBe([2]);
        found.Total.ShouldBe(1);
    }

    [Fact]
    public async Task Who_may_not_see_a_proposal_is_not_shown_that_it_is_near()
    {
        await host.PutAsync(Bank.Proposal(2, "Ploga gångvägen först", "Trottoaren är full av is på vintern", "Låt plogen ta trottoaren tidigt", forEveryone: false), Principal.Person(Bank.IdOf(99)));

        (await host.FindAsync("snöskottning")).Near.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_one_may_not_see_takes_no_place_among_what_is_near()
    {
        // As many as are shown at all, each more like the hit than the one that may be seen.
        for (var number = 11; number <= 10 + IdeaSearch.NearUpTo; number++)
        {
            await host.PutAsync(
                Bank.Proposal(number, "Trottoaren", "Trottoaren är full av snö på vintern", "Låt plogen köra trottoaren först", forEveryone: false), Principal.Person(Bank.IdOf(99)));
        }

        (await host.FindAsync("snöskottning")).Near.Select(i => i.Number).ShouldBe([2]);
    }

    [Fact]
    public async Task What_is_found_but_on_the_next_page_is_not_near()
    {
        var found = await host.FindAsync("böcker", query: new() { Size = 1 });

        found.Items.Count.ShouldBe(1);
        found.Next.ShouldNotBeNull();
        found.Near.ShouldBeEmpty();
    }

    [Fact]
    public async Task Exact_phrases_are_meant_so_nothing_near_is_shown()
    {
        (await host.FindAsync("\"snöskottning vid skolan\"")).Near.ShouldBeEmpty();
    }

    [Fact]
    public async Task Filters_hold_for_what_is_near_too()
    {
        await host.PutAsync(
            Bank.Proposal(2, "Ploga gångvägen först", "Trottoaren är full av is på vintern", "Låt plogen ta trottoaren tidigt", department: FewDepartments.All[1]));
        var query = new IdeaQuery { Chosen = new Dictionary<string, IReadOnlyList<string>> { ["department"] = ["skola"] } };

        var found = await host.FindAsync("snöskottning", query: query);

        found.Items.Select(i => i.Number).ShouldBe([1]);
        found.Near.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_minus_leaves_out()
    {
        (await host.NumbersAsync("böcker")).ShouldBe([3, 4], ignoreOrder: true);
        (await host.NumbersAsync("böcker -förskola")).ShouldBe([3]);
        (await host.NumbersAsync("böcker -\"böcker på biblioteket\"")).ShouldBe([4]);
        (await host.FindAsync("-böcker")).Items.Select(i => i.Number).ShouldBe([1, 2], ignoreOrder: true);
        (await host.FindAsync("böcker -förskola")).Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_minus_alone_or_before_a_stop_word_takes_nothing_away()
    {
        (await host.NumbersAsync("böcker - och -och")).ShouldBe([3, 4], ignoreOrder: true);
    }
}

public sealed class SqliteNearTests(SqliteBank host) : NearTests(host), IClassFixture<SqliteBank>;

public sealed class PostgresNearTests(PostgresBank host) : NearTests(host), IClassFixture<PostgresBank>;
