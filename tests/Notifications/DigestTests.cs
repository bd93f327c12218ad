using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Notifications.Digests;
using IntranetInnovation.Notifications.Listeners;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Notifications.Tests;

/// <summary>Summaries: each notice once, whatever is missed or repeated (R1), and nothing to those who may no longer see it (S10).</summary>
public abstract class DigestTests(TestHost host)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task News_gathers_until_seven_and_comes_once_in_one_mail()
    {
        await ChooseAsync("panel", NoticeTopic.Own, MailChoice.Daily);
        var proposals = await ProposalsAsync(2);
        foreach (var proposal in proposals)
        {
            await TellAsync("panel", NoticeKind.Implemented, proposal.Id.Value);
        }

        await host.DrainAsync();
        (await MailsAsync("panel")).ShouldBeEmpty("it is not seven yet");

        host.Clock.Advance(Day);
        for (var i = 0; i < 3; i++)
        {
            await host.DrainAsync();
            host.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        var mail = (await MailsAsync("panel")).ShouldHaveSingleItem();
        mail.Subject.ShouldBe("2 nyheter till dig");
        mail.Status.ShouldBe(MailStatus.Sent);
        foreach (var proposal in proposals)
        {
            mail.Body.ShouldContain($"Nu är det gjort: ”{proposal.Title}” är genomfört.");
            mail.Body.ShouldContain($"http://localhost:5080/forslag/{proposal.Number}\r\n");
        }

        mail.Body.ShouldContain("http://localhost:5080/notiser/installningar");
        host.Clock.Advance(Day);
        await host.DrainAsync();
        (await MailsAsync("panel")).Count.ShouldBe(1, "nothing new has happened");
    }

    [Fact]
    public async Task Runs_that_were_missed_for_days_are_made_up_for_once()
    {
        await ChooseAsync("redaktor", NoticeTopic.Own, MailChoice.Daily);
        await TellAsync("redaktor", NoticeKind.Approved, (await ProposalsAsync(1))[0].Id.Value);
        host.Clock.Advance(5 * Day);
        await host.DrainAsync();
        host.Clock.Advance(Day);
        await host.DrainAsync();
        (await MailsAsync("redaktor")).ShouldHaveSingleItem().Subject.ShouldBe("En nyhet till dig");
    }

    [Fact]
    public async Task A_week_is_waited_for_and_two_nodes_at_once_write_one_mail()
    {
        await ChooseAsync("ledning", NoticeTopic.Own, MailChoice.Weekly);
        await TellAsync("ledning", NoticeKind.Approved, (await ProposalsAsync(1))[0].Id.Value);
        var due = await host.ReadAsync(db => db.Set<DigestItem>().Where(i => i.DigestedUtc == null).MaxAsync(i => i.DueUtc));
        due.DayOfWeek.ShouldBe(DayOfWeek.Monday);
        host.Clock.Set(due.AddMinutes(-1));
        await RunAsync();
        (await MailsAsync("ledning")).ShouldBeEmpty();
        host.Clock.Set(due);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync()));
        await RunAsync();
        (await MailsAsync("ledning")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_reader_may_no_longer_see_is_left_out_and_alone_makes_no_mail()
    {
        await ChooseAsync("medarbetare2", NoticeTopic.Own, MailChoice.Daily);
        var proposals = await ProposalsAsync(2);
        await TellAsync("medarbetare2", NoticeKind.Approved, proposals[0].Id.Value);
        await TellAsync("medarbetare2", NoticeKind.Approved, proposals[1].Id.Value);
        await HideAsync(proposals[0].Id);
        host.Clock.Advance(Day);
        await host.DrainAsync();
        var mail = (await MailsAsync("medarbetare2")).ShouldHaveSingleItem();
        mail.Body.ShouldNotContain(proposals[0].Title);
        mail.Body.ShouldNotContain($"/forslag/{proposals[0].Number}\r\n");
        mail.Body.ShouldContain(proposals[1].Title);

        await TellAsync("medarbetare2", NoticeKind.Implemented, proposals[1].Id.Value);
        await HideAsync(proposals[1].Id);
        host.Clock.Advance(Day);
        await host.DrainAsync();
        (await MailsAsync("medarbetare2")).Count.ShouldBe(1);
        (await host.ReadAsync(db => db.Set<DigestItem>().CountAsync(i => i.DigestedUtc == null))).ShouldBe(0, "what was left out does not wait for ever");
    }

    [Fact]
    public async Task What_is_confidential_is_told_to_those_concerned_without_its_title()
    {
        await ChooseAsync("handlaggare", NoticeTopic.Own, MailChoice.Daily);
        var proposal = (await ProposalsAsync(1))[0];
        var person = await PersonAsync("handlaggare");
        await TellAsync("handlaggare", NoticeKind.Implemented, proposal.Id.Value);
        await HideAsync(proposal.Id);
        await host.ReadAsync(db => db.WriteAsync(d => d.Database.ExecuteSqlAsync(
            $"INSERT INTO proposals_access (proposal_id, principal) VALUES ({Stored(d, proposal.Id.Value)}, {"person:" + person.Id.Value.ToString("D")})")));
        host.Clock.Advance(Day);
        await host.DrainAsync();
        var mail = (await MailsAsync("handlaggare")).ShouldHaveSingleItem();
        mail.Body.ShouldNotContain(proposal.Title);
        mail.Body.ShouldContain("ett förslag som bara berörda ser");
        mail.Body.ShouldContain($"/forslag/{proposal.Number}\r\n");
    }

    [Fact]
    public async Task A_change_of_mind_holds_for_what_already_waits()
    {
        await ChooseAsync("idelots2", NoticeTopic.Own, MailChoice.Weekly);
        await TellAsync("idelots2", NoticeKind.Approved, (await ProposalsAsync(1))[0].Id.Value);
        using var reader = await host.SignInAsync("idelots2");
        await reader.SubmitAsync(await reader.GetPageAsync("/notiser/installningar"), new() { ["Choice[Own]"] = "Never" });
        host.Clock.Advance(8 * Day);
        await host.DrainAsync();
        (await MailsAsync("idelots2")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_digest_too_long_for_a_mail_counts_the_rest_and_leads_to_the_notices()
    {
        await ChooseAsync("admin", NoticeTopic.Own, MailChoice.Daily);
        var proposal = (await ProposalsAsync(1))[0];
        for (var i = 0; i < 60; i++)
        {
            await TellAsync("admin", NoticeKind.Approved, proposal.Id.Value);
            host.Clock.Advance(TimeSpan.FromMinutes(3));
        }

        host.Clock.Advance(Day);
        await host.DrainAsync();
        var mail = (await MailsAsync("admin")).ShouldHaveSingleItem();
        mail.Subject.ShouldBe("60 nyheter till dig");
        mail.Body.ShouldContain("nyheter till. Du hittar dem bland dina notiser:\r\nhttp://localhost:5080/notiser\r\n");
        mail.Body.ShouldEndWith("http://localhost:5080/notiser/installningar", Case.Sensitive, "nothing was cut off");
    }

    private static object Stored(AppDb db, Guid id) => db.IsSqlite ? id.ToString().ToUpperInvariant() : id;

    private Task<bool> RunAsync() => host.InScopeAsync(async services =>
    {
        await ActivatorUtilities.CreateInstance<SendDigests>(services).RunAsync(CancellationToken.None);
        return true;
    });

    private async Task ChooseAsync(string userName, NoticeTopic topic, MailChoice choice)
    {
        using var reader = await host.SignInAsync(userName);
        var page = await reader.GetPageAsync("/notiser/installningar");
        (await reader.SubmitAsync(page, new() { [$"Choice[{topic}]"] = choice.ToString() })).Text.ShouldContain("Dina val är sparade.");
    }

    private async Task TellAsync(string userName, NoticeKind kind, Guid proposal)
    {
        var news = new News(kind, new("proposal", proposal), [(await PersonAsync(userName)).Id], new());
        await host.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Telling>().TellAsync(news, new(Guid.CreateVersion7(), host.Clock.NowUtc), CancellationToken.None);
            return await services.GetRequiredService<AppDb>().SaveChangesAsync();
        });
    }

    // Those that everyone still sees: the tests of a class share their database.
    private Task<List<ProposalRow>> ProposalsAsync(int count) => host.InScopeAsync(async services =>
    {
        var done = await services.GetRequiredService<IProposals>().Rows.Where(p => !p.IsConfidential && p.Status == ProposalStatus.Implemented).OrderBy(p => p.Number).ToListAsync();
        var open = await services.GetRequiredService<Audience>().OpenCardsAsync(done.ConvertAll(p => new SubjectRef("proposal", p.Id.Value)), CancellationToken.None);
        return done.Where(p => open.ContainsKey(new("proposal", p.Id.Value))).Take(count).ToList();
    });

    private Task<int> HideAsync(ProposalId id) =>
        host.ReadAsync(db => db.WriteAsync(d => d.Database.ExecuteSqlAsync($"DELETE FROM proposals_access WHERE proposal_id = {Stored(d, id.Value)}")));

    private Task<PersonInfo> PersonAsync(string userName) =>
        host.InScopeAsync(async s => (await s.GetRequiredService<IOrganisation>().PersonAsync(userName, default))!);

    private async Task<List<Mail>> MailsAsync(string userName)
    {
        var to = (await PersonAsync(userName)).Email;
        return await host.ReadAsync(db => db.Set<Mail>().AsNoTracking().Where(m => m.To == to && m.Subject.Contains("nyhet")).ToListAsync());
    }
}

public sealed class SqliteDigestTests(SqliteHost host) : DigestTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresDigestTests(PostgresHost host) : DigestTests(host), IClassFixture<PostgresHost>;
