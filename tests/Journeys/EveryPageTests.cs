using IntranetInnovation.TestKit;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>Every page that can be reached by links, as each kind of person, is accessible: in light and dark, on a screen and on a phone.</summary>
public abstract class EveryPageTests(TestHost host)
{
    [Fact]
    public Task Pages_for_those_who_are_not_signed_in_are_accessible() => WalkAsync(null);

    [Fact]
    public Task Pages_for_staff_are_accessible() => WalkAsync("medarbetare");

    [Fact]
    public Task Pages_for_case_officers_are_accessible() => WalkAsync("handlaggare");

    [Fact]
    public Task Pages_for_editors_are_accessible() => WalkAsync("redaktor");

    [Fact]
    public Task Pages_for_leaders_are_accessible() => WalkAsync("ledning");

    [Fact]
    public Task Pages_for_administrators_are_accessible() => WalkAsync("admin");

    [Fact]
    public async Task The_page_that_is_not_there_is_accessible_and_says_so()
    {
        await using var person = await Person.ArriveAsync(host, null);
        (await person.GoAsync("/finns/inte")).ShouldBe(404);
        await person.CheckAsync();
    }

    [Fact]
    public async Task The_first_press_of_tab_offers_to_skip_to_the_content()
    {
        await using var person = await Person.ArriveAsync(host, null);
        await person.GoAsync("/");
        await person.Page.Keyboard.PressAsync("Tab");
        await person.Page.Keyboard.PressAsync("Enter");

        person.Page.Url.ShouldEndWith("#innehall");
    }

    private async Task WalkAsync(string? userName)
    {
        using var visitor = userName is null ? host.Visit() : await host.SignInAsync(userName);
        var crawl = await Crawl.FromAsync(visitor, "/", "", atMost: 80);
        crawl.Broken.ShouldBeEmpty();

        // Two of each kind: ten proposals are one page with other words in it.
        var paths = crawl.Pages.Keys.Where(p => !p.StartsWith("/dev/", StringComparison.Ordinal))
            .GroupBy(p => (p.Split('?')[0].Split('/')[1], p.Split('?')[0].Count('/'))).SelectMany(g => g.Take(Repository.Long ? 20 : 2)).ToList();
        paths.Count.ShouldBeGreaterThan(2);
        foreach (var look in new[] { new Look(), new Look(Dark: true), Look.Phone })
        {
            await using var person = await Person.ArriveAsync(host, userName, look);
            foreach (var path in paths)
            {
                (await person.GoAsync(path)).ShouldBe(200, path);
                await person.CheckAsync();
            }
        }
    }
}

public sealed class SqliteEveryPageTests(SqliteJourneyHost host) : EveryPageTests(host), IClassFixture<SqliteJourneyHost>;
