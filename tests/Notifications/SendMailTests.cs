using System.Collections.Concurrent;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntranetInnovation.Notifications.Tests;

/// <summary>No mail twice, whatever dies in between (R14).</summary>
public abstract class SendMailTests(TestHost host)
{
    [Fact]
    public async Task Two_nodes_at_once_send_each_mail_once()
    {
        var mails = await WriteAsync(20);
        var transport = new FakeTransport();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(transport)));
        await RunAsync(transport);
        transport.Sent.Where(mails.Contains).OrderBy(m => m.Value).ShouldBe(mails.OrderBy(m => m.Value));
        (await StatusesAsync(mails)).ShouldAllBe(s => s == MailStatus.Sent);
    }

    [Theory]
    [InlineData(true, MailStatus.Sent)]
    [InlineData(false, MailStatus.NeedsAttention)]
    public async Task A_mail_caught_by_a_crash_is_repeated_only_where_it_cannot_be_doubled(bool safeToRepeat, object status)
    {
        var mails = await WriteAsync(1);
        await Should.ThrowAsync<PowerCutException>(() => RunAsync(new FakeTransport { Dies = true }));
        (await StatusesAsync(mails)).ShouldBe([MailStatus.Sending]);

        var transport = new FakeTransport { SafeToRepeat = safeToRepeat };
        await RunAsync(transport);
        transport.Sent.ShouldNotContain(mails[0], "it may still be on its way");
        host.Clock.Advance(TimeSpan.FromMinutes(3));
        await RunAsync(transport);
        (await StatusesAsync(mails)).ShouldBe([(MailStatus)status]);
        transport.Sent.Count(mails.Contains).ShouldBe(safeToRepeat ? 1 : 0);
    }

    [Fact]
    public async Task A_mail_that_must_wait_does_not_hold_up_the_others()
    {
        var mails = await WriteAsync(3);
        var transport = new FakeTransport { Ending = id => id == mails[0] ? MailEnding.TryLater : MailEnding.Sent };
        await RunAsync(transport);
        (await StatusesAsync(mails)).ShouldBe([MailStatus.Waiting, MailStatus.Sent, MailStatus.Sent]);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(new FakeTransport());
        (await StatusesAsync(mails)).ShouldAllBe(s => s == MailStatus.Sent);
    }

    private Task<bool> RunAsync(FakeTransport transport) => host.InScopeAsync(async services =>
    {
        IJob job = new SendMail(services.GetRequiredService<AppDb>(), transport, host.Clock, NullLogger<SendMail>.Instance);
        await job.RunAsync(CancellationToken.None);
        return true;
    });

    private Task<List<MailId>> WriteAsync(int count) => host.ReadAsync(async db =>
    {
        var mails = Enumerable.Range(0, count)
            .Select(i => Mail.Compose(TypedId.New<MailId>(), "a@motala.example", $"Brev {i}", "Hej", "localhost", host.Clock.NowUtc.AddMilliseconds(i))).ToList();
        db.AddRange(mails);
        await db.SaveChangesAsync();
        return mails.ConvertAll(m => m.Id);
    });

    private async Task<List<MailStatus>> StatusesAsync(List<MailId> ids)
    {
        var rows = await host.ReadAsync(db => db.Set<Mail>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToListAsync());
        return [.. ids.Select(id => rows.Single(r => r.Id == id).Status)];
    }

    private sealed class PowerCutException : Exception;

    private sealed class FakeTransport : IMailTransport
    {
        public bool SafeToRepeat { get; init; }

        public bool Dies { get; init; }

        public Func<MailId, MailEnding> Ending { get; init; } = _ => MailEnding.Sent;

        public ConcurrentQueue<MailId> Sent { get; } = [];

        public async Task<MailOutcome> SendAsync(Mail mail, CancellationToken ct)
        {
            await Task.Delay(5, ct);
            if (Dies)
            {
                throw new PowerCutException();
            }

            Sent.Enqueue(mail.Id);
            return new(Ending(mail.Id));
        }
    }
}

public sealed class SqliteSendMailTests(EmptySqliteHost host) : SendMailTests(host), IClassFixture<EmptySqliteHost>;

public sealed class PostgresSendMailTests(EmptyPostgresHost host) : SendMailTests(host), IClassFixture<EmptyPostgresHost>;
