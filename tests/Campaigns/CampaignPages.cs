using System.Net;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Campaigns.Tests;

public abstract class CampaignPages(TestHost host)
{
    private const string Internal = "en-skola-for-alla";
    private const string External = "centrumvision";

    [Fact]
    public async Task Staff_read_the_whole_landing_page()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var page = await staff.GetPageAsync($"/kampanjer/{Internal}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Heading.ShouldBe("En skola för alla");
        page.Document.QuerySelectorAll("main a.btn").Select(a => a.GetAttribute("href")).ShouldContain($"/kampanjer/{Internal}/forslag/nytt");
        page.Text.ShouldContain("Vem svarar?");
        page.Document.QuerySelector("aside a[href^='mailto:']").ShouldNotBeNull();
        page.Text.ShouldContain("Öppen till och med 21 april 2026");
        page.Text.ShouldContain("50 dagar kvar");
        page.Document.QuerySelectorAll(".k-prose li").Length.ShouldBeGreaterThan(2);
        page.Document.QuerySelectorAll("[style], main script, main style").ShouldBeEmpty();
        page.Document.QuerySelector($"link[rel=stylesheet][href='/kampanjer/{Internal}/tema.css?v=1f6f5c']").ShouldNotBeNull();
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8, string.Join("\n\n", page.Statements));
    }

    [Fact]
    public async Task An_internal_campaign_does_not_exist_for_who_is_not_signed_in()
    {
        using var citizen = host.Visit();
        foreach (var path in new[] { $"/kampanjer/{Internal}", $"/kampanjer/{Internal}/tema.css", $"/api/v1/campaigns/{Internal}" })
        {
            using var answer = await citizen.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain("En skola");
        }

        (await citizen.GetPageAsync("/kampanjer")).Html.ShouldNotContain("En skola");
        (await citizen.GetPageAsync("/")).Html.ShouldNotContain("En skola");
        (await citizen.GetJsonAsync("/api/v1/campaigns")).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("slug").GetString()).ShouldBe([External]);
    }

    [Fact]
    public async Task An_external_campaign_is_for_everyone()
    {
        using var citizen = host.Visit();
        (await citizen.GetPageAsync($"/kampanjer/{External}")).Heading.ShouldBe("Centrumvision");
        (await citizen.GetPageAsync("/kampanjer")).Links.ShouldContain($"/kampanjer/{External}");
        var json = await citizen.GetJsonAsync($"/api/v1/campaigns/{External}");
        json.GetProperty("phase").GetString().ShouldBe("open");
        json.GetProperty("why").GetProperty("html").GetString()!.ShouldContain("<strong>");
    }

    [Fact]
    public async Task The_questions_of_a_campaign_come_with_it()
    {
        using var citizen = host.Visit();
        var questions = (await citizen.GetJsonAsync($"/api/v1/campaigns/{External}")).GetProperty("questions").EnumerateArray().ToList();
        questions.Select(q => q.GetProperty("kind").GetString()).ShouldBe(["text", "choice", "scale"]);
        questions[0].GetProperty("key").GetString().ShouldBe("plats");
        questions[0].GetProperty("required").GetBoolean().ShouldBeTrue();
        questions[2].GetProperty("options").EnumerateArray().Select(o => o.GetString()).ShouldBe(["Nästan aldrig", "Varje dag"]);

        var info = await host.InScopeAsync(services => services.GetRequiredService<Contracts.ICampaigns>().FindAsync(External, TestContext.Current.CancellationToken));
        info!.Questions.Select(q => q.Kind).ShouldBe([Contracts.CampaignQuestionKind.Text, Contracts.CampaignQuestionKind.Choice, Contracts.CampaignQuestionKind.Scale]);
    }

    [Fact]
    public async Task The_list_comes_in_pages_and_a_broken_cursor_is_told()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var (slugs, cursor, rounds) = (new List<string?>(), "", 0);
        do
        {
            var page = await staff.GetJsonAsync($"/api/v1/campaigns?size=1{(cursor is { Length: > 0 } ? $"&cursor={cursor}" : "")}");
            page.GetProperty("items").GetArrayLength().ShouldBe(1);
            slugs.Add(page.GetProperty("items")[0].GetProperty("slug").GetString());
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null && rounds++ < 50);

        var all = await staff.GetJsonAsync("/api/v1/campaigns?size=100");
        slugs.ShouldBe(all.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("slug").GetString()));
        slugs.Count.ShouldBe(all.GetProperty("total").GetInt32());
        foreach (var broken in new[] { "cursor=x", "cursor=", "cursor=MXwxfC4u", "size=0", "size=1000000000", "size=x" })
        {
            using var answer = await staff.GetAsync($"/api/v1/campaigns?{broken}");
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, broken);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    [Fact]
    public async Task A_campaign_opens_and_closes_at_midnight_in_Stockholm_on_the_page_too()
    {
        await AddAsync(Publish(Campaign.Create("vardag", Bodies.Fine with { First = new(2026, 3, 29), Last = new(2026, 3, 29) }, by: null, host.Clock.NowUtc).Value));
        var before = host.Clock.NowUtc;
        try
        {
            foreach (var (utc, phase) in new[] { ("2026-03-28T22:59:59Z", "coming"), ("2026-03-28T23:00:00Z", "open"), ("2026-03-29T21:59:59Z", "open"), ("2026-03-29T22:00:00Z", "closed") })
            {
                host.Clock.Set(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime);
                using var staff = await host.SignInAsync("medarbetare"); // An old session would have ended by then.
                (await staff.GetJsonAsync("/api/v1/campaigns/vardag")).GetProperty("phase").GetString().ShouldBe(phase, utc);
                (await staff.GetPageAsync("/kampanjer/vardag")).Links.Contains("/kampanjer/vardag/forslag/nytt").ShouldBe(phase == "open", utc);
            }
        }
        finally
        {
            host.Clock.Set(before);
        }
    }

    [Fact]
    public async Task The_start_page_shows_the_open_campaigns()
    {
        using var staff = await host.SignInAsync("medarbetare");
        (await staff.GetPageAsync("/")).Links.ShouldContain($"/kampanjer/{Internal}");
    }

    [Fact]
    public async Task A_draft_is_found_nowhere()
    {
        await AddAsync(Campaign.Create("hemligt-utkast", Bodies.Fine with { Title = "Hemligt utkast", IsExternal = true, First = Day(-5), Last = Day(5) }, by: null, host.Clock.NowUtc).Value);
        using var staff = await host.SignInAsync("redaktor");
        foreach (var path in new[] { "/kampanjer/hemligt-utkast", "/kampanjer/hemligt-utkast/tema.css", "/api/v1/campaigns/hemligt-utkast" })
        {
            using var answer = await staff.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain("Hemligt utkast");
        }

        foreach (var path in new[] { "/", "/kampanjer", "/api/v1/campaigns" })
        {
            using var answer = await staff.GetAsync(path);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain("hemligt-utkast", Case.Insensitive, path);
        }
    }

    [Fact]
    public async Task Before_it_opens_and_after_it_closed_a_campaign_says_so_and_asks_for_nothing()
    {
        await AddAsync(Publish(Campaign.Create("snart", Bodies.Fine with { Title = "Snart", First = Day(3), Last = Day(9) }, by: null, host.Clock.NowUtc).Value));
        await AddAsync(Publish(Campaign.Create("forbi", Bodies.Fine with { Title = "Förbi", First = Day(-9), Last = Day(-1) }, by: null, host.Clock.NowUtc).Value));
        using var staff = await host.SignInAsync("medarbetare");

        var coming = await staff.GetPageAsync("/kampanjer/snart");
        coming.Text.ShouldContain("Den 5 mars 2026 kan du börja");
        coming.Links.ShouldNotContain("/kampanjer/snart/forslag/nytt");

        var closed = await staff.GetPageAsync("/kampanjer/forbi");
        closed.Text.ShouldContain("Pågick till och med 1 mars 2026");
        closed.Links.ShouldNotContain("/kampanjer/forbi/forslag/nytt");

        var list = await staff.GetPageAsync("/kampanjer");
        list.TextOf("[aria-labelledby=coming]")!.ShouldContain("Snart");
        list.TextOf("[aria-labelledby=closed]")!.ShouldContain("Förbi");
        list.TextOf("[aria-labelledby=open]")!.ShouldNotContain("Snart");
    }

    [Fact]
    public async Task A_closed_campaign_takes_no_proposal_and_an_unknown_one_is_not_there()
    {
        await AddAsync(Publish(Campaign.Create("avslutad", Bodies.Fine with { Title = "Avslutad", First = Day(-9), Last = Day(-1) }, by: null, host.Clock.NowUtc).Value));
        using var staff = await host.SignInAsync("medarbetare");
        (await staff.GetPageAsync("/kampanjer/avslutad/forslag/nytt")).Path.ShouldBe("/kampanjer/avslutad", "its page says that it is closed");
        foreach (var path in new[] { "/kampanjer/finns-inte", "/kampanjer/finns-inte/tema.css", "/kampanjer/finns-inte/bild", "/kampanjer/finns-inte/forslag/nytt", "/api/v1/campaigns/finns-inte" })
        {
            using var answer = await staff.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        foreach (var campaign in new[] { "avslutad", "finns-inte", "../x" })
        {
            using var answer = await staff.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title = "En idé", problem = "Det är långt.", solution = "Korta av.", campaign });
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, campaign);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("ampanj", Case.Sensitive, campaign);
        }
    }

    [Fact]
    public async Task What_an_editor_writes_is_text_and_never_markup()
    {
        const string Hostile = "<script>alert(1)</script> [tryck](javascript:alert(1)) [data](data:text/html,x) <img src=x onerror=alert(1)>";
        var body = Bodies.Fine with { Title = "<b>Fet</b>", Lead = "<i>Lead</i>", CallToAction = "<u>Klicka</u>", Why = Hostile, LookingFor = Hostile, Afterwards = Hostile };
        await AddAsync(Publish(Campaign.Create("fientlig", body with { First = Day(-1), Last = Day(2) }, by: null, host.Clock.NowUtc).Value));
        using var staff = await host.SignInAsync("medarbetare");
        var page = await staff.GetPageAsync("/kampanjer/fientlig");
        page.Heading.ShouldBe("<b>Fet</b>");
        page.Document.QuerySelectorAll("main script, main img, main b, main i, main u").ShouldBeEmpty();
        page.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).ShouldAllBe(h => !h.StartsWith("javascript:") && !h.StartsWith("data:"));
        (await staff.GetPageAsync("/kampanjer")).Document.QuerySelectorAll("main b, main i").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_colour_comes_as_a_stylesheet_that_a_browser_may_keep()
    {
        using var staff = await host.SignInAsync("medarbetare");
        using var first = await staff.GetAsync($"/kampanjer/{Internal}/tema.css?v=1f6f5c");
        first.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        first.Headers.CacheControl!.Private.ShouldBeTrue("an internal campaign must not stay in a shared cache");
        (await first.Content.ReadAsStringAsync()).ShouldContain("--k-accent: #1f6f5c");

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/kampanjer/{Internal}/tema.css?v=1f6f5c");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await staff.SendAsync(again);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task The_recipe_run_again_changes_nothing()
    {
        var reports = new List<StepReport>();
        var file = Path.Combine(AppContext.BaseDirectory, "recipes", "motala-campaigns.recipe.json");
        var ran = await host.Services.GetRequiredService<RecipeRunner>().RunFileAsync(file, new Collect(reports), dryRun: false, TestContext.Current.CancellationToken);
        ran.Succeeded.ShouldBeTrue();
        reports.ShouldHaveSingleItem().Changes.ShouldBeEmpty();
    }

    private static Campaign Publish(Campaign campaign)
    {
        campaign.Announce(by: null, campaign.CreatedUtc).Succeeded.ShouldBeTrue();
        return campaign;
    }

    private DateOnly Day(int days) => SwedishTime.Day(host.Clock.NowUtc).AddDays(days);

    private Task AddAsync(Campaign campaign) => host.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<AppDb>();
        db.Add(campaign);
        return await db.SaveChangesAsync();
    });

    private sealed class Collect(List<StepReport> reports) : IProgress<StepReport>
    {
        public void Report(StepReport value) => reports.Add(value);
    }
}

public sealed class SqliteCampaignPages(SqliteHost host) : CampaignPages(host), IClassFixture<SqliteHost>;

public sealed class PostgresCampaignPages(PostgresHost host) : CampaignPages(host), IClassFixture<PostgresHost>;
