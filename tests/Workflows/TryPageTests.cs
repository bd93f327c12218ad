using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteTryPageTests(SqliteHost host) : TryPageTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresTryPageTests(PostgresHost host) : TryPageTests(host), IClassFixture<PostgresHost>;

public abstract class TryPageTests(TestHost host)
{
    private const string Try = "/admin/arbetsfloden/4standardber3dn1ng0000000f/prova";

    [Fact]
    public async Task A_trial_shows_who_decides_and_by_when_goes_on_by_what_is_chosen_and_changes_nothing()
    {
        using var admin = await host.SignInAsync("admin");
        var before = await CountsAsync();
        var page = await admin.GetPageAsync(Try);
        page.Text.ShouldContain("Beskriv ett förslag");

        page = await admin.SubmitAsync(page, new() { ["Values[department]"] = await DepartmentAsync() });
        page.Text.ShouldContain("Ta ställning till förslaget");
        page.Text.ShouldContain("Väntar på");
        page.Text.ShouldContain("Ska vara klart 15 april 2026", Case.Insensitive, "thirty working days from 2 March, Easter not counted");
        page.Text.ShouldContain("Påminnelser: ");

        page.Text.ShouldContain("1. Ett förslag lämnas in");
        var steps = page.Document.QuerySelectorAll(".k-flow__step");
        steps.Count(s => s.ClassList.Contains("k-flow__step--walked")).ShouldBe(6, "the way is marked in the list");
        steps.Single(s => s.TextContent.Contains("väntar här", StringComparison.Ordinal)).TextContent.ShouldContain("Prov: nr 6, väntar här");
        page.Text.ShouldContain("Nej: fortsätter till steg 5, Närmaste chef, annars handläggare Provet gick hit.");
        var walked = page.Document.QuerySelector("[data-try-form]")!.GetAttribute("data-walked")!;
        walked.ShouldContain("\"4standardr0ut1ng0000000003|False\"");
        walked.ShouldNotContain("\"4standardr0ut1ng0000000003|True\"");

        page = await admin.SubmitAsync(page, button: "button[value$='/approved']");
        page.Text.ShouldContain("Planera genomförandet");
        page.Text.ShouldContain("6. Beslut Godkänt");
        page = await admin.SubmitAsync(page, button: "button[value$='/started']");
        page.Text.ShouldContain("Berätta när förslaget är genomfört");
        page = await admin.SubmitAsync(page, button: "button[name=back]");
        page.Text.ShouldContain("Planera genomförandet");
        page = await admin.SubmitAsync(page, new() { ["Confidential"] = "true" });
        page.Text.ShouldContain("Det du valde passar inte längre");
        page.Text.ShouldContain("Pröva sekretess");

        (await CountsAsync()).ShouldBe(before, "nothing is changed: no flow, task, event, proposal or number");
    }

    [Fact]
    public async Task A_trial_does_as_a_proposal_that_the_administrator_may_see_and_as_no_other()
    {
        using var admin = await host.SignInAsync("admin");
        var open = await NumberAsync(confidential: false);
        var secret = await NumberAsync(confidential: true);

        var page = await admin.SubmitAsync(await admin.GetPageAsync(Try), new() { ["Number"] = $"{open}" }, button: "button[formaction*=Like]");
        page.ValueOf("Values[department]").ShouldNotBeNullOrEmpty();
        page.Document.QuerySelector("button[name=choose]").ShouldNotBeNull();

        page = await admin.SubmitAsync(await admin.GetPageAsync(Try), new() { ["Number"] = $"{secret}" }, button: "button[formaction*=Like]");
        page.Text.ShouldContain("Det finns inget förslag med det numret som du får se.");
        page.ValueOf("Values[department]").ShouldBe("");
    }

    [Fact]
    public async Task A_saved_trial_is_run_at_each_publishing_and_must_go_the_same_way()
    {
        using var admin = await host.SignInAsync("admin");
        var edit = await admin.SubmitAsync(await admin.GetPageAsync("/admin/arbetsfloden/4standardber3dn1ng0000000f"), form: "form[action*=Copy]");
        var type = edit.Path.Replace("/redigera", "", StringComparison.Ordinal);
        var trial = await admin.SubmitAsync(await admin.GetPageAsync(type + "/prova"), new() { ["Values[department]"] = await DepartmentAsync() });
        trial = await admin.SubmitAsync(trial, button: "button[value$='/rejected']");
        trial.Text.ShouldContain("Här är flödet slut.");
        (await admin.SubmitAsync(trial, new() { ["Name"] = "" }, button: "button[formaction*=Save]")).Text.ShouldContain("Skriv ett namn");
        trial = await admin.SubmitAsync(trial, new() { ["Name"] = "Ett nej" }, button: "button[formaction*=Save]");
        trial.Text.ShouldContain("Ett nej");
        (await admin.GetPageAsync(type + "/publicera")).Document.QuerySelector("main form button").ShouldNotBeNull("it still goes that way");

        edit = await admin.GetPageAsync(type + "/redigera");
        var notify = edit.Document.QuerySelectorAll(".k-flow__step").Single(s => s.QuerySelector("h3")!.TextContent.Contains("blev nej", StringComparison.Ordinal)).Id!;
        await admin.SubmitAsync(edit, form: $"form:has(input[name=step][value='{notify}'])", button: "button[formaction*=Remove]");
        var publish = await admin.GetPageAsync(type + "/publicera");
        publish.Text.ShouldContain("Sparade prov går en annan väg");
        publish.Text.ShouldContain("Ett nej");
        publish.Document.QuerySelector("main form button").ShouldBeNull();

        trial = await admin.SubmitAsync(await admin.GetPageAsync(type + "/prova"), button: "button[formaction*=Show]");
        trial.ValueOf("Name").ShouldBe("Ett nej");
        await admin.SubmitAsync(trial, button: "button[formaction*=Save]");
        publish = await admin.GetPageAsync(type + "/publicera");
        publish.Text.ShouldNotContain("Sparade prov går en annan väg", Case.Sensitive, "saved anew it is the way that is wanted");
        await admin.SubmitAsync(await admin.GetPageAsync(type), form: "form[action*=Discard]");
    }

    private Task<int> NumberAsync(bool confidential) => host.ReadAsync(db => db.Database
        .SqlQuery<int>($"SELECT number AS \"Value\" FROM proposals_proposal WHERE is_confidential = {confidential} AND number > 0 ORDER BY number LIMIT 1").SingleAsync());

    private Task<string> DepartmentAsync() => host.ReadAsync(db => db.Database.SqlQuery<string>($"SELECT slug AS \"Value\" FROM organisation_department ORDER BY slug LIMIT 1").SingleAsync());

    private Task<string> CountsAsync() => host.ReadAsync(async db => string.Join(
        ' ',
        await db.Set<WorkflowInstance>().CountAsync(),
        await db.Set<WaitRow>().CountAsync(),
        await db.Set<JournalEntry>().CountAsync(),
        await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM kernel_outbox").SingleAsync(),
        await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM proposals_proposal").SingleAsync(),
        await db.Database.SqlQuery<int>($"SELECT value AS \"Value\" FROM kernel_counter WHERE name = 'proposal'").SingleAsync()));
}
