using IntranetInnovation.TestKit;

namespace IntranetInnovation.Security.Tests;

/// <summary>S25: looking changes nothing. Every page that links lead to, and every GET of the route table, as each kind of person.</summary>
public abstract class SideEffectTests(TestHost host)
{
    private static readonly string?[] People = [null, "medarbetare", "chef", "handlaggare", "idelots", "central-idelots", "redaktor", "ledning", "admin"];

    [Fact]
    public async Task Looking_at_everything_writes_nothing()
    {
        using (var first = await host.SignInAsync("admin"))
        {
            await first.GetPageAsync("/"); // The keys of cookies and tokens are made at the first look.
        }

        // Notices and mails that nobody has read yet: the demonstration's past has none.
        using (var staff = await host.SignInAsync("medarbetare"))
        {
            using var sent = await staff.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title = "Nyss inlämnat", problem = "p", solution = "l" });
            sent.IsSuccessStatusCode.ShouldBeTrue();
            await host.DrainAsync();
        }

        var before = await Digest.OfAsync(host);
        before.Count.ShouldBeGreaterThan(15);
        new[] { "notifications_notice", "notifications_mail", "kernel_outbox", "workflows_wait" }.ShouldAllBe(t => !before[t].StartsWith("0 ", StringComparison.Ordinal));
        foreach (var person in People)
        {
            using var visitor = person is null ? host.Visit() : await host.SignInAsync(person);
            var crawl = await Crawl.FromAsync(visitor, "/", "", atMost: Repository.Long ? 400 : 60);
            crawl.Pages.Count.ShouldBeGreaterThan(2);
            foreach (var route in (await Routes.AllAsync(host.Services)).Where(r => r.IsPage || r.Methods.Contains("GET")))
            {
                using var answer = await visitor.GetAsync(route.Example);
            }
        }

        (await Digest.OfAsync(host)).Where(t => before[t.Key] != t.Value).Select(t => $"{t.Key}: {before[t.Key]} became {t.Value}").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_is_seen_in_the_fingerprint()
    {
        var before = await Digest.OfAsync(host);
        using var staff = await host.SignInAsync("medarbetare");
        using var sent = await staff.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title = "Syns", problem = "p", solution = "l" });
        sent.IsSuccessStatusCode.ShouldBeTrue();
        (await Digest.OfAsync(host))["proposals_proposal"].ShouldNotBe(before["proposals_proposal"]);
    }
}

public sealed class SqliteSideEffectTests(SqliteHost host) : SideEffectTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresSideEffectTests(PostgresHost host) : SideEffectTests(host), IClassFixture<PostgresHost>;
