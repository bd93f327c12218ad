using System.Net;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Accounts.Tests;

/// <summary>On the demo as it is: sessions are held against the database once a minute, unless something is known to have changed.</summary>
public abstract class AccountAdministrationTests(TestHost host)
{
    [Fact]
    public async Task An_administrator_gives_out_a_link_that_opens_once_and_not_for_ever()
    {
        await host.PersonAsync("link.lisa", password: null);
        using var admin = await host.SignInAsync("admin");
        var page = await admin.GetPageAsync("/admin/konton/link.lisa");
        page.Text.ShouldContain("Har inget lösenord än");
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        (await admin.GetPageAsync("/admin/personer/link.lisa")).Links.ShouldContain("/admin/konton/link.lisa");
        var old = Link(await admin.SubmitAsync(page, null, "form[action*='handler=Link']"));
        var made = await admin.SubmitAsync(page, null, "form[action*='handler=Link']");
        var link = Link(made);
        (await admin.GetPageAsync("/admin/konton/link.lisa")).Html.ShouldNotContain("kod=", customMessage: "it is shown once");
        var code = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];
        (await host.ReadAsync(db => db.Set<OneTimeLink>().AnyAsync(l => l.CodeHash == code))).ShouldBeFalse();
        (await host.ReadAsync(db => db.Set<OneTimeLink>().AnyAsync(l => l.CodeHash == OneTimeLink.Hash(code)))).ShouldBeTrue();

        using var lisa = host.Visit();
        (await lisa.GetPageAsync(old)).Status.ShouldBe(HttpStatusCode.NotFound, "a new link ends the one before");
        var form = await lisa.GetPageAsync(link);
        var tooCommon = await lisa.SubmitAsync(form, new() { ["Input.Password"] = "Sommaren2026!", ["Input.Again"] = "Sommaren2026!" }, "main form.k-form");
        tooCommon.Text.ShouldContain("för vanligt");
        (await lisa.SubmitAsync(tooCommon, new() { ["Input.Password"] = Acting.Secret, ["Input.Again"] = Acting.Secret }, "main form.k-form")).Path.ShouldBe("/");
        (await lisa.GetPageAsync(link)).Status.ShouldBe(HttpStatusCode.NotFound);

        var late = Link(await admin.SubmitAsync(page, null, "form[action*='handler=Link']"));
        host.Clock.Advance(PasswordLinks.Lasts);
        (await lisa.GetPageAsync(late)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_who_has_left_gets_a_link()
    {
        await LeaveAsync(await host.PersonAsync("borta.bengt"));
        using var admin = await host.SignInAsync("admin");
        var page = await admin.GetPageAsync("/admin/konton/borta.bengt");
        page.Text.ShouldContain("Har slutat");
        page.Document.QuerySelector("form[action*='handler=Link']").ShouldBeNull();
        using var forged = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = page.ValueOf("__RequestVerificationToken")! });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/konton/borta.bengt?handler=Link") { Content = forged };
        using var answer = await admin.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("kod=");
    }

    [Fact]
    public async Task An_administrator_unlocks_a_name()
    {
        await host.PersonAsync("last.lars");
        using var visitor = host.Visit();
        for (var i = 0; i < Attempts.MostForName; i++)
        {
            await visitor.TryAsync("last.lars", "fel fel fel fel");
        }

        (await visitor.TryAsync("last.lars", Acting.Secret)).Path.ShouldStartWith("/logga-in");
        using var admin = await host.SignInAsync("admin");
        var page = await admin.GetPageAsync("/admin/konton/last.lars");
        page.Text.ShouldContain("Låst för inloggning");
        (await admin.SubmitAsync(page, null, "form[action*='handler=Unlock']")).Text.ShouldContain("upplåst");
        (await visitor.TryAsync("last.lars", Acting.Secret)).Path.ShouldBe("/");
    }

    [Fact]
    public async Task A_changed_role_ends_the_session_at_the_next_request_where_it_is_known()
    {
        var id = await host.PersonAsync("roll.rut", Acting.Secret, Roles.Editor);
        using var rut = await SignedInAsync("roll.rut");
        using var admin = await host.SignInAsync("admin");
        await admin.SubmitAsync(await admin.GetPageAsync("/admin/personer/roll.rut"), null, "form[action*='handler=Revoke']");
        await host.DrainAsync();
        (await rut.GetPageAsync("/byt-losenord")).Path.ShouldStartWith("/logga-in");

        (await rut.TryAsync("roll.rut", Acting.Secret)).Path.ShouldBe("/");
        await LeaveAsync(id);
        await host.DrainAsync();
        (await rut.GetPageAsync("/byt-losenord")).Path.ShouldStartWith("/logga-in");
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_at_their_next_request()
    {
        await host.PersonAsync("byt.britta");
        using var here = await SignedInAsync("byt.britta");
        using var elsewhere = await SignedInAsync("byt.britta");
        var changed = await here.SubmitAsync(await here.GetPageAsync("/byt-losenord"), new()
        {
            ["Input.Current"] = Acting.Secret, ["Input.Password"] = "en helt ny hemlighet", ["Input.Again"] = "en helt ny hemlighet",
        }, "main form.k-form");
        changed.Text.ShouldContain("Lösenordet är bytt");
        (await elsewhere.GetPageAsync("/byt-losenord")).Path.ShouldStartWith("/logga-in");
        (await here.GetPageAsync("/byt-losenord")).Path.ShouldBe("/byt-losenord");
    }

    [Theory]
    [InlineData("/admin/konton/chef")]
    public async Task Only_administrators_see_accounts(string path)
    {
        foreach (var person in new[] { "medarbetare", "chef", "redaktor", "central-idelots" })
        {
            using var visitor = await host.SignInAsync(person);
            using var answer = await visitor.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, person);
        }
    }

    private static string Link(Page page) => new Uri(page.Document.QuerySelector("#lank")!.TextContent).PathAndQuery;

    private async Task<Visitor> SignedInAsync(string name)
    {
        var visitor = host.Visit();
        (await visitor.TryAsync(name, Acting.Secret)).Path.ShouldBe("/");
        (await visitor.GetPageAsync("/byt-losenord")).Path.ShouldBe("/byt-losenord");
        return visitor;
    }

    private Task LeaveAsync(PersonId id) => host.InScopeAsync(services => services.GetRequiredService<AppDb>().TransactAsync(
        ct => services.GetRequiredService<IOrganisationChanges>().LeaveAsync(id, ct)));
}

public sealed class SqliteAccountAdministrationTests(SqliteHost host) : AccountAdministrationTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresAccountAdministrationTests(PostgresHost host) : AccountAdministrationTests(host), IClassFixture<PostgresHost>;
