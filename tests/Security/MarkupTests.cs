using System.Globalization;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Security.Tests;

/// <summary>S1: what somebody wrote is text on each page that shows it, to the author and to those who handle it.</summary>
public sealed class MarkupTests(SqliteHost host) : IClassFixture<SqliteHost>
{
    private const string Written = "<b id=fara>Fet stil</b>";

    [Fact]
    public async Task A_title_with_markup_is_shown_as_it_was_written()
    {
        using var author = await host.SignInAsync("medarbetare");
        using var sent = await author.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title = Written, problem = Written, solution = Written, benefit = Written });
        var number = int.Parse(sent.Headers.Location!.OriginalString.Split('/')[^1], CultureInfo.InvariantCulture);
        await host.DrainAsync();
        using var chief = await host.SignInAsync("chef");
        foreach (var (visitor, paths) in new (Visitor, string[])[]
        {
            (author, ["/", $"/forslag/{number}", "/mina/forslag", "/idebank?q=fet+stil", "/notiser", "/enheter/bjorkviksskolan"]),
            (chief, ["/mina/arenden", "/notiser", $"/forslag/{number}/beslut", $"/forslag/{number}/lamna-over"]),
        })
        {
            foreach (var path in paths)
            {
                var page = await visitor.GetPageAsync(path);
                page.Document.QuerySelector("#fara").ShouldBeNull(path);
                page.Html.Replace("<mark>", "", StringComparison.Ordinal).Replace("</mark>", "", StringComparison.Ordinal).ShouldContain("&lt;b id=fara&gt;Fet", Case.Sensitive, path);
            }
        }
    }
}
