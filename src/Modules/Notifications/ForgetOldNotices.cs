using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Notifications.Digests;
using IntranetInnovation.Notifications.Mailing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Notifications;

/// <summary>The configuration section <c>Retention</c>, as far as it is about what people were told. Days; 0 keeps for ever.</summary>
internal sealed class RetentionOptions
{
    public int NoticesDays { get; set; } = 365;

    /// <summary>Of mails that have left or that an administrator let be. The others wait for somebody, however old they are.</summary>
    public int MailsDays { get; set; } = 90;
}

/// <summary>Takes away old notices, read or not, and old mails. The proposals themselves tell what happened to them.</summary>
internal sealed class ForgetOldNotices(AppDb db, PickupFolder folder, IOptions<RetentionOptions> options, TimeProvider clock) : IJob
{
    private const int Batch = 500;

    public static TimeSpan Every => TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken ct)
    {
        if (Before(options.Value.NoticesDays) is { } noticesUtc)
        {
            await db.WriteAsync(d => d.Set<DigestItem>().Where(i => d.Set<Notice>().Any(n => n.Id == i.NoticeId && n.CreatedUtc < noticesUtc)).ExecuteDeleteAsync(ct), ct);
            await db.WriteAsync(d => d.Set<Notice>().Where(n => n.CreatedUtc < noticesUtc).ExecuteDeleteAsync(ct), ct);
        }

        if (Before(options.Value.MailsDays) is { } mailsUtc)
        {
            while (await ForgetMailsAsync(mailsUtc, ct) == Batch)
            {
                ct.ThrowIfCancellationRequested();
            }
        }
    }

    // The file first: a row that is left is taken the next time, a file without a row by nobody.
    private async Task<int> ForgetMailsAsync(DateTime beforeUtc, CancellationToken ct)
    {
        var old = await db.Set<Mail>().Where(m => (m.Status == MailStatus.Sent || m.Status == MailStatus.Dropped) && m.CreatedUtc < beforeUtc)
            .OrderBy(m => m.CreatedUtc).Select(m => m.Id).Take(Batch).ToListAsync(ct);
        old.ForEach(folder.Forget);
        return await db.WriteAsync(d => d.Set<Mail>().Where(m => old.Contains(m.Id)).ExecuteDeleteAsync(ct), ct);
    }

    private DateTime? Before(int days) => days > 0 ? clock.GetUtcNow().UtcDateTime.AddDays(-days) : null;
}
