using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Mounted.Tests;

public abstract class MountedTests(MountedHost host)
{
    private const string Prefix = MountedHost.Prefix;

    [Fact]
    public async Task The_host_keeps_its_own_start_page()
    {
        using var visitor = host.Visit();
        (await visitor.GetPageAsync("/")).Heading.ShouldBe("Town hall");
    }

    [Fact]
    public async Task Our_start_page_lies_under_the_prefix_in_the_layout_of_the_host()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var page = await staff.GetPageAsync($"{Prefix}/");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Document.Title.ShouldNotBeNull().ShouldEndWith("Town hall");
        page.Document.QuerySelectorAll("#town-hall a").ShouldNotBeEmpty();
        page.Document.QuerySelectorAll("h1").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Without_the_prefix_there_is_nothing_of_ours()
    {
        using var staff = await host.SignInAsync("medarbetare");
        foreach (var path in new[] { "/kampanjer", "/idebank", "/api/v1/campaigns", "/sprak", "/IntranetInnovation.Kommun/dist/kommun.css" })
        {
            using var answer = await staff.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task No_address_on_any_page_escapes_the_prefix()
    {
        foreach (var person in new[] { "medarbetare", "handlaggare", "redaktor", "admin" })
        {
            using var visitor = await host.SignInAsync(person);
            var crawl = await Crawl.FromAsync(visitor, $"{Prefix}/", Prefix, atMost: 120);

            crawl.Pages.Count.ShouldBeGreaterThan(3, person);
            crawl.Escapes.ShouldBeEmpty(person);
            crawl.Broken.ShouldBeEmpty(person);
        }
    }

    [Fact]
    public async Task The_stylesheet_is_served_under_the_prefix()
    {
        using var visitor = host.Visit();
        using var answer = await visitor.GetAsync($"{Prefix}/IntranetInnovation.Kommun/dist/kommun.css");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
    }

    [Fact]
    public async Task Every_unsafe_endpoint_without_a_token_answers_400()
    {
        var visitors = new List<Visitor>();
        foreach (var person in new[] { "medarbetare", "handlaggare", "chef", "redaktor", "ledning", "central-idelots", "panel", "admin" })
        {
            visitors.Add(await host.SignInAsync(person));
        }

        var routes = await Routes.AllAsync(host.Services);
        routes.Where(r => r.UnsafeMethods.Count > 0).ShouldNotBeEmpty();
        (await Routes.UnguardedAsync(routes.Where(r => !r.Pattern.StartsWith("/town-hall", StringComparison.Ordinal)), Prefix, visitors)).ShouldBeEmpty();
        visitors.ForEach(v => v.Dispose());
    }

    [Fact]
    public async Task Somebody_unknown_is_sent_to_the_sign_in_of_the_host()
    {
        using var visitor = host.Visit();
        using var answer = await visitor.GetAsync($"{Prefix}/notiser");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldContain("town-hall/sign-in");
    }

    [Fact]
    public async Task The_api_answers_under_the_prefix_and_says_no_by_itself()
    {
        using var staff = await host.SignInAsync("medarbetare");
        (await staff.GetJsonAsync($"{Prefix}/api/v1/campaigns")).GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);

        using var visitor = host.Visit();
        var guarded = (await Routes.AllAsync(host.Services)).First(r => r.Metadata.OfType<Kernel.Api.ApiAccess>().LastOrDefault()?.Right is not null && r.Methods.Contains("GET"));
        using var refused = await visitor.GetAsync(Prefix + guarded.Example);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "and not a way to a sign-in page");
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString().ShouldBe("Logga in först.");
    }

    [Fact]
    public async Task Somebody_without_the_right_gets_403_as_a_problem()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var rights = host.Services.GetRequiredService<Kernel.Security.RightsCatalog>();
        var closed = (await Routes.AllAsync(host.Services)).Where(r => r.Metadata.OfType<Kernel.Api.ApiAccess>().LastOrDefault() is { Right: { } right }
            && rights.All.Single(x => x.Name == right).Roles is { Count: > 0 } roles && !roles.Contains(Kernel.Security.Roles.Staff)).ToList();
        foreach (var route in closed)
        {
            using var answer = await staff.SendJsonAsync(new HttpMethod(route.Methods[0]), Prefix + route.Example, route.Methods[0] == "GET" ? null : new { });
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, route.Pattern);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    [Fact]
    public async Task A_proposal_is_handed_in_routed_and_found_under_the_prefix()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var form = await staff.GetPageAsync($"{Prefix}/kampanjer/en-skola-for-alla/forslag/nytt");
        form.ValueOf("Input.Campaign").ShouldBe("en-skola-for-alla");
        var refused = await staff.SubmitAsync(form, new() { ["Input.Problem"] = "Elever hittar inte till salen." }, form: "form.k-form", button: "[value=lamna]");
        refused.ValueOf("Input.Problem").ShouldBe("Elever hittar inte till salen.", "what was written is kept");
        var shown = await staff.SubmitAsync(
            refused, new() { ["Input.Title"] = "Skyltar i rådhuset", ["Input.Solution"] = "Sätt upp skyltar med bilder." }, form: "form.k-form", button: "[value=lamna]");

        shown.Path.ShouldStartWith($"{Prefix}/forslag/");
        shown.Heading.ShouldContain("Skyltar i rådhuset");
        var number = shown.Path.Split('/')[^1].Split('?')[0];
        (await staff.GetPageAsync($"{Prefix}/mina/forslag")).Links.ShouldContain(l => l.StartsWith($"{Prefix}/forslag/{number}", StringComparison.Ordinal));
        var found = await staff.GetJsonAsync($"{Prefix}/api/v1/ideas?q=skyltar+r%C3%A5dhuset");
        found.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").ToString()).ShouldContain(number);
        var timeline = await staff.GetJsonAsync($"{Prefix}/api/v1/proposals/{number}/timeline");
        timeline.GetProperty("items").GetArrayLength().ShouldBeGreaterThan(1, "handed in, and given to somebody");
    }

    [Fact]
    public async Task Texts_come_in_the_language_chosen()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var swedish = await staff.GetPageAsync($"{Prefix}/kampanjer");
        swedish.Document.DocumentElement.GetAttribute("lang").ShouldBe("sv");
        var english = await staff.SubmitAsync(swedish, new() { ["back"] = $"{Prefix}/kampanjer" }, form: "#language", button: "button");

        english.Path.ShouldBe($"{Prefix}/kampanjer");
        english.Document.DocumentElement.GetAttribute("lang").ShouldBe("en");
        english.TextOf("#town-hall").ShouldNotBe(swedish.TextOf("#town-hall"));
    }

    [Fact]
    public async Task Jobs_run_when_the_host_triggers_them()
    {
        await host.Services.GetRequiredService<JobRunner>().RunDueAsync(CancellationToken.None);
        await using var scope = host.Services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope("test");
        var ran = Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.SqlQueryRaw<int>(
            scope.Db().Database, "SELECT count(*) AS \"Value\" FROM kernel_job WHERE last_run_utc IS NOT NULL AND last_error IS NULL");
        (await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(ran)).ShouldBeGreaterThan(0);
    }
}

public sealed class SqliteMountedTests(SqliteMountedHost host) : MountedTests(host), IClassFixture<SqliteMountedHost>;

public sealed class PostgresMountedTests(PostgresMountedHost host) : MountedTests(host), IClassFixture<PostgresMountedHost>;
