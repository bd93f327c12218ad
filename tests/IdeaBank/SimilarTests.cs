using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>Everyone who may see a proposal is shown those like it that they may see, without the proposal's own page waiting for that.</summary>
public abstract class SimilarTests(TestHost host)
{
    [Fact]
    public async Task The_proposals_page_leads_to_similar_ones_and_asks_the_bank_nothing()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var number = await ProposeAsync(staff, "Vattenflaskor på lager i förrådet");
        var page = await staff.GetPageAsync($"/forslag/{number}");
        page.Links.ShouldContain($"/forslag/{number}/liknande");
        page.TextOf("#liknande a").ShouldBe("Visa liknande förslag");
        page.Document.QuerySelector("#liknande [data-fetch]")!.GetAttribute("data-fetch").ShouldBe($"/forslag/{number}/liknande?handler=List");
        page.Html.ShouldContain("/IntranetInnovation.IdeaBank/dist/ideabank.js");
        page.Statements.ShouldNotBeEmpty();
        page.Statements.ShouldAllBe(s => !s.Contains("ideabank_", StringComparison.Ordinal));
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8, string.Join("\n----\n", page.Statements));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?handler=List")]
    public async Task Similar_ones_are_shown_with_status_workplace_and_day_the_proposal_itself_not_among_them(string part)
    {
        using var staff = await host.SignInAsync("medarbetare");
        var word = part.Length == 0 ? "fönsterbänken" : "balkongen";
        var one = await ProposeAsync(staff, $"Odla basilika och timjan på {word} i matsalen");
        var other = await ProposeAsync(staff, $"Odla timjan och basilika på {word} i matsal");
        using var reader = await host.SignInAsync("medarbetare2");
        var page = await reader.GetPageAsync($"/forslag/{one}/liknande{part}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        var shown = page.Document.QuerySelectorAll("li.k-list__item").ToList();
        shown.Select(Address).ShouldContain($"/forslag/{other}");
        shown.Select(Address).ShouldNotContain($"/forslag/{one}", "not like itself");
        shown.Count.ShouldBeLessThanOrEqualTo(5);
        var first = shown[0];
        Address(first).ShouldBe($"/forslag/{other}");
        first.TextContent.ShouldContain("Tilldelat");
        first.TextContent.ShouldContain("Mycket likt");
        first.TextContent.ShouldContain((await RowAsync(other)).UnitName!);
        first.QuerySelectorAll("time").Length.ShouldBe(1);
        page.Document.QuerySelectorAll("h1").Length.ShouldBe(part.Length == 0 ? 1 : 0, "a part of a page has none of the page around it");
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8, string.Join("\n----\n", page.Statements));
    }

    [Fact]
    public async Task What_one_may_not_see_is_not_among_them_and_its_own_list_is_as_if_it_were_not_there()
    {
        using var writer = await host.SignInAsync("medarbetare");
        var open = await ProposeAsync(writer, "Ugglor av filt som ljuddämpare i korridoren");
        var secret = await ProposeAsync(writer, "Ugglor av filt som ljuddämpare i korridorer", confidential: true);
        await SaveDraftAsync(writer, "Ugglor av filt som ljuddämpare i en korridor");
        using var other = await host.SignInAsync("medarbetare2");
        foreach (var part in new[] { "", "?handler=List" })
        {
            (await writer.GetPageAsync($"/forslag/{open}/liknande{part}")).Links(secret).ShouldBe(1, "its author sees it");
            (await writer.GetPageAsync($"/forslag/{secret}/liknande{part}")).Links(open).ShouldBe(1);
            (await writer.GetPageAsync($"/forslag/{open}/liknande{part}")).Html.ShouldNotContain("i en korridor", Case.Insensitive, "a draft is in no list");
            var seen = await other.GetPageAsync($"/forslag/{open}/liknande{part}");
            seen.Status.ShouldBe(HttpStatusCode.OK);
            seen.Links(secret).ShouldBe(0);
            seen.Html.ShouldNotContain("korridorer");

            var refused = await other.GetPageAsync($"/forslag/{secret}/liknande{part}");
            var missing = await other.GetPageAsync($"/forslag/987654/liknande{part}");
            (refused.Status, missing.Status).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
            WithoutTrace(refused, secret).ShouldBe(WithoutTrace(missing, 987654));
            (await writer.GetPageAsync($"/forslag/0/liknande{part}")).Status.ShouldBe(HttpStatusCode.NotFound, "one's own draft has no number");
        }
    }

    [Fact]
    public async Task Where_nothing_is_alike_it_says_so()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var number = await ProposeAsync(staff, "Xylofon", "Qwzx", "Zxqw");
        (await staff.GetPageAsync($"/forslag/{number}/liknande")).Text.ShouldContain("Inget annat förslag liknar det här");
        (await staff.GetPageAsync($"/forslag/{number}/liknande?handler=List")).Document.Body!.TextContent.ShouldContain("Inget annat förslag liknar det här");
    }

    private static string? Address(AngleSharp.Dom.IElement item) => item.QuerySelector("h3 a")!.GetAttribute("href");

    // Each answer names its own request, and the forms in its head the address and a token.
    private static string WithoutTrace(Page page, int number) =>
        $"{page.Document.Title} {Regex.Replace(page.Text.Replace($"{number}", "", StringComparison.Ordinal), "[0-9a-f-]{8,}[^ ]*|[0-9A-Z]{8,}[^ ]*", "")}";

    private static async Task SaveDraftAsync(Visitor visitor, string title) =>
        await visitor.SubmitAsync(await visitor.GetPageAsync("/forslag/nytt"), new() { ["Input.Title"] = title, ["Input.Problem"] = "Det ekar när alla går samtidigt." }, button: "button[value=utkast]");

    private static async Task<int> ProposeAsync(
        Visitor visitor, string title, string problem = "Det ekar när alla går samtidigt.", string solution = "Sy av gamla filtar från slöjden.", bool confidential = false)
    {
        using var answer = await visitor.SendJsonAsync(
            HttpMethod.Post, "/api/v1/proposals", new { title, problem, solution, confidential, confidentialReason = confidential ? "Larm" : null });
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement.GetProperty("number").GetInt32();
    }

    private Task<ProposalRow> RowAsync(int number) => host.InScopeAsync(s => s.GetRequiredService<IProposals>().Rows.SingleAsync(r => r.Number == number));
}

internal static class SimilarPages
{
    /// <summary>How many links lead to a proposal.</summary>
    public static int Links(this Page page, int number) => page.Document.QuerySelectorAll($"li a[href='/forslag/{number}']").Length;
}

public sealed class SqliteSimilarTests(SqliteHost host) : SimilarTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresSimilarTests(PostgresHost host) : SimilarTests(host), IClassFixture<PostgresHost>;
