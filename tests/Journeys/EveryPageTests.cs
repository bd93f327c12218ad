using System.Collections.Concurrent;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>Every page that can be reached by links, as each kind of person, is accessible: in light and dark, on a screen and on a phone.</summary>
public abstract class EveryPageTests(TestHost host)
{
    private const string Staff = "medarbetare";

    private static readonly ConcurrentDictionary<string, Task<IReadOnlyList<string>>> Crawled = new();

    [Fact]
    public Task Pages_for_those_who_are_not_signed_in_are_accessible() => WalkAsync(null);

    [Fact]
    public Task Pages_for_staff_are_accessible() => WalkAsync(Staff);

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
        var paths = await PathsAsync(userName);
        if (userName is not (null or Staff))
        {
            // What everyone on the staff sees is looked at as one of them; here only what the role sees besides.
            var seen = (await PathsAsync(Staff)).Select(KindOf).ToHashSet();
            paths = [.. paths.Where(p => p == "/" || !seen.Contains(KindOf(p)))];
        }

        paths.ShouldNotBeEmpty();
        await using var person = await Person.ArriveAsync(host, userName);
        foreach (var path in paths)
        {
            (await person.GoAsync(path)).ShouldBe(200, path);
            foreach (var look in new[] { new Look(), new Look(Dark: true), Look.Phone })
            {
                await person.LookAsync(look);
                await person.CheckAsync();
            }
        }
    }

    // Crawled once for each, since all are compared with the staff's.
    private Task<IReadOnlyList<string>> PathsAsync(string? userName) => Crawled.GetOrAdd(userName ?? "", _ => CrawlAsync(userName));

    // One of each kind: ten proposals are one page with other words in it.
    private async Task<IReadOnlyList<string>> CrawlAsync(string? userName)
    {
        using var visitor = userName is null ? host.Visit() : await host.SignInAsync(userName);
        var crawl = await Crawl.FromAsync(visitor, "/", "", atMost: 150);
        crawl.Broken.ShouldBeEmpty();
        return [.. crawl.Pages.Keys.Where(p => !p.StartsWith("/dev/", StringComparison.Ordinal)).GroupBy(KindOf).SelectMany(g => g.Take(Repository.Long ? 20 : 1))];
    }

    // The address with what names one thing among many taken out.
    private static string KindOf(string path)
    {
        var parts = path.Split('?')[0].Split('/');
        return string.Join('/', parts.Select((part, i) => (i == 2 && parts[1] is ("enheter" or "kampanjer" or "goda-exempel")) || part.Any(char.IsAsciiDigit) ? "*" : part));
    }
}

public sealed class SqliteEveryPageTests(SqliteJourneyHost host) : EveryPageTests(host), IClassFixture<SqliteJourneyHost>;
