using System.Net;
using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Notifications.Listeners;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Notifications.Tests;

/// <summary>From what happens to a proposal to what people are told, through the real host.</summary>
public abstract class TellingTests(TestHost host)
{
    [Fact]
    public async Task The_author_is_thanked_and_whoever_answers_is_asked_in_the_system_and_by_mail()
    {
        var number = await SubmitAsync("Cykelpump vid entrén");
        await host.DrainAsync();

        using var staff = await host.SignInAsync("medarbetare");
        (await staff.GetPageAsync("/notiser")).Text.ShouldContain("Vi har tagit emot ”Cykelpump vid entrén”.");
        using var manager = await host.SignInAsync("chef");
        (await manager.GetPageAsync("/notiser")).Text.ShouldContain("Du har fått en uppgift som gäller ”Cykelpump vid entrén”");

        var mail = (await MailsAsync("medarbetare@motala.example")).Single(m => m.Subject.Contains("Cykelpump"));
        mail.Status.ShouldBe(MailStatus.Sent);
        mail.Body.ShouldContain($"http://localhost:5080/forslag/{number}\r\n");
        var file = await File.ReadAllTextAsync(Path.Combine(host.Database.DataPath, "brev", $"{mail.Id.Value:D}.eml"));
        file.ShouldContain($"Message-ID: {mail.MessageId}\r\n");
    }

    [Fact]
    public async Task A_decision_is_told_once_although_both_the_status_and_the_workflow_say_it()
    {
        var number = await SubmitAsync("Fler krokar i hallen");
        using var manager = await host.SignInAsync("chef");
        using var decided = await manager.SendJsonAsync(HttpMethod.Post, $"/api/v1/proposals/{number}/decision", new { outcome = "approved", motivation = "Ja" });
        decided.StatusCode.ShouldBe(HttpStatusCode.OK, await decided.Content.ReadAsStringAsync());
        await host.DrainAsync();

        var notices = await NoticesAsync("medarbetare", number);
        notices.Count(n => n.Kind is NoticeKind.Approved or NoticeKind.Decision).ShouldBe(1);
        (await MailsAsync("medarbetare@motala.example")).Count(m => m.Subject == "Godkänt: ”Fler krokar i hallen”").ShouldBe(1);
        using var staff = await host.SignInAsync("medarbetare");
        (await staff.GetPageAsync("/notiser")).Text.ShouldContain("Beslut om ”Fler krokar i hallen”: godkänt.");
    }

    [Fact]
    public async Task What_is_confidential_is_told_only_to_those_concerned_and_never_named_in_a_mail()
    {
        var number = await SubmitAsync("Hemlig uppfinning", confidential: true);
        var id = await IdAsync(number);
        var people = new List<PersonId>();
        foreach (var name in new[] { "medarbetare", "medarbetare2", "admin", "ledning" })
        {
            people.Add((await PersonAsync(name)).Id);
        }

        await RaiseAsync(new NotificationRequested("proposal", id, people, "implemented"));
        await host.DrainAsync();

        (await NoticesAsync("medarbetare", number)).ShouldContain(n => n.Kind == NoticeKind.Implemented);
        foreach (var name in new[] { "medarbetare2", "admin", "ledning" })
        {
            (await NoticesAsync(name, number)).ShouldBeEmpty();
            using var visitor = await host.SignInAsync(name);
            (await visitor.GetPageAsync("/notiser")).Html.ShouldNotContain("Hemlig uppfinning");
        }

        var mails = await host.ReadAsync(db => db.Set<Mail>().AsNoTracking().ToListAsync());
        mails.ShouldContain(m => m.Subject == "Genomfört: ett förslag som bara berörda ser");
        mails.ShouldNotContain(m => m.Subject.Contains("uppfinning") || m.Body.Contains("uppfinning"));
    }

    [Fact]
    public async Task A_notice_keeps_silent_about_what_its_reader_may_no_longer_see()
    {
        var number = await SubmitAsync("Snart hemligt");
        var id = await IdAsync(number);
        await RaiseAsync(new NotificationRequested("proposal", id, [(await PersonAsync("redaktor")).Id], "receipt"));
        await host.DrainAsync();
        using var editor = await host.SignInAsync("redaktor");
        (await editor.GetPageAsync("/notiser")).Text.ShouldContain("Snart hemligt");

        var proposal = new ProposalId(id);
        await host.ReadAsync(db => db.WriteAsync(d => d.Database.ExecuteSqlAsync($"DELETE FROM proposals_access WHERE proposal_id = {Stored(d, proposal.Value)}")));
        var page = await editor.GetPageAsync("/notiser");
        page.Html.ShouldNotContain("Snart hemligt");
        page.Text.ShouldContain("något som du inte längre kan se");
        page.Links.ShouldNotContain(l => l.Contains($"/forslag/{number}"));
        (await editor.SubmitAsync(page, form: "form[action*='handler=Open'], form:has(input[name=id])")).Path.ShouldBe("/notiser");
    }

    [Fact]
    public async Task A_second_delivery_adds_nothing()
    {
        var number = await SubmitAsync("Bara en gång");
        await host.DrainAsync();
        var news = new News(NoticeKind.Task, new("proposal", await IdAsync(number)), [(await PersonAsync("chef")).Id], new("Ring Lisa"));
        var stamp = new EventStamp(Guid.CreateVersion7(), host.Clock.NowUtc);
        for (var i = 0; i < 3; i++)
        {
            await host.InScopeAsync(async services =>
            {
                await services.GetRequiredService<Telling>().TellAsync(news, stamp, CancellationToken.None);
                return await services.GetRequiredService<AppDb>().SaveChangesAsync();
            });
        }

        (await NoticesAsync("chef", number)).Count(n => n.Facts.Task == "Ring Lisa").ShouldBe(1);
        (await MailsAsync("chef@motala.example")).Count(m => m.Body.Contains("Ring Lisa")).ShouldBe(1);
    }

    [Fact]
    public async Task A_task_that_was_overdue_when_given_sends_no_mail_in_arrears()
    {
        var number = await SubmitAsync("Gammalt ärende");
        var chef = await PersonAsync("chef");
        await RaiseAsync(new TaskAssigned(Guid.CreateVersion7(), "proposal", await IdAsync(number), $"person:{chef.Id.Value:D}", "Sent omsider", host.Clock.NowUtc.AddDays(-3)));
        await host.DrainAsync();
        (await NoticesAsync("chef", number)).ShouldContain(n => n.Facts.Task == "Sent omsider");
        (await MailsAsync("chef@motala.example")).ShouldNotContain(m => m.Body.Contains("Sent omsider"));
    }

    [Fact]
    public async Task A_task_for_a_role_is_told_to_everyone_who_holds_it()
    {
        var number = await SubmitAsync("För alla idélotsar");
        var school = await host.InScopeAsync(async s => (await s.GetRequiredService<IOrganisation>().DepartmentsAsync(default)).Single(d => d.Slug == "bildningsforvaltningen"));
        await RaiseAsync(new TaskAssigned(Guid.CreateVersion7(), "proposal", await IdAsync(number), $"role:IdeaCoach@{school.Id.Value:D}", "Sortera", null));
        await host.DrainAsync();
        (await NoticesAsync("idelots", number)).ShouldContain(n => n.Facts.Task == "Sortera");
        (await NoticesAsync("idelots2", number)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_subject_that_nobody_owns_is_told_to_nobody()
    {
        var id = Guid.CreateVersion7();
        await RaiseAsync(new NotificationRequested("unheard-of", id, [(await PersonAsync("chef")).Id], "receipt"));
        await host.DrainAsync();
        (await host.ReadAsync(db => db.Set<Notice>().CountAsync(n => n.SubjectId == id))).ShouldBe(0);
    }

    private static object Stored(AppDb db, Guid id) => db.IsSqlite ? id.ToString().ToUpperInvariant() : id;

    private async Task<int> SubmitAsync(string title, bool confidential = false)
    {
        using var staff = await host.SignInAsync("medarbetare");
        using var answer = await staff.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new
        {
            title, problem = "p", solution = "l", benefit = "n", confidential, confidentialReason = confidential ? "Det kan gå att söka patent." : null,
        });
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("number").GetInt32();
    }

    private Task<Guid> IdAsync(int number) =>
        host.InScopeAsync(async s => (await s.GetRequiredService<IProposals>().Rows.SingleAsync(p => p.Number == number)).Id.Value);

    private Task<PersonInfo> PersonAsync(string userName) =>
        host.InScopeAsync(async s => (await s.GetRequiredService<IOrganisation>().PersonAsync(userName, default))!);

    private Task<int> RaiseAsync(IEvent e) => host.ReadAsync(db =>
    {
        db.Raise(e);
        return db.SaveChangesAsync();
    });

    private async Task<List<Notice>> NoticesAsync(string userName, int number)
    {
        var (person, subject) = ((await PersonAsync(userName)).Id, await IdAsync(number));
        return await host.ReadAsync(db => db.Set<Notice>().AsNoTracking().Where(n => n.PersonId == person && n.SubjectId == subject).ToListAsync());
    }

    private Task<List<Mail>> MailsAsync(string to) => host.ReadAsync(db => db.Set<Mail>().AsNoTracking().Where(m => m.To == to).ToListAsync());
}

public sealed class SqliteTellingTests(SqliteHost host) : TellingTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresTellingTests(PostgresHost host) : TellingTests(host), IClassFixture<PostgresHost>;
