using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Notifications.Tests;

/// <summary>What the workflows remind of.</summary>
public abstract class ReminderTests(TestHost host)
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public async Task A_task_that_is_soon_due_is_told_in_the_system_and_by_mail()
    {
        var proposal = (await ProposalsAsync(1))[0];
        var panel = await PersonAsync("panel");
        await RaiseAsync(new TaskReminder(
            Guid.CreateVersion7(), "proposal", proposal.Id.Value, $"person:{panel.Id.Value:D}", "Ge ett råd", new(2026, 3, 6, 22, 59, 0, DateTimeKind.Utc), IsFirstAnswer: false));
        await RaiseAsync(new TaskReminder(
            Guid.CreateVersion7(), "proposal", proposal.Id.Value, $"person:{panel.Id.Value:D}", "Ge ett råd", new(2026, 3, 6, 22, 59, 0, DateTimeKind.Utc), IsFirstAnswer: true));
        using var reader = await host.SignInAsync("panel");
        var page = await reader.GetPageAsync("/notiser");
        page.Text.ShouldContain($"Påminnelse om en uppgift som gäller ”{proposal.Title}”: Ge ett råd. Gör det senast 6 mars 2026.");
        page.Text.ShouldContain($"Den som föreslog ”{proposal.Title}” väntar på ett första svar.");
        (await MailsAsync(panel)).Select(m => m.Subject).ShouldBe([$"Påminnelse: ”{proposal.Title}”", $"Ett första svar väntas: ”{proposal.Title}”"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_weeks_overdue_cases_are_one_notice_and_one_mail_of_what_the_coach_may_see()
    {
        var proposals = await ProposalsAsync(4);
        var hidden = proposals[3];
        await host.ReadAsync(db => db.WriteAsync(d => d.Database.ExecuteSqlAsync($"DELETE FROM proposals_access WHERE proposal_id = {Stored(d, hidden.Id.Value)}")));
        var coach = await PersonAsync("redaktor");
        var list = new OverdueList($"person:{coach.Id.Value:D}", Monday, [.. proposals.Select((p, i) => Late(p, isFirstAnswer: i == 0))], proposals.Count);
        await RaiseAsync(list);

        var mail = (await MailsAsync(coach)).ShouldHaveSingleItem();
        mail.Subject.ShouldBe("Försenade ärenden den här veckan: 3");
        mail.Body.ShouldContain($"”{proposals[0].Title}”: det första svaret skulle ha kommit 20 februari 2026. Ansvarig: Karin Holm.\r\nhttp://localhost:5080/forslag/{proposals[0].Number}\r\n");
        mail.Body.ShouldContain($"”{proposals[1].Title}”: ”Bedöm förslaget” skulle ha varit klart 20 februari 2026.");
        mail.Body.ShouldNotContain(hidden.Title);
        using var reader = await host.SignInAsync("redaktor");
        var page = await reader.GetPageAsync("/notiser");
        page.Text.ShouldContain("Försenade ärenden att följa upp: 3.");
        (await reader.SubmitAsync(page, form: "main form:has(input[name=id])")).Path.ShouldBe("/mina/arenden");
    }

    [Fact]
    public async Task A_long_list_is_cut_to_a_mail_and_says_how_many_more()
    {
        var proposal = (await ProposalsAsync(1))[0];
        var coach = await PersonAsync("ledning");
        await RaiseAsync(new OverdueList($"person:{coach.Id.Value:D}", Monday, [.. Enumerable.Repeat(Late(proposal, false), 100)], 180));
        var mail = (await MailsAsync(coach)).ShouldHaveSingleItem();
        mail.Subject.ShouldEndWith(": 180");
        mail.Body.ShouldContain("Fler försenade ärenden som inte fick plats: 1");
        mail.Body.ShouldEndWith("/notiser/installningar");
    }

    [Fact]
    public async Task A_coach_who_wants_no_mail_of_it_still_has_the_notice()
    {
        using var coach = await host.SignInAsync("idelots");
        await coach.SubmitAsync(await coach.GetPageAsync("/notiser/installningar"), new() { ["Choice[Overdue]"] = "Never" });
        var person = await PersonAsync("idelots");
        await RaiseAsync(new OverdueList($"person:{person.Id.Value:D}", Monday, [Late((await ProposalsAsync(1))[0], false)], 1));
        (await MailsAsync(person)).ShouldNotContain(m => m.Subject.StartsWith("Försenade"));
        (await coach.GetPageAsync("/notiser")).Text.ShouldContain("Försenade ärenden att följa upp: 1.");
    }

    private static OverdueTask Late(ProposalRow proposal, bool isFirstAnswer) => new(
        Guid.CreateVersion7(), "proposal", proposal.Id.Value, "Bedöm förslaget", "Karin Holm", new(2026, 2, 20, 22, 59, 0, DateTimeKind.Utc), isFirstAnswer);

    private static object Stored(AppDb db, Guid id) => db.IsSqlite ? id.ToString().ToUpperInvariant() : id;

    private Task<List<ProposalRow>> ProposalsAsync(int count) => host.InScopeAsync(s => s.GetRequiredService<IProposals>().Rows
        .Where(p => p.Number > 0 && !p.IsConfidential && p.Status == ProposalStatus.Implemented).OrderBy(p => p.Number).Take(count).ToListAsync());

    private async Task RaiseAsync(IEvent e)
    {
        await host.ReadAsync(db =>
        {
            db.Raise(e);
            return db.SaveChangesAsync();
        });
        await host.DrainAsync();
    }

    private Task<PersonInfo> PersonAsync(string userName) =>
        host.InScopeAsync(async s => (await s.GetRequiredService<IOrganisation>().PersonAsync(userName, default))!);

    private Task<List<Mail>> MailsAsync(PersonInfo person) => host.ReadAsync(db => db.Set<Mail>().AsNoTracking().Where(m => m.To == person.Email).ToListAsync());
}

public sealed class SqliteReminderTests(SqliteHost host) : ReminderTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresReminderTests(PostgresHost host) : ReminderTests(host), IClassFixture<PostgresHost>;
