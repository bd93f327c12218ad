using AngleSharp;
using AngleSharp.Dom;
using IntranetInnovation.Kernel.Content;

namespace IntranetInnovation.Kernel.Tests;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java\tscript:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x]( javascript:alert(1) )")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](//evil.example)")]
    [InlineData("[x](/\\evil.example)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![x](https://evil.example/pixel.png)")]
    [InlineData("[x][1]\n\n[1]: javascript:alert(1)")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("a <b onclick='x'>b</b>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("[x](https://ok.example \"\\\" onmouseover=alert(1)\")")]
    [InlineData("<style>*{display:none}</style>")]
    [InlineData("<!-- --><iframe src=x></iframe>")]
    public async Task Nothing_that_runs_or_phones_home_comes_out(string markdown)
    {
        using var context = BrowsingContext.New(Configuration.Default);
        var page = await context.OpenAsync(r => r.Content(MarkdownText.ToHtml(markdown).ToString()!));

        page.QuerySelectorAll("script, img, svg, iframe, style, object, embed, form, b[onclick]").ShouldBeEmpty();
        foreach (var element in page.All)
        {
            element.Attributes.Where(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
            var href = element.GetAttribute("href");
            (href is null or "#" or "https://ok.example" || href.StartsWith("https://evil.example/pixel", StringComparison.Ordinal)).ShouldBeTrue(href);
        }
    }

    [Fact]
    public void Raw_html_is_shown_as_it_was_written() =>
        Html("a <b>bold</b> word").ShouldBe("<p>a &lt;b&gt;bold&lt;/b&gt; word</p>");

    [Fact]
    public void Headings_begin_below_the_pages_own()
    {
        Html("# One\n\n###### Six").ShouldBe("<h3>One</h3>\n<h6>Six</h6>");
    }

    [Fact]
    public void Links_of_our_own_follow_the_path_base()
    {
        MarkdownText.ToHtml("[x](~/idebank)", "/innovation").ToString()!.ShouldContain("href=\"/innovation/idebank\"");
        MarkdownText.ToHtml("[x](~/idebank)").ToString()!.ShouldContain("href=\"/idebank\"");
        MarkdownText.ToHtml("[x](https://motala.se) <kontakt@motala.se>").ToString()!.ShouldContain("href=\"mailto:kontakt@motala.se\"");
    }

    [Fact]
    public void Nothing_gives_nothing()
    {
        Html("").ShouldBeEmpty();
        MarkdownText.ToHtml(null).ToString()!.ShouldBeEmpty();
    }

    [Fact]
    public void Deeply_nested_text_does_not_bring_the_process_down() =>
        Should.NotThrow(() => { try { _ = Html(new string('>', 50_000) + "x"); } catch (ArgumentException) { /* refused is fine */ } });

    private static string Html(string markdown) => MarkdownText.ToHtml(markdown).ToString()!.Trim();
}
