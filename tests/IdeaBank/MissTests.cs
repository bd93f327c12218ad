using System.Net;
using IntranetInnovation.IdeaBank.Misses;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>What is searched for and not found is counted, and nothing that could tell of a person.</summary>
public abstract class MissTests(TestHost host)
{
    [Fact]
    public async Task A_search_that_finds_nothing_on_two_days_is_shown_to_administrators_and_leads_to_a_synonym()
    {
        using var staff = await host.SignInAsync("medarbetare");
        using var coach = await host.SignInAsync("central-idelots");
        await staff.GetPageAsync("/idebank?q=Zvoxbalk++%22zvoxbalk%22+Qwyx");
        await NextAsync();
        (await coach.GetPageAsync("/admin/sokningar")).Text.ShouldNotContain("zvoxbalk", customMessage: "one day may be one person");
        host.Clock.Advance(TimeSpan.FromDays(1));
        await staff.GetPageAsync("/idebank?q=zvoxbalk+zvoxbalk+qwyx");
        await coach.GetPageAsync("/idebank?q=zvoxbalk+zvoxbalk+qwyx");
        await NextAsync();
        var page = await coach.GetPageAsync("/admin/sokningar");
        page.Text.ShouldContain("zvoxbalk zvoxbalk qwyx");
        page.Text.ShouldContain("Sökt 3 gånger under 2 dagar");
        var synonym = await coach.GetPageAsync(page.Links.First(l => l.StartsWith("/admin/synonymer?ord=", StringComparison.Ordinal)));
        synonym.ValueOf("Input.Words").ShouldBe("zvoxbalk zvoxbalk qwyx");
        synonym.ValueOf("Input.Query").ShouldBe("zvoxbalk zvoxbalk qwyx");

        (await coach.SubmitAsync(page, form: "li form")).Text.ShouldNotContain("zvoxbalk zvoxbalk qwyx");
        (await KeptAsync("zvoxbalk zvoxbalk qwyx")).ShouldBeNull();
        (await staff.GetPageAsync("/admin/sokningar")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Only_a_plain_search_on_the_first_page_without_any_hit_is_counted()
    {
        using var staff = await host.SignInAsync("medarbetare");
        await staff.GetPageAsync("/idebank?q=skolan");
        await staff.GetPageAsync("/idebank?q=xqvilt&status=approved");
        await staff.GetPageAsync("/idebank?q=xqvilt&page=2");
        await staff.GetPageAsync("/idebank?q=xqvilt+-skola");
        await staff.GetPageAsync("/idebank?q=och");
        await staff.GetJsonAsync("/api/v1/ideas?q=xqvilt");
        await NextAsync();
        (await KeptAsync("skolan")).ShouldBeNull();
        (await KeptAsync("xqvilt")).ShouldBeNull();
        (await KeptAsync("och")).ShouldBeNull();
        await staff.GetPageAsync("/idebank?q=xqvilt");
        await NextAsync();
        (await KeptAsync("xqvilt"))!.Times.ShouldBe(1);
    }

    [Fact]
    public async Task What_nobody_searches_for_any_more_is_forgotten()
    {
        using var staff = await host.SignInAsync("medarbetare2");
        await staff.GetPageAsync("/idebank?q=gwlxim");
        await NextAsync();
        host.Clock.Advance(TimeSpan.FromDays(MissedSearch.Kept));
        await NextAsync();
        (await KeptAsync("gwlxim")).ShouldNotBeNull();
        host.Clock.Advance(TimeSpan.FromDays(1));
        await NextAsync();
        (await KeptAsync("gwlxim")).ShouldBeNull();
    }

    [Theory]
    [InlineData("Anna.Svensson@motala.se")]
    [InlineData("19850212-1234")]
    [InlineData("anna 850212 1234")]
    [InlineData("ring 0141 22 50 00")]
    [InlineData("https://exempel.se/sida")]
    [InlineData("!?")]
    [InlineData("long")]
    public void What_may_tell_of_a_person_or_is_no_word_is_never_kept(string text) =>
        MissedSearch.Keepable(QueryText.Read(text == "long" ? string.Concat(Enumerable.Repeat("ord ", 26)) : text)).ShouldBeNull();

    [Fact]
    public void What_waits_is_bounded_and_taken_once()
    {
        var buffer = new MissBuffer();
        for (var n = 0; n < 2 * MissBuffer.Most; n++)
        {
            buffer.Add($"ord{n}");
        }

        buffer.Add("ord0");
        var taken = buffer.Take();
        taken.Count.ShouldBe(MissBuffer.Most);
        taken["ord0"].ShouldBe(2);
        buffer.Take().ShouldBeEmpty();
    }

    private async Task NextAsync()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.DrainAsync();
    }

    private Task<MissedSearch?> KeptAsync(string text) => host.ReadAsync(db => db.Set<MissedSearch>().AsNoTracking().FirstOrDefaultAsync(m => m.Text == text));
}

public sealed class SqliteMissTests(SqliteHost host) : MissTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresMissTests(PostgresHost host) : MissTests(host), IClassFixture<PostgresHost>;
