using System.Net;
using AngleSharp.Html.Dom;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Notifications.Tests;

/// <summary>What each person wants by mail.</summary>
public abstract class SettingsTests(TestHost host)
{
    private const string Address = "/notiser/installningar";

    [Fact]
    public async Task One_choice_is_saved_and_changes_no_other()
    {
        using var person = await host.SignInAsync("panel");
        var page = await person.GetPageAsync(Address);
        page.Statements.Count.ShouldBeLessThanOrEqualTo(8);
        Chosen(page, NoticeTopic.Task).ShouldBe("AtOnce");
        Chosen(page, NoticeTopic.Followed).ShouldBe("Daily");
        page = await person.SubmitAsync(page, new() { ["Choice[Followed]"] = "Weekly" });
        page.Text.ShouldContain("Dina val är sparade.");
        page = await person.SubmitAsync(page, new() { ["Choice[Own]"] = "Never" });
        Chosen(page, NoticeTopic.Followed).ShouldBe("Weekly");
        Chosen(page, NoticeTopic.Own).ShouldBe("Never");
        (await RowsAsync("panel")).ShouldBe([(NoticeTopic.Followed, MailChoice.Weekly), (NoticeTopic.Own, MailChoice.Never)], ignoreOrder: true);

        // A form that is older than a topic, or that was cut short, leaves the rest alone (R11).
        await person.SubmitAsync(page, new() { ["Choice[Own]"] = null, ["Choice[Followed]"] = null, ["Choice[Comment]"] = "AtOnce" });
        (await RowsAsync("panel")).Count.ShouldBe(3);
        Chosen(await person.GetPageAsync(Address), NoticeTopic.Own).ShouldBe("Never");
        (await RowsAsync("chef")).ShouldBeEmpty("it is mine alone");
    }

    [Theory]
    [InlineData("Choice[Own]", "Hourly")]
    [InlineData("Choice[Own]", "2")]
    [InlineData("Choice[<b>x</b>]", "Daily")]
    [InlineData("Choice[Overdue]", "Weekly")]
    public async Task A_choice_that_does_not_exist_is_refused_whole(string name, string value)
    {
        using var person = await host.SignInAsync("redaktor");
        var page = await person.SubmitAsync(await person.GetPageAsync(Address), new() { ["Choice[Comment]"] = "Never", [name] = value });
        page.Text.ShouldContain("Ett av valen finns inte. Inget har ändrats.");
        page.Html.ShouldNotContain("<b>x</b>");
        (await RowsAsync("redaktor")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_weekly_list_is_offered_to_coaches_alone()
    {
        using var coach = await host.SignInAsync("idelots");
        (await coach.GetPageAsync(Address)).Text.ShouldContain("Veckans lista över försenade ärenden");
        using var staff = await host.SignInAsync("medarbetare");
        (await staff.GetPageAsync(Address)).Text.ShouldNotContain("Veckans lista över försenade ärenden");
    }

    [Fact]
    public async Task One_comes_there_from_the_notices_and_only_when_signed_in()
    {
        using var person = await host.SignInAsync("ledning");
        (await person.GetPageAsync("/notiser")).Links.ShouldContain(Address);
        (await person.PostFormAsync(Address, new() { ["Choice[Own]"] = "Never" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var nobody = host.Visit();
        (await nobody.GetPageAsync(Address)).Path.ShouldStartWith("/logga-in");
    }

    private static string? Chosen(Page page, NoticeTopic topic) => page.Document.QuerySelectorAll($"#topic-{topic}").OfType<IHtmlSelectElement>().Single().Value;

    private async Task<List<(NoticeTopic, MailChoice)>> RowsAsync(string userName)
    {
        var person = await host.InScopeAsync(async s => (await s.GetRequiredService<IOrganisation>().PersonAsync(userName, default))!.Id);
        var rows = await host.ReadAsync(db => db.Set<MailPreference>().AsNoTracking().Where(p => p.PersonId == person).ToListAsync());
        return rows.ConvertAll(r => (r.Topic, r.Choice));
    }
}

public sealed class SqliteSettingsTests(SqliteHost host) : SettingsTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresSettingsTests(PostgresHost host) : SettingsTests(host), IClassFixture<PostgresHost>;
