using System.Net;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Proposals.Tests;

/// <summary>S10: what only those concerned may see is unreachable by every channel there is, and there for those concerned.</summary>
public abstract class ConfidentialTests(TestHost host)
{
    private const string Secret = "Kvarkstensmetoden";

    // What is searched for stands on the page again; this does not.
    private const string Title = "Limhallen";

    private static readonly string[] Channels =
    [
        "/", "/idebank", $"/idebank?q={Secret}", $"/idebank?q={Secret[..6]}", "/mina/forslag", "/mina/arenden", "/notiser", "/statistik", "/goda-exempel",
        "/goda-exempel/feed.atom", "/kampanjer", "/kampanjer/en-skola-for-alla", "/enheter/bjorkviksskolan", $"/api/v1/ideas?q={Secret}", "/api/v1/ideas?sort=newest",
        $"/api/v1/ideas/suggest?q={Secret[..5]}", $"/api/v1/ideas/similar?title={Secret}&text={Secret}", "/api/v1/campaigns/en-skola-for-alla", "/api/v1/good-examples",
        "/api/v1/statistics", "/dev/brev", "/admin/arbetsfloden", "/admin/friskrivning", "/admin/goda-exempel", "/idebank?year=2026&sort=newest",
    ];

    [Fact]
    public async Task A_confidential_proposal_is_invisible_to_others_on_every_channel()
    {
        using var author = await host.SignInAsync("medarbetare");
        using var others = await host.SignInAsync("medarbetare2");
        var totalBefore = await TotalAsync(others);
        var number = await SubmitAsync(author);
        await host.DrainAsync();

        foreach (var person in new[] { "medarbetare2", "admin", "redaktor", "ledning", "idelots2", "panel" })
        {
            using var other = await host.SignInAsync(person);
            foreach (var channel in Channels)
            {
                using var answer = await other.GetAsync(channel);
                (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Title, Case.Insensitive, $"{person} {channel}");
            }

            foreach (var closed in new[] { $"/forslag/{number}", $"/forslag/{number}/beslut", $"/forslag/{number}/plan", $"/forslag/{number}/friskrivning", $"/api/v1/proposals/{number}", $"/api/v1/proposals/{number}/timeline",
                $"/forslag/{number}/komplettering", $"/forslag/{number}/sekretess", $"/forslag/{number}/lamna-over", $"/forslag/{number}/sla-samman", $"/forslag/{number}/ta-isar",
                $"/forslag/{number}/andra-beslut", $"/forslag/{number}/innovation", $"/forslag/{number}/aterkalla", $"/api/v1/proposals/{number}/comments", $"/api/v1/proposals/{number}/notes" })
            {
                using var answer = await other.GetAsync(closed);
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{person} {closed}");
                (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Title);
            }

            using var decision = await other.SendJsonAsync(HttpMethod.Post, $"/api/v1/proposals/{number}/decision", new { outcome = "approved", motivation = "x" });
            decision.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await TotalAsync(others)).ShouldBe(totalBefore);
    }

    [Fact]
    public async Task A_confidential_proposal_is_there_for_its_author_and_the_coaches()
    {
        using var author = await host.SignInAsync("medarbetare");
        var number = await SubmitAsync(author);
        foreach (var person in new[] { "medarbetare", "idelots", "central-idelots" })
        {
            using var concerned = await host.SignInAsync(person);
            (await concerned.GetPageAsync($"/forslag/{number}")).Text.ShouldContain(Title, Case.Insensitive, person);
            (await concerned.GetPageAsync($"/idebank?q={Secret}")).Text.ShouldContain(Title, Case.Insensitive, person);
        }
    }

    [Fact]
    public async Task Nobody_signed_in_sees_no_proposal_at_all()
    {
        using var visitor = host.Visit();
        (await visitor.GetPageAsync("/forslag/1")).Path.ShouldStartWith("/logga-in");
        using var ideas = await visitor.GetAsync("/api/v1/ideas");
        ideas.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var proposal = await visitor.GetAsync("/api/v1/proposals/1");
        proposal.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<int> SubmitAsync(Visitor author)
    {
        var form = await author.GetPageAsync("/kampanjer/en-skola-for-alla/forslag/nytt");
        var sent = await author.SubmitAsync(form, new()
        {
            ["Input.Title"] = $"{Secret} i {Title}", ["Input.Problem"] = $"Limmet släpper i {Title} utan {Secret}.", ["Input.Solution"] = $"Använd {Secret}.",
            ["Input.Confidential"] = "true", ["Input.ConfidentialReason"] = $"{Secret} kan gå att patentera.",
        });
        sent.Text.ShouldContain("Tack!");
        return int.Parse(sent.Path.Split('/')[2].Split('?')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<int> TotalAsync(Visitor visitor) => (await visitor.GetJsonAsync("/api/v1/ideas?size=1")).GetProperty("total").GetInt32();
}

public sealed class SqliteConfidentialTests(SqliteHost host) : ConfidentialTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresConfidentialTests(PostgresHost host) : ConfidentialTests(host), IClassFixture<PostgresHost>;
