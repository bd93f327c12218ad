using System.Net;
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

        page.Links.ShouldContain($"/forslag/{newer}/sla-samman?med={older}", "one may compare them first");
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8, string.Join("\n----\n", page.Statements));
        var merged = await manager.SubmitAsync(page, form: Merging(newer, older));
        merged.Path.ShouldBe($"/forslag/{newer}?sammanslaget=true");
        (await StatusAsync(newer)).ShouldBe(ProposalStatus.Merged);
        (await StatusAsync(older)).ShouldNotBe(ProposalStatus.Merged);
    }

    [Fact]
    public async Task One_click_merges_and_what_was_done_is_said_and_can_be_taken_back()
    {
        using var writer = await host.SignInAsync("medarbetare");
        var older = await ProposeAsync(writer, "Gungor av bildäck vid fritidsgården");
        var newer = await ProposeAsync(writer, "Gunga av bildäck vid fritidsgårdar");
        using var manager = await host.SignInAsync("chef");
        var merged = await manager.SubmitAsync(await manager.GetPageAsync($"/forslag/{newer}/beslut"), form: Merging(newer, older));
        merged.TextOf("#sammanslaget[role=status]")!.ShouldContain("Klart! Förslaget är sammanslaget med ett annat.");
        merged.Links.ShouldContain($"/forslag/{older}");
        var back = merged.Document.QuerySelector("#sammanslaget a.btn")!.GetAttribute("href")!;
        back.ShouldBe($"/forslag/{newer}/ta-isar");

        // Whoever may not take it back is told where it went, and no more; so is everyone later on.
        merged.Document.QuerySelector("#sammanslaget.k-notice--ok").ShouldNotBeNull();
        (await manager.GetPageAsync($"/forslag/{newer}")).Document.QuerySelector("#sammanslaget.k-notice--info").ShouldNotBeNull();
        var told = await writer.GetPageAsync($"/forslag/{newer}?sammanslaget=true");
        told.TextOf("#sammanslaget")!.ShouldContain("sammanslaget med ett annat");
        told.Links.ShouldNotContain(back);
        (await writer.GetPageAsync($"/forslag/{older}?sammanslaget=true")).Document.QuerySelector("#sammanslaget").ShouldBeNull();

        var apart = await manager.SubmitAsync(await manager.GetPageAsync(back), new() { ["Input.Why"] = "De gäller olika gårdar." });
        apart.Path.ShouldBe($"/forslag/{newer}");
        (await StatusAsync(newer)).ShouldBe(ProposalStatus.Assigned);
    }

    [Fact]
    public async Task Without_a_token_or_the_right_nothing_is_merged()
    {
        using var writer = await host.SignInAsync("medarbetare");
        var older = await ProposeAsync(writer, "Cykelpumpar vid varje entré till stadshuset");
        var newer = await ProposeAsync(writer, "Cykelpump vid varje entré i stadshuset");
        using var manager = await host.SignInAsync("chef");
        var page = await manager.GetPageAsync($"/forslag/{newer}/beslut");
        using (var forged = await manager.PostFormAsync($"/forslag/{newer}/sla-samman", new() { ["med"] = $"{older}" }))
        {
            forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        // With a token of their own that is good, sent by the form that they were never shown.
        foreach (var person in new[] { "medarbetare", "medarbetare2", "handlaggare", "admin", "ledning", "idelots2" })
        {
            using var other = await host.SignInAsync(person);
            var token = (await other.GetPageAsync($"/forslag/{older}")).ValueOf("__RequestVerificationToken")!;
            using var refused = await other.PostFormAsync($"/forslag/{newer}/sla-samman", new() { ["med"] = $"{older}", ["__RequestVerificationToken"] = token });
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, person);
        }

        (await StatusAsync(newer)).ShouldBe(ProposalStatus.Assigned);

        (await manager.SubmitAsync(page, form: Merging(newer, older))).Status.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(newer)).ShouldBe(ProposalStatus.Merged);
    }

    [Fact]
    public async Task The_two_can_be_compared_before_they_are_merged()
    {
        using var writer = await host.SignInAsync("medarbetare");
        var older = await ProposeAsync(writer, "Solskydd över sandlådan på Ekbacken");
        var newer = await ProposeAsync(writer, "Solskydd över sandlådor på Ekbacken");
        using var manager = await host.SignInAsync("chef");
        var compared = await manager.GetPageAsync($"/forslag/{newer}/sla-samman?med={older}");
        compared.Document.QuerySelectorAll("[aria-labelledby=jamfor] .k-panel h2 a").Select(a => a.GetAttribute("href")).ShouldBe([$"/forslag/{newer}", $"/forslag/{older}"]);
        (await manager.SubmitAsync(compared, form: "form[data-once]")).Path.ShouldBe($"/forslag/{newer}?sammanslaget=true");
    }

    [Fact]
    public async Task The_central_coach_merges_the_newer_into_the_older_whichever_is_open()
    {
        using var writer = await host.SignInAsync("medarbetare");
        var older = await ProposeAsync(writer, "Blåa lyktstolpar utmed kanalens västra kant");
        var newer = await ProposeAsync(writer, "Blå lyktstolpar utmed kanalens västra kant");
        using var coach = await host.SignInAsync("central-idelots");
        var page = await coach.GetPageAsync($"/forslag/{older}/sla-samman");
        page.Document.QuerySelector(Merging(newer, older)).ShouldNotBeNull();
        page.Document.QuerySelector(Merging(older, newer)).ShouldBeNull();
        (await coach.GetPageAsync($"/forslag/{newer}/sla-samman")).Document.QuerySelector(Merging(newer, older)).ShouldNotBeNull();
        (await coach.GetPageAsync($"/forslag/{newer}/sla-samman?q=skola")).Document.QuerySelector("#dubbletter").ShouldBeNull("a search of one's own takes their place");
        (await coach.SubmitAsync(page, form: Merging(newer, older))).Path.ShouldBe($"/forslag/{newer}?sammanslaget=true");
    }

    [Fact]
    public async Task A_secret_one_and_an_open_one_stay_two_and_the_reason_is_told()
    {
        using var writer = await host.SignInAsync("medarbetare");
        var open = await ProposeAsync(writer, "Sensor av björkbark som känner fukt i grunden");
        var secret = await ProposeAsync(writer, "Sensorer av björkbark som känner fukt i grunder", confidential: true);
        using var coach = await host.SignInAsync("central-idelots");
        var own = await coach.GetPageAsync($"/forslag/{secret}/sla-samman");
        own.Document.QuerySelectorAll("#dubbletter h3 a").Select(a => a.GetAttribute("href")).ShouldContain($"/forslag/{open}");
        own.Document.QuerySelectorAll("#dubbletter form").ShouldBeEmpty();
        var refused = await coach.SubmitAsync(await coach.GetPageAsync($"/forslag/{open}/sla-samman"), form: Merging(secret, open));
        refused.Text.ShouldContain("Pröva sekretessen först");
        (await StatusAsync(secret)).ShouldNotBe(ProposalStatus.Merged);
    }

    private static string Merging(int from, int into) => $"#dubbletter form[action='/forslag/{from}/sla-samman']:has(input[name=med][value='{into}'])";

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
