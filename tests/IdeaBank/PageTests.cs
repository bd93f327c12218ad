using System.Globalization;
using System.Net;
using IntranetInnovation.IdeaBank.Rebuilding;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>The page and the API on the demo, as people and scripts meet them.</summary>
public abstract class PageTests(TestHost host)
{
    [Fact]
    public async Task Who_is_not_signed_in_gets_no_ideas()
    {
        using var nobody = host.Visit();
        foreach (var path in new[] { "/api/v1/ideas", "/api/v1/ideas/suggest?q=a", "/api/v1/ideas/similar?title=a" })
        {
            using var answer = await nobody.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }

        using var page = await nobody.GetAsync("/idebank");
        ((int)page.StatusCode).ShouldBeOneOf(302, 401);
    }

    [Fact]
    public async Task A_page_of_hits_has_what_was_promised()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var answer = await staff.GetJsonAsync("/api/v1/ideas?q=skolan&size=3");
        answer.GetProperty("total").GetInt64().ShouldBeGreaterThan(0);
        var first = answer.GetProperty("items")[0];
        foreach (var name in new[] { "number", "title", "snippet", "status", "department", "campaign", "submittedAt", "supports", "url" })
        {
            first.TryGetProperty(name, out _).ShouldBeTrue(name);
        }

        first.GetProperty("url").GetString().ShouldBe($"/forslag/{first.GetProperty("number").GetInt32()}");
        first.GetProperty("submittedAt").GetString()!.ShouldEndWith("Z");
        answer.TryGetProperty("didYouMean", out _).ShouldBeTrue();
        var department = answer.GetProperty("facets").GetProperty("department")[0];
        department.GetProperty("value").GetString()!.ShouldMatch("^[a-z0-9-]+$");
        department.GetProperty("label").GetString()!.ShouldNotBeEmpty();
        department.GetProperty("count").GetInt64().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_cursor_leads_through_all_hits_once()
    {
        using var staff = await host.SignInAsync("medarbetare");
        foreach (var sort in new[] { "relevance", "newest", "support" })
        {
            var (seen, next, total) = (new List<int>(), (string?)null, 0L);
            do
            {
                var answer = await staff.GetJsonAsync($"/api/v1/ideas?q=skolan&sort={sort}&size=5{(next is null ? "" : $"&cursor={next}")}");
                seen.AddRange(answer.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetInt32()));
                (next, total) = (answer.GetProperty("next").GetString(), answer.GetProperty("total").GetInt64());
            }
            while (next is not null);
            seen.Count.ShouldBe((int)total, sort);
            seen.Distinct().Count().ShouldBe(seen.Count, sort);
        }
    }

    [Theory]
    [InlineData("status:genomf%C3%B6rt", "status=implemented")]
    [InlineData("status:implemented", "status=implemented")]
    [InlineData("kampanj:%22En%20skola%20f%C3%B6r%20alla%22", "campaign=en-skola-for-alla")]
    [InlineData("kampanj:en-sk", "campaign=en-skola-for-alla")]
    [InlineData("skolan%20status:genomf%C3%B6rt", "q=skolan&status=implemented")]
    public async Task A_filter_that_is_typed_is_as_good_as_one_that_is_ticked(string typed, string ticked)
    {
        using var staff = await host.SignInAsync("medarbetare");
        var (one, other) = (await staff.GetJsonAsync($"/api/v1/ideas?q={typed}"), await staff.GetJsonAsync($"/api/v1/ideas?{ticked}"));
        one.GetProperty("total").GetInt64().ShouldBe(other.GetProperty("total").GetInt64());
        one.GetProperty("total").GetInt64().ShouldBeGreaterThan(0);
        one.GetProperty("items").GetRawText().ShouldBe(other.GetProperty("items").GetRawText());
    }

    [Fact]
    public async Task On_the_page_a_typed_filter_becomes_one_that_can_be_taken_away()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var page = await staff.GetPageAsync("/idebank?q=skolan+status:genomf%C3%B6rt+status:finnsinte");
        page.Document.QuerySelector("#q")!.GetAttribute("value").ShouldBe("skolan status:finnsinte");
        page.Document.QuerySelector("a.k-tag")!.GetAttribute("href").ShouldBe("/idebank?q=skolan%20status%3Afinnsinte");
    }

    [Theory]
    [InlineData("sort=best")]
    [InlineData("size=0")]
    [InlineData("size=many")]
    [InlineData("cursor=AAAA")]
    [InlineData("cursor=%22%3E%3Cscript%3E")]
    [InlineData("from=2026-02-30")]
    [InlineData("status=%27--")]
    public async Task Bad_parameters_are_refused_in_words(string address)
    {
        using var staff = await host.SignInAsync("medarbetare");
        using var answer = await staff.GetAsync($"/api/v1/ideas?{address}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = await answer.Content.ReadAsStringAsync();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        text.ShouldNotContain("<script>");
        (await staff.GetPageAsync($"/idebank?{address}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?q=skolan&status=submitted&status=assigned&sort=newest")]
    [InlineData("?q=biblotek+skolna+xyzzyx")]
    [InlineData("?q=%22")]
    public async Task A_page_asks_the_database_eight_times_at_most(string address)
    {
        using var staff = await host.SignInAsync("medarbetare");
        await staff.GetPageAsync($"/idebank{address}"); // What is kept in memory is read by the first who needs it.
        var page = await staff.GetPageAsync($"/idebank{address}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8, string.Join("\n----\n", page.Statements));
    }

    [Fact]
    public async Task A_search_can_be_shared_narrowed_and_widened_without_script()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var page = await staff.GetPageAsync("/idebank?q=skolan&source=staff&from=2020-01-01");
        page.Heading.ShouldBe("Idébank");
        page.ValueOf("q").ShouldBe("skolan");
        page.Document.QuerySelectorAll("mark").Length.ShouldBeGreaterThan(0);
        page.Document.QuerySelectorAll("input[name=source][checked]").Length.ShouldBe(1);
        var chips = page.Document.QuerySelectorAll("a.k-tag").Select(a => a.GetAttribute("href")!).ToList();
        chips.Count.ShouldBe(2);
        chips[0].ShouldNotContain("source=");
        chips[0].ShouldContain("q=skolan");
        (await staff.GetPageAsync(chips[0])).Document.QuerySelectorAll("a.k-tag").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Filters_stand_beside_the_hits_and_are_sent_with_the_search()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var page = await staff.GetPageAsync("/idebank");
        foreach (var facet in new[] { "department", "campaign", "status", "goal", "year", "source" })
        {
            page.Document.QuerySelectorAll($"aside input[name={facet}][form=sok]").Length.ShouldBeGreaterThan(0, facet);
        }

        page.Document.QuerySelectorAll("aside input:not([name])").Length.ShouldBe(1, "the box that unfolds them on a phone is not sent");
        page.Document.QuerySelectorAll("main [id]").Select(e => e.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task The_year_is_that_of_Stockholm_and_narrows()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var all = await staff.GetJsonAsync("/api/v1/ideas?size=50");
        var years = all.GetProperty("facets").GetProperty("year").EnumerateArray().Select(y => (Year: y.GetProperty("value").GetString()!, Count: y.GetProperty("count").GetInt64())).ToList();
        years.Select(y => y.Year).ShouldBe(years.Select(y => y.Year).OrderDescending());
        years.Sum(y => y.Count).ShouldBe(all.GetProperty("total").GetInt64());
        foreach (var (year, count) in years)
        {
            var narrowed = await staff.GetJsonAsync($"/api/v1/ideas?year={year}&size=50");
            narrowed.GetProperty("total").GetInt64().ShouldBe(count, year);
            narrowed.GetProperty("items").EnumerateArray().Select(i => SwedishTime.Day(i.GetProperty("submittedAt").GetDateTime()).Year)
                .ShouldAllBe(y => y == int.Parse(year, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Where_nothing_is_found_one_can_propose_it()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var page = await staff.GetPageAsync("/idebank?q=xyzzyxq+%3Cb%3E");
        page.Text.ShouldContain("Inga förslag");
        page.Links.ShouldContain(l => l.StartsWith("/forslag/nytt?titel=xyzzyxq", StringComparison.Ordinal));
        page.Html.ShouldNotContain("<b>");
    }

    [Fact]
    public async Task Pages_lead_forward_and_back()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var first = await staff.GetPageAsync("/idebank");
        var next = first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        var second = await staff.GetPageAsync(next);
        Hits(second).Intersect(Hits(first)).ShouldBeEmpty();
        Hits(await staff.GetPageAsync(second.Document.QuerySelector("a[rel=prev]")!.GetAttribute("href")!)).ShouldBe(Hits(first));
    }

    [Fact]
    public async Task A_confidential_proposal_is_found_by_those_concerned_alone()
    {
        var secret = await host.InScopeAsync(s => s.GetRequiredService<IProposals>().Rows.FirstAsync(r => r.IsConfidential && r.Number > 0 && r.Status != ProposalStatus.Withdrawn));
        var address = Uri.EscapeDataString(secret.Title);
        using var coach = await host.SignInAsync("central-idelots");
        (await NumbersAsync(coach, $"/api/v1/ideas?q={address}")).ShouldContain(secret.Number);
        using var other = await host.SignInAsync("medarbetare");
        (await NumbersAsync(other, $"/api/v1/ideas?q={address}&size=50")).ShouldNotContain(secret.Number);
        (await NumbersAsync(other, $"/api/v1/ideas/similar?title={address}")).ShouldNotContain(secret.Number);
        (await NumbersAsync(other, $"/api/v1/ideas/suggest?q={address}")).ShouldNotContain(secret.Number);
        (await other.GetPageAsync($"/idebank?q={address}")).Links.ShouldNotContain($"/forslag/{secret.Number}");
        (await other.GetPageAsync("/idebank?sort=newest")).Links.ShouldNotContain($"/forslag/{secret.Number}");
    }

    [Fact]
    public async Task A_campaigns_page_and_the_start_page_show_its_newest_proposals()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var campaign = await staff.GetPageAsync("/kampanjer/en-skola-for-alla");
        campaign.Text.ShouldContain("förslag hittills");
        campaign.Links.ShouldContain("/idebank?campaign=en-skola-for-alla");
        (await staff.GetPageAsync("/")).Text.ShouldContain("Nya förslag");
        using var nobody = host.Visit();
        (await nobody.GetPageAsync("/")).Text.ShouldNotContain("Nya förslag");
    }

    [Fact]
    public async Task A_rebuilt_index_is_the_same()
    {
        var before = (await host.CountsAsync(), await host.NumbersAsync("skola"), (await host.FindAsync("")).Total);
        var done = await host.InScopeAsync(services => services.GetRequiredService<Rebuild>().AnewAsync((_, _) => { }, CancellationToken.None));
        done.Value.ShouldBeGreaterThan(0);
        var after = (await host.CountsAsync(), await host.NumbersAsync("skola"), (await host.FindAsync("")).Total);
        after.Item1.Terms.ShouldBe(before.Item1.Terms, ignoreOrder: true);
        after.Item1.Documents.ShouldBe(before.Item1.Documents);
        after.Item2.ShouldBe(before.Item2);
        after.Total.ShouldBe(before.Total);
    }

    [Fact]
    public async Task An_administrator_has_the_index_made_again_in_steps_while_people_search_and_write()
    {
        using var administrator = await host.SignInAsync("admin");
        var scopes = host.Services.GetRequiredService<IServiceScopeFactory>();
        await Rebuild.RunAsync(scopes, CancellationToken.None);
        var current = await administrator.GetPageAsync("/admin/sokindex");
        current.Text.ShouldContain("Indexet är aktuellt");
        var before = (await host.CountsAsync(), await host.NumbersAsync("skola"), (await host.FindAsync("")).Total);

        (await administrator.SubmitAsync(current, form: "main form")).Text.ShouldContain("inom en minut");
        var first = await host.InScopeAsync(services => services.GetRequiredService<Rebuild>().StepAsync(CancellationToken.None));
        first.Value.Done.ShouldBeGreaterThan(0);
        (await administrator.GetPageAsync("/admin/sokindex")).Document.QuerySelector("progress")!.GetAttribute("value").ShouldBe(first.Value.Done.ToString(CultureInfo.InvariantCulture));
        (await host.NumbersAsync("skola")).ShouldBe(before.Item2);

        await host.InScopeAsync(async services =>
        {
            await ActivatorUtilities.CreateInstance<RebuildWhenOutdated>(services).RunAsync(CancellationToken.None);
            return true;
        });

        (await host.InScopeAsync(services => services.GetRequiredService<Rebuild>().IsNeededAsync(CancellationToken.None))).ShouldBeFalse();
        (await administrator.GetPageAsync("/admin/sokindex")).Text.ShouldContain("Indexet är aktuellt");
        var after = (await host.CountsAsync(), await host.NumbersAsync("skola"), (await host.FindAsync("")).Total);
        after.Item1.Terms.ShouldBe(before.Item1.Terms, ignoreOrder: true);
        (after.Item1.Documents, after.Item3).ShouldBe((before.Item1.Documents, before.Item3));
        after.Item2.ShouldBe(before.Item2);
    }

    private static async Task<List<int>> NumbersAsync(Visitor visitor, string path) =>
        [.. (await visitor.GetJsonAsync(path)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetInt32())];

    private static List<string> Hits(Page page) => [.. page.Document.QuerySelectorAll("ol.k-list h3 a").Select(a => a.GetAttribute("href")!)];
}

public sealed class SqlitePageTests(SqliteHost host) : PageTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresPageTests(PostgresHost host) : PageTests(host), IClassFixture<PostgresHost>;
