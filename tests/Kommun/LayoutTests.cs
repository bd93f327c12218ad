using System.Net;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Kommun.Tests;

public sealed class LayoutTests(EmptySqliteHost host) : IClassFixture<EmptySqliteHost>
{
    [Fact]
    public async Task The_start_page_invites_whoever_is_not_signed_in_to_sign_in()
    {
        using var visitor = host.Visit();
        var page = await visitor.GetPageAsync("/");
        page.Heading.ShouldBe("Har du en idé som gör jobbet bättre?");
        page.Links.ShouldContain("/logga-in");
        page.Links.ShouldNotContain("/forslag/nytt");
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public async Task The_first_thing_to_reach_is_a_way_past_the_header()
    {
        using var visitor = host.Visit();
        var page = await visitor.GetPageAsync("/");
        page.Document.QuerySelector("a[href], button, input")!.GetAttribute("href").ShouldBe("#innehall");
        page.Document.QuerySelectorAll("main#innehall").Length.ShouldBe(1);
        page.Document.QuerySelectorAll("h1").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_inline_and_no_id_comes_twice()
    {
        using var visitor = host.Visit();
        var page = await visitor.GetPageAsync("/");
        page.Document.QuerySelectorAll("[style], style, script:not([src]), [onclick], [onsubmit]").ShouldBeEmpty();
        page.Document.QuerySelectorAll("[id]").Select(e => e.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task Every_style_script_and_picture_that_the_layout_links_to_is_there()
    {
        using var visitor = host.Visit();
        var page = await visitor.GetPageAsync("/");
        var addresses = page.Document.QuerySelectorAll("link[href]").Select(e => e.GetAttribute("href")!)
            .Concat(page.Document.QuerySelectorAll("script[src], img[src]").Select(e => e.GetAttribute("src")!)).Distinct().ToList();
        addresses.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var address in addresses)
        {
            using var answer = await visitor.GetAsync(address);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        }
    }

    [Fact]
    public async Task The_language_is_switched_by_a_form_and_one_stays_where_one_was()
    {
        using var visitor = host.Visit();
        var swedish = await visitor.GetPageAsync("/?a=1");
        swedish.Document.DocumentElement.GetAttribute("lang").ShouldBe("sv");
        var english = await visitor.SubmitAsync(swedish, form: "form[action='/sprak']");
        english.Path.ShouldBe("/?a=1");
        english.Document.DocumentElement.GetAttribute("lang").ShouldBe("en");
        english.Heading.ShouldBe("Do you have an idea that makes work better?");
    }
}
