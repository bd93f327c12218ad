using System.Text.RegularExpressions;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Notifications.Digests;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Notifications.Tests;

/// <summary>Those around a proposal hear of what happens to it, each by their own choice.</summary>
public abstract partial class FollowerTests(TestHost host)
{
    [Fact]
    public async Task Followers_hear_of_a_decision_in_the_system_and_in_the_next_digest()
    {
        var proposal = await ProposalAsync(0);
        await FollowAsync(proposal, "panel");
        await RaiseAsync(new ProposalStatusChanged(proposal.Id, proposal.Number, "being-implemented", "implemented"));
        (await KindsAsync("panel", proposal)).ShouldBe([NoticeKind.Implemented]);
        (await MailsAsync("panel")).ShouldBeEmpty("what one follows is gathered unless one has chosen otherwise");
        var subject = proposal.Id.Value;
        (await host.ReadAsync(db => db.Set<DigestItem>().Where(i => db.Set<Notice>().Any(n => n.Id == i.NoticeId && n.SubjectId == subject)).Select(i => i.Topic).ToListAsync()))
            .ShouldBe([NoticeTopic.Followed]);
    }

    [Fact]
    public async Task A_comment_reaches_authors_and_followers_but_not_its_writer()
    {
        var proposal = await ProposalAsync(1);
        await FollowAsync(proposal, "redaktor");
        await FollowAsync(proposal, "ledning");
        await RaiseAsync(new CommentWritten(proposal.Id, proposal.Number, Guid.CreateVersion7(), (await PersonAsync("redaktor")).Id, IsOfficial: false));
        (await KindsAsync("redaktor", proposal)).ShouldBeEmpty();
        (await KindsAsync("ledning", proposal)).ShouldBe([NoticeKind.Comment]);
        (await KindsAsync(proposal.AuthorId!.Value, proposal)).ShouldContain(NoticeKind.Comment);
    }

    [Fact]
    public async Task A_question_is_told_once_to_the_author_as_a_question_and_to_followers_as_news()
    {
        var proposal = await ProposalAsync(2);
        await FollowAsync(proposal, "idelots2");
        var by = (await PersonAsync("handlaggare")).Id;
        await RaiseAsync(new ProposalStatusChanged(proposal.Id, proposal.Number, "under-review", "more-information"), new QuestionAsked(proposal.Id, proposal.Number, by));
        (await KindsAsync(proposal.AuthorId!.Value, proposal)).Count(k => k == NoticeKind.MoreInformation).ShouldBe(1);
        (await KindsAsync("idelots2", proposal)).ShouldBe([NoticeKind.Asked]);

        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await RaiseAsync(new QuestionAsked(proposal.Id, proposal.Number, by));
        (await KindsAsync(proposal.AuthorId!.Value, proposal)).Count(k => k == NoticeKind.MoreInformation).ShouldBe(2, "a second question changes no status");
    }

    [Fact]
    public async Task A_decision_taken_back_and_a_merging_taken_apart_are_told()
    {
        var proposal = await ProposalAsync(3);
        await FollowAsync(proposal, "panel");
        var by = (await PersonAsync("handlaggare")).Id;
        await RaiseAsync(new DecisionUndone(proposal.Id, proposal.Number, by), new ProposalUnmerged(proposal.Id, proposal.Number, proposal.Id, by));
        (await KindsAsync("panel", proposal)).ShouldBe([NoticeKind.Reopened, NoticeKind.Unmerged], ignoreOrder: true);
        (await KindsAsync(proposal.AuthorId!.Value, proposal)).ShouldBeSubsetOf([NoticeKind.Reopened, NoticeKind.Unmerged]);
    }

    [Fact]
    public async Task Those_who_had_it_hear_that_it_was_taken_back_and_that_a_question_was_answered()
    {
        var proposal = await ProposalAsync(4);
        var chef = await PersonAsync("chef");
        await RaiseAsync(new ProposalWithdrawn(proposal.Id, proposal.Number, proposal.AuthorId, [$"person:{chef.Id.Value:D}", "role:Nobody", "rubbish"]));
        (await KindsAsync("chef", proposal)).ShouldContain(NoticeKind.Withdrawn);
    }

    [Fact]
    public async Task Who_follows_what_has_become_confidential_hears_nothing_more()
    {
        var proposal = await ProposalAsync(5);
        await FollowAsync(proposal, "panel");
        await host.ReadAsync(db => db.WriteAsync(d => d.Database.ExecuteSqlAsync($"DELETE FROM proposals_access WHERE proposal_id = {Stored(d, proposal.Id.Value)}")));
        await RaiseAsync(new DecisionUndone(proposal.Id, proposal.Number, null));
        (await KindsAsync("panel", proposal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whatever_people_write_a_mail_has_one_line_in_each_header_and_links_to_our_own_host_only()
    {
        using var staff = await host.SignInAsync("medarbetare");
        const string title = "Se https://evil.example/a, www.evil.example, evil.example/b och a@evil.example";
        using var answer = await staff.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title, problem = "p", solution = "l", benefit = "n" });
        answer.IsSuccessStatusCode.ShouldBeTrue();

        // Refused or made one line, as the door sees fit.
        using var second = await staff.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title = "evil\r\nBcc: alla@evil.example", problem = "p", solution = "l", benefit = "n" });
        await host.DrainAsync();
        var mails = await host.ReadAsync(db => db.Set<Mail>().AsNoTracking().Where(m => m.Subject.Contains("evil")).ToListAsync());
        mails.ShouldNotBeEmpty();
        foreach (var mail in mails)
        {
            var file = await File.ReadAllTextAsync(Path.Combine(host.Database.DataPath, "brev", $"{mail.Id.Value:D}.eml"));
            file.Split("\r\n").ShouldNotContain(l => l.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
            Links().Matches(mail.Body).Select(m => m.Value).ShouldAllBe(link => link.StartsWith("http://localhost:5080/"));
        }
    }

    // What a mail program may make a link of.
    [GeneratedRegex(@"[a-z]+://\S+|www\.\S+|(?<![/\w.:])[\w-]+\.[a-z]{2,}(/\S*)?", RegexOptions.IgnoreCase)]
    private static partial Regex Links();

    private static object Stored(AppDb db, Guid id) => db.IsSqlite ? id.ToString().ToUpperInvariant() : id;

    // One for each test, so that they do not hear of each other.
    private Task<ProposalRow> ProposalAsync(int index) => host.InScopeAsync(s => s.GetRequiredService<IProposals>().Rows
        .Where(p => p.Number > 0 && !p.IsConfidential && p.AuthorId != null && p.Status == ProposalStatus.Implemented).OrderBy(p => p.Number).Skip(index).FirstAsync());

    private async Task FollowAsync(ProposalRow proposal, string userName)
    {
        var person = (await PersonAsync(userName)).Id.Value;
        await host.ReadAsync(db => db.WriteAsync(d => d.Database.ExecuteSqlAsync(
            $"INSERT INTO proposals_follow (proposal_id, person_id, at_utc) VALUES ({Stored(d, proposal.Id.Value)}, {Stored(d, person)}, {host.Clock.NowUtc})")));
    }

    private async Task RaiseAsync(params IReadOnlyList<IEvent> events)
    {
        await host.ReadAsync(db =>
        {
            foreach (var e in events)
            {
                db.Raise(e);
            }

            return db.SaveChangesAsync();
        });
        await host.DrainAsync();
    }

    private Task<PersonInfo> PersonAsync(string userName) =>
        host.InScopeAsync(async s => (await s.GetRequiredService<IOrganisation>().PersonAsync(userName, default))!);

    private async Task<List<NoticeKind>> KindsAsync(string userName, ProposalRow proposal) => await KindsAsync((await PersonAsync(userName)).Id, proposal);

    private Task<List<NoticeKind>> KindsAsync(PersonId person, ProposalRow proposal)
    {
        var subject = proposal.Id.Value;
        return host.ReadAsync(db => db.Set<Notice>().AsNoTracking().Where(n => n.PersonId == person && n.SubjectId == subject).Select(n => n.Kind).ToListAsync());
    }

    private async Task<List<Mail>> MailsAsync(string userName)
    {
        var to = (await PersonAsync(userName)).Email;
        return await host.ReadAsync(db => db.Set<Mail>().AsNoTracking().Where(m => m.To == to).ToListAsync());
    }
}

public sealed class SqliteFollowerTests(SqliteHost host) : FollowerTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresFollowerTests(PostgresHost host) : FollowerTests(host), IClassFixture<PostgresHost>;
