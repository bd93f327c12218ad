using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Notifications.Digests;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Notifications.Tests;

/// <summary>What people were told is not kept for ever.</summary>
public abstract class RetentionTests(TestHost host)
{
    [Fact]
    public async Task Old_notices_go_with_their_place_in_the_digest_and_newer_ones_stay()
    {
        var (old, young) = (await NoticeAsync(daysOld: 366), await NoticeAsync(daysOld: 364));
        await RunAsync();
        (await host.ReadAsync(db => db.Set<Notice>().Where(n => n.Id == old || n.Id == young).Select(n => n.Id).ToListAsync())).ShouldBe([young]);
        (await host.ReadAsync(db => db.Set<DigestItem>().Where(i => i.NoticeId == old || i.NoticeId == young).Select(i => i.NoticeId).ToListAsync())).ShouldBe([young]);
    }

    [Fact]
    public async Task Old_mails_go_unless_somebody_has_yet_to_decide_about_them()
    {
        var sent = await MailAsync(91, m => m.Ended(new(MailEnding.Sent), host.Clock.NowUtc));
        var young = await MailAsync(89, m => m.Ended(new(MailEnding.Sent), host.Clock.NowUtc));
        var failed = await MailAsync(900, m => m.Ended(new(MailEnding.Refused, "No"), host.Clock.NowUtc));
        var dropped = await MailAsync(91, m =>
        {
            m.Ended(new(MailEnding.Refused, "No"), host.Clock.NowUtc);
            m.Drop();
        });
        await RunAsync();
        (await host.ReadAsync(db => db.Set<Mail>().Select(m => m.Id).ToListAsync())).Where(m => new[] { sent, young, failed, dropped }.Contains(m)).ShouldBe([young, failed], ignoreOrder: true);
    }

    [Fact]
    public async Task The_files_of_the_pickup_folder_go_with_their_mails()
    {
        var folder = Path.Combine(host.Database.DataPath, "brev");
        Directory.CreateDirectory(folder);
        var (old, young) = (await MailAsync(91, m => m.Ended(new(MailEnding.Sent), host.Clock.NowUtc)), await MailAsync(89, m => m.Ended(new(MailEnding.Sent), host.Clock.NowUtc)));
        foreach (var mail in new[] { old, young })
        {
            await File.WriteAllTextAsync(FileOf(mail), "Hej");
        }

        await RunAsync();

        File.Exists(FileOf(old)).ShouldBeFalse();
        File.Exists(FileOf(young)).ShouldBeTrue();

        string FileOf(MailId mail) => Path.Combine(folder, $"{mail.Value:D}.eml");
    }

    [Fact]
    public async Task Nothing_goes_where_the_municipality_keeps_everything()
    {
        var (notice, mail) = (await NoticeAsync(daysOld: 4000), await MailAsync(4000, m => m.Ended(new(MailEnding.Sent), host.Clock.NowUtc)));
        await RunAsync(new() { NoticesDays = 0, MailsDays = 0 });
        (await host.ReadAsync(db => db.Set<Notice>().AnyAsync(n => n.Id == notice))).ShouldBeTrue();
        (await host.ReadAsync(db => db.Set<Mail>().AnyAsync(m => m.Id == mail))).ShouldBeTrue();
    }

    private Task<bool> RunAsync(RetentionOptions? options = null) => host.InScopeAsync(async services =>
    {
        IJob job = new ForgetOldNotices(
            services.GetRequiredService<AppDb>(), services.GetRequiredService<PickupFolder>(), options is null ? services.GetRequiredService<IOptions<RetentionOptions>>() : Options.Create(options), host.Clock);
        await job.RunAsync(CancellationToken.None);
        return true;
    });

    private Task<NoticeId> NoticeAsync(int daysOld) => host.ReadAsync(async db =>
    {
        var notice = Notice.To(new PersonId(Guid.CreateVersion7()), NoticeKind.General, null, new(), Guid.CreateVersion7(), host.Clock.NowUtc.AddDays(-daysOld));
        db.AddRange(notice, DigestItem.Of(notice, NoticeTopic.Other, MailChoice.Daily));
        await db.SaveChangesAsync();
        return notice.Id;
    });

    private Task<MailId> MailAsync(int daysOld, Action<Mail> end) => host.ReadAsync(async db =>
    {
        var mail = Mail.Compose(TypedId.New<MailId>(), "a@motala.example", "Hej", "Hej", "localhost", host.Clock.NowUtc.AddDays(-daysOld));
        mail.Claim(host.Clock.NowUtc);
        end(mail);
        db.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    });
}

public sealed class SqliteRetentionTests(EmptySqliteHost host) : RetentionTests(host), IClassFixture<EmptySqliteHost>;

public sealed class PostgresRetentionTests(EmptyPostgresHost host) : RetentionTests(host), IClassFixture<EmptyPostgresHost>;
