using System.Text.Encodings.Web;
using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Search;

namespace IntranetInnovation.IdeaBank.Tests;

public sealed class SnippetTests
{
    [Fact]
    public void The_words_of_the_text_are_marked_not_their_terms() =>
        Html("Skolans gård, och skolor.", "skol").ShouldBe("<mark>Skolans</mark> g&#xE5;rd, och <mark>skolor</mark>.");

    [Fact]
    public void What_looks_like_markup_is_text() => Html("<script>skola</script>", "skol").ShouldBe("&lt;script&gt;<mark>skola</mark>&lt;/script&gt;");

    [Fact]
    public void The_snippet_shows_where_the_words_are()
    {
        var idea = Idea(problem: string.Join(' ', Enumerable.Repeat("utfyllnad", 80)) + " lekplats vid skolan " + string.Join(' ', Enumerable.Repeat("utfyllnad", 80)));
        var found = Snippet.Of(idea, Terms("skol", "lekplat"));
        var snippet = found.Text;
        snippet.ShouldContain("lekplats vid skolan");
        snippet.Length.ShouldBeLessThan(260);
        snippet.ShouldStartWith("\u2026");
        snippet.ShouldEndWith("\u2026");
        string.Concat(found.Pieces.Select(p => p.Text)).ShouldBe(snippet);
        found.Pieces.Where(p => p.IsMarked).Select(p => p.Text).ShouldBe(["lekplats", "skolan"]);
    }

    [Fact]
    public void Without_words_the_snippet_is_the_beginning() => Snippet.Of(Idea("Kort problem."), Sought.Nothing).Text.ShouldBe("Kort problem.");

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void An_empty_text_has_an_empty_snippet(string problem) => Snippet.Of(Idea(problem), Terms("x")).Text.ShouldBe("");

    [Fact]
    public void One_word_without_end_is_cut() => Snippet.Of(Idea(string.Concat(Enumerable.Repeat("😀å", 500))), Sought.Nothing).Text.Length.ShouldBeLessThan(260);

    private static string Html(string text, params string[] terms)
    {
        using var writer = new StringWriter();
        Snippet.Html(text, Terms(terms)).WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private static Sought Terms(params string[] terms) => new(Analyzer.Of("sv"), terms.ToHashSet());

    private static Idea Idea(string problem) => new(default, 1, "", problem, "", "", "submitted", "", "", null, DateTime.UnixEpoch, 0);
}
