using System.Net;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>One box finds proposals, good examples and campaigns, each as far as the viewer may see it.</summary>
public abstract class ElsewhereTests(TestHost host)
{
    [Fact]
    public async Task The_bank_shows_good_examples_and_campaigns_with_the_same_words_beside_the_proposals()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var example = (await staff.GetJsonAsync("/api/v1/good-examples?size=1")).GetProperty("items")[0];
        var page = await staff.GetPageAsync($"/idebank?q={Uri.EscapeDataString(example.GetProperty("title").GetString()!)}");
        page.Links.ShouldContain($"/goda-exempel/{example.GetProperty("slug").GetString()}");
        page.Links.ShouldContain("#goda-exempel");

        var campaign = await staff.GetPageAsync("/idebank?q=En+skola+f%C3%B6r+alla");
        campaign.Links.ShouldContain("/kampanjer/en-skola-for-alla");
        campaign.Document.QuerySelectorAll("main [id]").Select(e => e.Id).ShouldBeUnique();
        (await staff.GetPageAsync("/idebank?q=En+skola+f%C3%B6r+alla&page=2")).Links.ShouldNotContain("/kampanjer/en-skola-for-alla", "once is enough");
        (await staff.GetPageAsync("/idebank")).Links.ShouldNotContain("#kampanjer");
    }

    [Fact]
    public async Task The_archive_answers_everyone_and_shows_proposals_to_those_signed_in()
    {
        using var nobody = host.Visit();
        var example = (await nobody.GetJsonAsync("/api/v1/good-examples?size=1")).GetProperty("items")[0];
        var (title, slug) = (example.GetProperty("title").GetString()!, example.GetProperty("slug").GetString());
        var page = await nobody.GetPageAsync($"/goda-exempel?q={Uri.EscapeDataString(title)}");
        page.ValueOf("q").ShouldBe(title);
        page.Links.ShouldContain($"/goda-exempel/{slug}");
        page.Document.QuerySelector("#forslag").ShouldBeNull();
        page.Document.QuerySelectorAll("mark").Length.ShouldBeGreaterThan(0);

        using var staff = await host.SignInAsync("medarbetare");
        (await staff.GetPageAsync("/goda-exempel?q=skolan")).Document.QuerySelector("#forslag").ShouldNotBeNull();
        (await staff.GetPageAsync("/goda-exempel?q=xyzzyxq+%3Cb%3E")).Text.ShouldContain("Inget passar ”xyzzyxq <b>”");
        (await staff.GetPageAsync("/goda-exempel?q=skolan")).Statements.Count.ShouldBeLessThanOrEqualTo(8);
        (await staff.GetPageAsync($"/goda-exempel?q={new string('a', 3_000)}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_only_those_signed_in_may_see_is_found_by_them_alone()
    {
        using var nobody = host.Visit();
        using var staff = await host.SignInAsync("medarbetare");
        var inside = (await staff.GetJsonAsync("/api/v1/campaigns")).GetProperty("items").EnumerateArray()
            .Where(c => !c.GetProperty("external").GetBoolean() && c.GetProperty("phase").GetString() != "closed").ToList();
        inside.Count.ShouldBeGreaterThan(0, "the demo has an internal campaign that is open");
        foreach (var campaign in inside)
        {
            var (slug, words) = (campaign.GetProperty("slug").GetString(), Uri.EscapeDataString(campaign.GetProperty("title").GetString()!));
            (await staff.GetJsonAsync($"/api/v1/search?q={words}")).GetProperty("campaigns").GetRawText().ShouldContain($"/kampanjer/{slug}\"");
            var outside = await nobody.GetJsonAsync($"/api/v1/search?q={words}");
            outside.GetProperty("campaigns").GetRawText().ShouldNotContain($"/kampanjer/{slug}\"");
            outside.GetProperty("proposals").GetProperty("items").GetArrayLength().ShouldBe(0);
            (await nobody.GetPageAsync($"/goda-exempel?q={words}")).Links.ShouldNotContain($"/kampanjer/{slug}");
        }
    }

    [Fact]
    public async Task A_draft_is_found_by_nobody_and_a_published_one_soon()
    {
        using var editor = await host.SignInAsync("redaktor");
        const string Query = "/api/v1/search?q=hoppborgsprotokollet";
        (await FoundAsync(editor, Query)).ShouldBe(0);
        var form = await editor.GetPageAsync("/goda-exempel/nytt");
        var written = await editor.SubmitAsync(form, new()
        {
            ["Input.Title"] = "Hoppborgsprotokollet i parken", ["Input.Lead"] = "Kort om det.", ["Input.Solution"] = "Vi gjorde så här.", ["Input.Benefit"] = "Alla hoppar mer.",
            ["Input.Contributor"] = "Parkenheten",
        }, form: "form.k-form");
        written.Path.ShouldContain("redigera", customMessage: written.Text);
        host.Clock.Advance(ExampleTerms.Fresh);
        (await FoundAsync(editor, Query)).ShouldBe(0, "a draft");
        var published = await editor.SubmitAsync(written, form: "form.k-form", button: "[formaction*='handler=Publish']");
        published.Status.ShouldBe(HttpStatusCode.OK);
        host.Clock.Advance(ExampleTerms.Fresh);
        (await FoundAsync(editor, Query)).ShouldBe(1, published.Text);
        using var nobody = host.Visit();
        (await FoundAsync(nobody, "/api/v1/search?q=hoppborgsprotokollet+parker")).ShouldBe(1, "in any form of the words");
        (await FoundAsync(nobody, "/api/v1/search?q=hoppborgsprotokollet+simhall")).ShouldBe(0, "of two words both are asked for");
    }

    [Fact]
    public async Task A_campaigns_page_leads_into_its_own_proposals_and_out_again()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var page = await staff.GetPageAsync("/kampanjer/en-skola-for-alla");
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        var box = page.Document.QuerySelector("form[role=search]")!;
        box.GetAttribute("action").ShouldBe("/idebank");
        box.QuerySelector("input[name=campaign]")!.GetAttribute("value").ShouldBe("en-skola-for-alla");
        var inside = await staff.GetPageAsync("/idebank?campaign=en-skola-for-alla&q=skolan");
        inside.Text.ShouldContain("Sökningen gäller bara kampanjen ”En skola för alla”");
        inside.Links.ShouldContain("/idebank?q=skolan");
        using var nobody = host.Visit();
        foreach (var campaign in (await nobody.GetJsonAsync("/api/v1/campaigns")).GetProperty("items").EnumerateArray())
        {
            (await nobody.GetPageAsync($"/kampanjer/{campaign.GetProperty("slug").GetString()}")).Document.QuerySelector("form[role=search]").ShouldBeNull();
        }
    }

    private static async Task<int> FoundAsync(Visitor visitor, string path) => (await visitor.GetJsonAsync(path)).GetProperty("goodExamples").GetProperty("total").GetInt32();
}

public sealed class SqliteElsewhereTests(SqliteHost host) : ElsewhereTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresElsewhereTests(PostgresHost host) : ElsewhereTests(host), IClassFixture<PostgresHost>;
