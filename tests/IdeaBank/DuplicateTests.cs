using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>Who decides sees what may be the same, and makes one of two.</summary>
public abstract class DuplicateTests(TestHost host)
{
    [Fact]
    public async Task Who_decides_sees_possible_duplicates_and_merges_into_the_older_one()
    {
        using var writer = await host.SignInAsync("medarbetare");
        var older = await ProposeAsync(writer, "Klätterställning av återvunna rep på skolgården");
        var secret = await ProposeAsync(writer, "Klätterställning av återvunna rep på skolgården bakom larmet", confidential: true);
        var newer = await ProposeAsync(writer, "Klätterställningar av återvunna rep på skolgårdar");
        using var manager = await host.SignInAsync("chef");
        var page = await manager.GetPageAsync($"/forslag/{newer}/beslut");
        var panel = page.Document.QuerySelector("#dubbletter")!;
        panel.TextContent.ShouldContain("Klätterställning av återvunna rep");
        panel.TextContent.ShouldContain("Mycket likt");
        panel.QuerySelectorAll("h3 a").Select(a => a.GetAttribute("href")).ShouldNotContain($"/forslag/{newer}", "not like itself");

        using var other = await host.SignInAsync("handlaggare");
        (await other.GetJsonAsync("/api/v1/ideas/similar?title=Kl%C3%A4tterst%C3%A4llning+av+rep")).GetRawText().ShouldNotContain($"/forslag/{secret}\"");

        var merge = page.Links.Single(l => l == $"/forslag/{newer}/sla-samman?med={older}");
        var confirmed = await manager.SubmitAsync(await manager.GetPageAsync(merge), form: "form[data-once]");
        confirmed.Path.ShouldBe($"/forslag/{newer}");
        (await StatusAsync(newer)).ShouldBe(ProposalStatus.Merged);
    }

    [Fact]
    public async Task The_central_coach_merges_the_newer_into_the_older_whichever_is_open()
    {
        using var writer = await host.SignInAsync("medarbetare");
        var older = await ProposeAsync(writer, "Blåa lyktstolpar utmed kanalens västra kant");
        var newer = await ProposeAsync(writer, "Blå lyktstolpar utmed kanalens västra kant");
        using var coach = await host.SignInAsync("central-idelots");
        var page = await coach.GetPageAsync($"/forslag/{older}/sla-samman");
        page.Links.ShouldContain($"/forslag/{newer}/sla-samman?med={older}");
        page.Links.ShouldNotContain($"/forslag/{older}/sla-samman?med={newer}");
        (await coach.GetPageAsync($"/forslag/{newer}/sla-samman")).Links.ShouldContain($"/forslag/{newer}/sla-samman?med={older}");
        (await coach.GetPageAsync($"/forslag/{newer}/sla-samman?q=skola")).Document.QuerySelector("#dubbletter").ShouldBeNull("a search of one's own takes their place");
    }

    private static async Task<int> ProposeAsync(Visitor visitor, string title, bool confidential = false)
    {
        using var answer = await visitor.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new
        {
            title, problem = "Barnen har inget att klättra på när de är ute.", solution = "Knyt ihop gamla rep från hamnen.", confidential, confidentialReason = confidential ? "Larm" : null,
        });
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("number").GetInt32();
    }

    private Task<ProposalStatus> StatusAsync(int number) => host.InScopeAsync(s => s.GetRequiredService<IProposals>().Rows.Where(r => r.Number == number).Select(r => r.Status).SingleAsync());
}

public sealed class SqliteDuplicateTests(SqliteHost host) : DuplicateTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresDuplicateTests(PostgresHost host) : DuplicateTests(host), IClassFixture<PostgresHost>;
