using System.Globalization;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Journeys.Tests;

/// <summary>R12: a word without end wraps, wherever it is shown, on the narrowest phone.</summary>
public sealed class LongWordTests(SqliteJourneyHost host) : IClassFixture<SqliteJourneyHost>
{
    [Fact]
    public async Task A_word_without_end_makes_no_page_scroll_sideways()
    {
        var word = "Realisationsvinstbeskattningsförordning".PadRight(120, 'x');
        var text = new string('å', 3000);
        using var author = await host.SignInAsync("medarbetare");
        using var sent = await author.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title = word, problem = text, solution = text, benefit = text });
        sent.IsSuccessStatusCode.ShouldBeTrue();
        var number = int.Parse(sent.Headers.Location!.OriginalString.Split('/')[^1], CultureInfo.InvariantCulture);
        var page = await author.GetPageAsync($"/forslag/{number}");
        if (page.Document.QuerySelector("main form textarea") is { } comment)
        {
            comment.Closest("form")!.SetAttribute("data-this", "1");
            await author.SubmitAsync(page, new() { [comment.GetAttribute("name")!] = text }, form: "[data-this]");
        }

        foreach (var (who, paths) in new (string, string[])[]
        {
            ("medarbetare", ["/", $"/forslag/{number}", "/mina/forslag", "/idebank", "/notiser", "/enheter/bjorkviksskolan", $"/idebank?q={word}"]),
            ("chef", ["/", "/mina/arenden", $"/forslag/{number}/beslut"]),
        })
        {
            await using var person = await Person.ArriveAsync(host, who, Look.Phone);
            foreach (var path in paths)
            {
                (await person.GoAsync(path)).ShouldBe(200, path);
                await person.CheckAsync();
            }
        }
    }
}
