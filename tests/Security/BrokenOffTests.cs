using System.Globalization;
using System.Net;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Security.Tests;

/// <summary>R14: handing in is one whole. Wherever it breaks off, either nothing of it is there or all of it, with somebody who answers.</summary>
public sealed class BrokenOffTests(BadDayHost host) : IClassFixture<BadDayHost>
{
    [Fact]
    public async Task Handing_in_that_breaks_off_at_any_statement_leaves_all_of_it_or_nothing()
    {
        using var staff = await host.SignInAsync("medarbetare");
        await SubmitAsync(staff, null); // Its words are known from now on, so that each of the next writes alike.
        var (answered, whole) = await SubmitAsync(staff, null);
        answered.ShouldBe(HttpStatusCode.Created);
        whole.ShouldContain("proposals_proposal +1");
        whole.ShouldContain("workflows_wait +1");

        var withoutTrace = 0;
        for (var statements = 0; statements < 500; statements++)
        {
            (answered, var written) = await SubmitAsync(staff, statements);
            if (answered == HttpStatusCode.Created)
            {
                break;
            }

            withoutTrace += written.Count == 0 ? 1 : 0;
            written.ShouldBe(written.Count == 0 ? [] : whole, $"broken off after {statements} statements");
        }

        answered.ShouldBe(HttpStatusCode.Created, "at last it goes through");
        withoutTrace.ShouldBeGreaterThan(10, "the statements are counted");
    }

    /// <summary>Hands in, with so many statements that go well (null for all), and says by how many rows each table grew that was written to.</summary>
    private async Task<(HttpStatusCode Answered, IReadOnlyList<string> Written)> SubmitAsync(Visitor visitor, int? statements)
    {
        var before = await Digest.OfAsync(host);
        HttpStatusCode answered;
        host.Day.StatementsLeft = statements;
        try
        {
            using var sent = await visitor.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title = "Avbrutet", problem = "p", solution = "l" });
            answered = sent.StatusCode;
        }
        finally
        {
            host.Day.StatementsLeft = null;
        }

        var after = await Digest.OfAsync(host);
        return (answered, [.. after.Where(t => before[t.Key] != t.Value).Select(t => $"{t.Key} +{Rows(t.Value) - Rows(before[t.Key])}")]);
    }

    private static int Rows(string digest) => int.Parse(digest.Split(' ')[0], CultureInfo.InvariantCulture);
}
