using System.Net;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Waivers.Tests;

public abstract class WaiverTextTests(TestHost host)
{
    [Fact]
    public async Task A_version_of_the_text_is_written_by_administrators_and_decided_as_read()
    {
        using var coach = await host.SignInAsync("central-idelots");
        using var refused = await coach.GetAsync("/admin/friskrivning/ny-version");
        refused.StatusCode.ShouldNotBe(HttpStatusCode.OK);

        using var author = await host.SignInAsync("medarbetare");
        var number = await Handed.InAsync(author, confidential: true);
        var asked = await author.SubmitAsync(await author.GetPageAsync($"/forslag/{number}/friskrivning"), new() { ["Reason"] = "Jag bygger den själv." });
        var decision = await coach.GetPageAsync(asked.Path);

        using var administrator = await host.SignInAsync("admin");
        var form = await administrator.GetPageAsync("/admin/friskrivning/ny-version");
        var preview = await administrator.SubmitAsync(form, new() { ["Input.Body"] = "<script>alert(1)</script> **Ny** [x](javascript:alert(1))" }, button: "[formaction*='Preview']");
        preview.Html.ShouldNotContain("<script>alert");
        preview.Html.ShouldNotContain("href=\"javascript");
        var saved = await administrator.SubmitAsync(form, new() { ["Input.Body"] = "Helt ny text." });
        saved.Path.ShouldStartWith("/admin/friskrivning/version/");
        (await administrator.SubmitAsync(form, new() { ["Input.Body"] = "Från en gammal sida." })).TextOf("[role=alert]")!.ShouldContain("Någon annan hann ändra");

        var stale = await coach.SubmitAsync(decision, new() { ["Outcome"] = "Granted", ["Reason"] = "Ja" });
        stale.Status.ShouldBe(HttpStatusCode.Conflict, "another text than the one that was read");
        stale.Text.ShouldContain("Helt ny text.");
        (await coach.SubmitAsync(stale, new() { ["Outcome"] = "Granted", ["Reason"] = "Ja" })).Text.ShouldContain("väntar på godkännande");
    }
}

public sealed class SqliteWaiverTextTests(SqliteHost host) : WaiverTextTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresWaiverTextTests(PostgresHost host) : WaiverTextTests(host), IClassFixture<PostgresHost>;
