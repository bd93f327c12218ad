using System.Net;
using System.Text;
using System.Text.Json;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Statistics.Tests;

public abstract class NumbersTests(TestHost host)
{
    [Fact]
    public async Task The_numbers_are_those_of_the_proposals_that_everyone_sees()
    {
        using var leader = await host.SignInAsync("ledning");
        var answer = await leader.GetJsonAsync("/api/v1/statistics?from=2025-01-01&to=2026-03-02");
        var (from, end) = (SwedishTime.StartOf(new(2025, 1, 1)), SwedishTime.StartOf(new(2026, 3, 3)));
        var rows = (await host.InScopeAsync(s => s.GetRequiredService<IProposals>().Rows.ToListAsync()))
            .Where(p => !p.IsConfidential && p.Status is not (ProposalStatus.Draft or ProposalStatus.Withdrawn or ProposalStatus.Merged)).ToList();
        var total = answer.GetProperty("total");
        total.GetProperty("submitted").GetInt32().ShouldBe(rows.Count(p => p.SubmittedUtc >= from && p.SubmittedUtc < end));
        total.GetProperty("answered").GetInt32().ShouldBe(rows.Count(p => p.AnsweredUtc >= from && p.AnsweredUtc < end));
        total.GetProperty("decided").GetInt32().ShouldBe(rows.Count(p => p.DecidedUtc >= from && p.DecidedUtc < end));
        total.GetProperty("implemented").GetInt32().ShouldBe(rows.Count(p => p.ImplementedUtc >= from && p.ImplementedUtc < end && p.Status == ProposalStatus.Implemented));
        total.GetProperty("submitted").GetInt32().ShouldBeGreaterThan(10);
        answer.GetProperty("departments").EnumerateArray().Sum(d => d.GetProperty("submitted").GetInt32()).ShouldBe(total.GetProperty("submitted").GetInt32());
    }

    [Fact]
    public async Task A_confidential_proposal_changes_no_number_not_even_for_those_concerned()
    {
        var before = await AsSeenByAsync("medarbetare");
        await SubmitAsync("Hemligt räknas inte", confidential: true);
        foreach (var person in new[] { "medarbetare", "chef", "central-idelots", "ledning", "admin" })
        {
            (await AsSeenByAsync(person)).ShouldBe(before, person);
        }

        await SubmitAsync("Öppet räknas", confidential: false);
        (await AsSeenByAsync("medarbetare2")).ShouldNotBe(before);
    }

    [Theory]
    [InlineData("from=2026-02-30")]
    [InlineData("from=2026-03-02&to=2026-03-01")]
    [InlineData("from=1026-03-02")]
    [InlineData("from=2012-01-01&to=2026-01-01")]
    [InlineData("to=%3Cscript%3Ealert(1)%3C/script%3E")]
    public async Task Dates_that_are_none_are_refused_and_never_reflected(string query)
    {
        using var leader = await host.SignInAsync("ledning");
        using var answer = await leader.GetAsync($"/api/v1/statistics?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var page = await leader.GetPageAsync($"/statistik?{query}");
        page.Document.QuerySelector("[role=alert]").ShouldNotBeNull();
        page.Html.ShouldNotContain("<script>alert");
        (await leader.GetPageAsync($"/statistik?handler=Csv&{query}")).Heading.ShouldBe("Statistik");
    }

    [Fact]
    public async Task The_numbers_need_a_person()
    {
        using var nobody = host.Visit();
        (await nobody.GetPageAsync("/statistik")).Path.ShouldStartWith("/logga-in");
        using var answer = await nobody.GetAsync("/api/v1/statistics");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await nobody.GetPageAsync("/")).Text.ShouldNotContain("Vårt mål");
    }

    [Fact]
    public async Task The_page_shows_bars_with_words_and_the_same_in_a_table()
    {
        using var leader = await host.SignInAsync("ledning");
        var page = await leader.GetPageAsync("/statistik?period=last-12-months");
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        var bars = page.Document.QuerySelectorAll("main svg[role=img]");
        bars.Length.ShouldBeGreaterThanOrEqualTo(14);
        bars.ShouldAllBe(b => b.QuerySelector("title")!.TextContent.Length > 5);
        page.Document.QuerySelectorAll("main table tbody tr").Length.ShouldBeGreaterThanOrEqualTo(7);
        page.Document.QuerySelectorAll("main table th").ShouldAllBe(h => h.HasAttribute("scope"));
        page.Text.ShouldContain("(exempel)");
        page.Html.ShouldNotContain("style=");
        using var css = await leader.GetAsync("/IntranetInnovation.Statistics/statistics.css");
        css.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_years_goals_stand_beside_the_years_numbers_only()
    {
        using var leader = await host.SignInAsync("ledning");
        (await leader.GetPageAsync("/statistik")).Text.ShouldContain("Målen för 2026");
        (await leader.GetPageAsync("/statistik?period=last-12-months")).Text.ShouldNotContain("Målen för");
    }

    [Fact]
    public async Task The_file_has_the_numbers_of_the_page()
    {
        using var leader = await host.SignInAsync("ledning");
        var page = await leader.GetPageAsync("/statistik?period=last-year");
        var link = page.Links.Single(l => l.Contains("handler=Csv"));
        using var answer = await leader.GetAsync(link);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("statistik-2025-01-01--2025-12-31.csv");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldStartWith("Förvaltning;Inskickade;Besvarade;Beslutade;Genomförda;Anställda");
        lines[^1].Split(';')[1].ShouldBe(page.Document.QuerySelectorAll("main tfoot td")[0].TextContent.Trim());
    }

    [Fact]
    public async Task A_renamed_department_keeps_its_numbers_and_one_without_a_head_count_is_named()
    {
        using var leader = await host.SignInAsync("ledning");
        const string period = "/statistik?from=2025-01-01&to=2025-12-31";
        var before = Line(await leader.GetPageAsync(period), "Räddningstjänsten");
        await host.ReadAsync(db => db.WriteAsync(d => d.Database.ExecuteSqlAsync($"UPDATE organisation_department SET name = 'Räddning och beredskap' WHERE slug = 'raddningstjansten'")));
        var renamed = await leader.GetPageAsync(period);
        Line(renamed, "Räddning och beredskap").ShouldBe(before);
        renamed.Text.ShouldNotContain("Tidigare förvaltningar");
        renamed.Text.ShouldNotContain("Antalet anställda saknas");

        await host.ReadAsync(db => db.WriteAsync(d => d.Database.ExecuteSqlAsync(
            $"DELETE FROM organisation_head_count WHERE department_id = (SELECT id FROM organisation_department WHERE slug = 'raddningstjansten')")));
        var page = await leader.GetPageAsync(period);
        page.Text.ShouldContain("Antalet anställda saknas för: Räddning och beredskap.");
        Line(page, "Räddning och beredskap")[..4].ShouldBe(before[..4]);
        Line(page, "Räddning och beredskap")[4..].ShouldBe(["\u2013", "\u2013", "\u2013"]);
    }

    [Fact]
    public async Task The_start_page_shows_how_far_we_have_come()
    {
        using var staff = await host.SignInAsync("medarbetare");
        (await staff.GetPageAsync("/")).Text.ShouldContain("Vårt mål för 2026");
    }

    private static string[] Line(Page page, string department) =>
        [.. page.Document.QuerySelectorAll("main tbody tr").Single(r => r.QuerySelector("th")!.TextContent == department).QuerySelectorAll("td").Select(c => c.TextContent.Trim())];

    private async Task<string> AsSeenByAsync(string person)
    {
        using var visitor = await host.SignInAsync(person);
        return (await visitor.GetJsonAsync("/api/v1/statistics")).GetRawText();
    }

    private async Task SubmitAsync(string title, bool confidential)
    {
        using var staff = await host.SignInAsync("medarbetare");
        using var answer = await staff.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new
        {
            title, problem = "p", solution = "l", benefit = "n", confidential, confidentialReason = confidential ? "Det kan gå att söka patent." : null,
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }
}

public sealed class SqliteNumbersTests(SqliteHost host) : NumbersTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresNumbersTests(PostgresHost host) : NumbersTests(host), IClassFixture<PostgresHost>;
