using System.Net;
using System.Text.RegularExpressions;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Accounts.Tests;

public abstract class SignInTests(AccountsHost host)
{
    [Fact]
    public async Task Name_and_password_let_in_and_lead_back()
    {
        await host.PersonAsync("anna");
        using var visitor = host.Visit();
        var asked = await visitor.GetPageAsync("/enheter/bjorkviksskolan");
        asked.Path.ShouldStartWith("/logga-in");
        var page = await visitor.SubmitAsync(asked, new() { ["Input.UserName"] = " ANNA", ["Input.Password"] = Acting.Secret });
        (page.Path, page.Heading).ShouldBe(("/enheter/bjorkviksskolan", "Björkviksskolan"));
    }

    [Theory]
    [InlineData("//ond.example/")]
    [InlineData("https://ond.example/")]
    [InlineData("/\\ond.example")]
    public async Task Signing_in_leads_nowhere_else(string returnUrl)
    {
        using var visitor = host.Visit();
        var name = $"lokal{returnUrl.Length}";
        await host.PersonAsync(name);
        (await visitor.TryAsync(name, Acting.Secret, $"/logga-in?returnUrl={Uri.EscapeDataString(returnUrl)}")).Path.ShouldBe("/");
        using var answer = await visitor.GetAsync($"/logga-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        answer.Headers.Location!.OriginalString.ShouldBe("/");
        using var door = await visitor.PostFormAsync("/dev/sign-in", new() { ["person"] = "chef", ["returnUrl"] = returnUrl });
        door.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Fact]
    public async Task Every_refusal_reads_the_same_and_takes_the_same_work()
    {
        await host.PersonAsync("berit");
        await host.PersonAsync("utan-konto", password: null);
        var gone = await host.PersonAsync("slutat");
        await LeaveAsync(gone);
        await host.PersonAsync("spärrad".Replace('ä', 'a'));
        using var visitor = host.Visit();
        for (var i = 0; i < 6; i++)
        {
            await visitor.TryAsync("sparrad", "fel fel fel fel");
        }

        var pages = new List<string>();
        foreach (var (name, password) in new[] { ("berit", "fel fel fel fel"), ("finns-inte", "fel fel fel fel"), ("utan-konto", "x"), ("slutat", Acting.Secret), ("sparrad", Acting.Secret) })
        {
            var before = host.Hasher.Checks;
            var page = await visitor.TryAsync(name, password);
            (host.Hasher.Checks - before).ShouldBe(1, name);
            pages.Add(Regex.Replace(page.Html.Replace(name, "NAME", StringComparison.Ordinal), "RequestVerificationToken.*?/>", ""));
            page.Status.ShouldBe(HttpStatusCode.OK);
        }

        pages.Distinct().Count().ShouldBe(1);
        pages[0].ShouldContain("role=\"alert\"");
    }

    [Fact]
    public async Task Five_failures_lock_a_name_for_a_quarter_of_an_hour()
    {
        await host.PersonAsync("cecilia");
        using var visitor = host.Visit();
        for (var i = 0; i < Attempts.MostForName; i++)
        {
            await visitor.TryAsync("cecilia", "fel fel fel fel");
        }

        (await visitor.TryAsync("Cecilia", Acting.Secret)).Path.ShouldStartWith("/logga-in");
        host.Clock.Advance(Attempts.Window);
        (await visitor.TryAsync("cecilia", Acting.Secret)).Path.ShouldBe("/");
    }

    [Fact]
    public async Task Guesses_at_the_same_time_count_each()
    {
        await host.PersonAsync("dora");
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            using var guesser = host.Visit();
            await guesser.TryAsync("dora", "fel fel fel fel");
        }));
        using var visitor = host.Visit();
        (await visitor.TryAsync("dora", Acting.Secret)).Path.ShouldStartWith("/logga-in");
        host.Clock.Advance(Attempts.Window);
    }

    [Fact]
    public async Task A_hundred_failures_lock_an_address()
    {
        var address = IPAddress.Parse("2001:db8:1:2::7");
        var neighbour = IPAddress.Parse("2001:db8:1:2:ffff::1");
        var allowed = await host.InScopeAsync(async services =>
        {
            var attempts = services.GetRequiredService<Attempts>();
            for (var i = 0; i < Attempts.MostForAddress; i++)
            {
                (await attempts.BeginAsync($"gissning{i}", address, CancellationToken.None)).ShouldBeTrue();
            }

            return (
                Same: await attempts.BeginAsync("nytt", neighbour, CancellationToken.None),
                Other: await attempts.BeginAsync("nytt", IPAddress.Parse("192.0.2.7"), CancellationToken.None));
        });
        allowed.ShouldBe((false, true));
    }

    [Fact]
    public async Task A_right_password_clears_the_failures()
    {
        await host.PersonAsync("edit");
        using var visitor = host.Visit();
        for (var round = 0; round < 3; round++)
        {
            await visitor.TryAsync("edit", "fel fel fel fel");
            await visitor.TryAsync("edit", "fel fel fel fel");
            (await visitor.TryAsync("edit", Acting.Secret)).Path.ShouldBe("/");
            visitor.SignOut();
        }
    }

    [Fact]
    public async Task A_session_ends_when_roles_change()
    {
        var id = await host.PersonAsync("frida");
        using var visitor = await SignedInAsync("frida");
        await host.InScopeAsync(async services =>
        {
            await services.GetRequiredService<IOrganisationChanges>().GrantAsync(id, Roles.Editor, CancellationToken.None);
            return await services.GetRequiredService<AppDb>().SaveChangesAsync();
        });
        (await visitor.GetPageAsync("/byt-losenord")).Path.ShouldStartWith("/logga-in");
        visitor.Cookies.Keys.ShouldNotContain("innovation.session");
    }

    [Fact]
    public async Task A_substitutes_session_lasts_when_an_absence_begins_and_ends()
    {
        await host.PersonAsync("gun", Acting.Secret, Roles.IdeaCoach);
        await host.PersonAsync("gunnel");
        using var substitute = await SignedInAsync("gunnel");
        (await substitute.GetPageAsync("/mitt-konto")).Text.ShouldNotContain("Idélots");
        using var gun = await SignedInAsync("gun");
        var today = Kernel.Time.SwedishTime.Day(host.Clock.NowUtc).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var saved = await gun.SubmitAsync(await gun.GetPageAsync("/mitt-konto"),
            new() { ["Away.FirstDay"] = today, ["Away.LastDay"] = today, ["Away.Substitute"] = "gunnel" }, "form[action*='handler=Away']");
        saved.Text.ShouldContain("Din frånvaro är sparad");
        (await substitute.GetPageAsync("/mitt-konto")).Text.ShouldContain("Idélots");
        await gun.SubmitAsync(saved, null, "form[action*='handler=Home']");
        var after = await substitute.GetPageAsync("/mitt-konto");
        (after.Path, after.Text.Contains("Idélots")).ShouldBe(("/mitt-konto", false), "signed in still, and the role is gone");
    }

    [Fact]
    public async Task A_session_ends_when_the_person_leaves()
    {
        var id = await host.PersonAsync("gerd");
        using var visitor = await SignedInAsync("gerd");
        await LeaveAsync(id);
        (await visitor.GetPageAsync("/byt-losenord")).Path.ShouldStartWith("/logga-in");
        using var door = host.Visit();
        using var answer = await door.PostFormAsync("/dev/sign-in", new() { ["person"] = "gerd" });
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Changing_the_password_ends_the_other_sessions()
    {
        await host.PersonAsync("hedda");
        using var here = await SignedInAsync("hedda");
        using var elsewhere = await SignedInAsync("hedda");
        var page = await here.GetPageAsync("/byt-losenord");
        var wrong = await here.SubmitAsync(page, New("fel fel fel fel", "en helt ny hemlighet"), "main form.k-form");
        wrong.Text.ShouldContain("stämmer inte");
        var done = await here.SubmitAsync(wrong, New(Acting.Secret, "en helt ny hemlighet"), "main form.k-form");
        done.Text.ShouldContain("Lösenordet är bytt");
        (await elsewhere.GetPageAsync("/byt-losenord")).Path.ShouldStartWith("/logga-in");
        (await elsewhere.TryAsync("hedda", "en helt ny hemlighet")).Path.ShouldBe("/");
    }

    [Fact]
    public async Task Signing_out_needs_a_token_and_leads_to_the_start()
    {
        await host.PersonAsync("ines");
        using var visitor = await SignedInAsync("ines");
        using var refused = await visitor.PostFormAsync("/logga-ut", []);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await visitor.SubmitAsync(await visitor.GetPageAsync("/byt-losenord"), new() { ["returnUrl"] = "https://ond.example" }, "form[action$='/logga-ut']");
        page.Path.ShouldBe("/");
        visitor.Cookies.Keys.ShouldNotContain("innovation.session");
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_for_scripts_and_foreign_pages()
    {
        using var visitor = host.Visit();
        using var answer = await visitor.PostFormAsync("/dev/sign-in", new() { ["person"] = "chef" });
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("innovation.session", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("expires"); // Ends with the browser.
    }

    [Fact]
    public async Task The_sign_in_page_offers_the_people_of_the_demonstration_in_few_statements()
    {
        using var visitor = host.Visit();
        var page = await visitor.GetPageAsync("/logga-in");
        page.Document.QuerySelectorAll("button[name=person]").Select(b => b.GetAttribute("value")).ShouldBe(DevelopmentSignIn.People.Select(p => p.UserName));
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        page.Document.QuerySelectorAll("h1").Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("finns-inte")]
    [InlineData("")]
    public async Task The_development_door_knows_its_people_only(string person)
    {
        using var visitor = host.Visit();
        using var answer = await visitor.PostFormAsync("/dev/sign-in", new() { ["person"] = person });
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Dictionary<string, string?> New(string current, string password) =>
        new() { ["Input.Current"] = current, ["Input.Password"] = password, ["Input.Again"] = password };

    private async Task<Visitor> SignedInAsync(string name)
    {
        var visitor = host.Visit();
        (await visitor.TryAsync(name, Acting.Secret)).Path.ShouldBe("/");
        (await visitor.GetPageAsync("/byt-losenord")).Path.ShouldBe("/byt-losenord");
        return visitor;
    }

    private Task<int> LeaveAsync(PersonId id) => host.InScopeAsync(async services =>
    {
        (await services.GetRequiredService<IOrganisationChanges>().LeaveAsync(id, CancellationToken.None)).Succeeded.ShouldBeTrue();
        return await services.GetRequiredService<AppDb>().SaveChangesAsync();
    });
}

public sealed class SqliteSignInTests(SqliteAccountsHost host) : SignInTests(host), IClassFixture<SqliteAccountsHost>;

public sealed class PostgresSignInTests(PostgresAccountsHost host) : SignInTests(host), IClassFixture<PostgresAccountsHost>;
