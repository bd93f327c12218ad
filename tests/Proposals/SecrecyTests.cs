using System.Net;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Proposals.Tests;

/// <summary>An officer tries what the author marked as secret, before anything else happens to it.</summary>
public abstract class SecrecyTests(TestHost host)
{
    [Fact]
    public async Task Secrecy_is_confirmed_with_its_provision_and_stays_for_those_concerned()
    {
        var number = await host.SubmitAsync("medarbetare", "Tålig limfog", "Kan gå att patentera");
        using var coach = await host.SignInAsync("idelots");
        var form = await coach.GetPageAsync($"/forslag/{number}/sekretess");
        form.Text.ShouldContain("Kan gå att patentera");
        (await coach.SubmitAsync(form, new() { ["Input.Why"] = "x" })).Text.ShouldContain("Välj om sekretess gäller");
        var without = await coach.SubmitAsync(form, new() { ["Input.Outcome"] = "confirmed", ["Input.Why"] = "Bolaget kan skadas." });
        without.Text.ShouldContain("vilken bestämmelse");
        without.ValueOf("Input.Why").ShouldBe("Bolaget kan skadas.");
        var tried = await coach.SubmitAsync(without, new() { ["Input.Outcome"] = "confirmed", ["Input.Provision"] = "OSL 19 kap. 1 §" });
        tried.Text.ShouldContain("OSL 19 kap. 1 §");
        (await coach.GetPageAsync($"/forslag/{number}/sekretess")).Status.ShouldBe(HttpStatusCode.Conflict);
        using var other = await host.SignInAsync("medarbetare2");
        (await other.GetPageAsync($"/forslag/{number}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await host.OpenTasksAsync(number)).ShouldBe(1, "It goes on to whoever decides");
    }

    [Fact]
    public async Task Secrecy_that_is_lifted_opens_the_proposal_to_everyone_at_once()
    {
        var number = await host.SubmitAsync("medarbetare", "Zebrafinkens gångstig", "Kanske hemligt");
        foreach (var other in new[] { "medarbetare", "medarbetare2", "admin", "redaktor" })
        {
            (await host.CallAsync(other, HttpMethod.Post, $"{number}/secrecy", new { outcome = "lifted", why = "Öppna" })).ShouldBeOneOf(403, 404);
        }

        (await host.CallAsync("idelots", HttpMethod.Post, $"{number}/secrecy", new { outcome = "lifted", why = "Inget att skydda." })).ShouldBe(200);
        using var reader = await host.SignInAsync("medarbetare2");
        (await reader.GetPageAsync($"/forslag/{number}")).Text.ShouldContain("Inget att skydda.");
        (await reader.GetPageAsync("/idebank?q=zebrafinkens")).Links.ShouldContain($"/forslag/{number}");
        (await host.CallAsync("idelots", HttpMethod.Post, $"{number}/secrecy", new { outcome = "lifted", why = "Igen" })).ShouldBe(409);
    }
}

public sealed class SqliteSecrecyTests(SqliteHost host) : SecrecyTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresSecrecyTests(PostgresHost host) : SecrecyTests(host), IClassFixture<PostgresHost>;
