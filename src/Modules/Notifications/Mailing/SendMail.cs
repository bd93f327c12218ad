using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.Notifications.Mailing;

/// <summary>
/// Sends what waits. A mail is claimed in a transaction before it leaves, so a process that is killed in between leaves a row that says "being sent": written again
/// where that is harmless, else shown to an administrator and never repeated by itself (R14). How the last ones went is written in the transaction that claims the
/// next.
/// </summary>
internal sealed class SendMail(AppDb db, IMailTransport transport, TimeProvider clock, ILogger<SendMail> log) : IJob
{
    // Many at once only where a crash does no harm: with SMTP at most one mail is ever in doubt.
    private const int Batch = 50;

    // Lets the other jobs have their turn.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    // Longer than any transport may take for one mail.
    private static readonly TimeSpan CrashedAfter = TimeSpan.FromMinutes(2);

    public static TimeSpan Every => TimeSpan.Zero;

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task RunAsync(CancellationToken ct)
    {
        if (!await HasWorkAsync(ct))
        {
            return; // Asked after every commit, so most often with nothing to do: no transaction for that.
        }

        await TakeUpAfterCrashAsync(ct);
        var endUtc = NowUtc + LongestRun;
        List<Ended> ended = [];
        do
        {
            // From here to the saved outcome the host's stop is not listened to: a mail that left must be known to have left.
            var goesOn = NowUtc < endUtc && !ct.IsCancellationRequested;
            var claimed = await TurnAsync(ended, goesOn ? transport.SafeToRepeat ? Batch : 1 : 0);
            if (claimed is null && ended.Count > 0)
            {
                await EndOneByOneAsync(ended);
                claimed = await TurnAsync([], goesOn ? 1 : 0);
            }

            ended = await SendAsync(claimed ?? []);
        }
        while (ended.Count > 0);
        ct.ThrowIfCancellationRequested();
    }

    private Task<bool> HasWorkAsync(CancellationToken ct)
    {
        var (nowUtc, beforeUtc) = (NowUtc, NowUtc - CrashedAfter);
        return db.Set<Mail>().AnyAsync(
            m => (m.Status == MailStatus.Waiting && (m.NextTryUtc == null || m.NextTryUtc <= nowUtc)) || (m.Status == MailStatus.Sending && m.ClaimedUtc <= beforeUtc), ct);
    }

    private async Task TakeUpAfterCrashAsync(CancellationToken ct)
    {
        var beforeUtc = NowUtc - CrashedAfter;
        await db.TransactAsync<int>(
            async token =>
            {
                var left = await db.Set<Mail>().Where(m => m.Status == MailStatus.Sending && m.ClaimedUtc <= beforeUtc)
                    .OrderBy(m => m.CreatedUtc).Take(100).ToListAsync(token);
                left.ForEach(m => m.FoundAfterCrash(transport.SafeToRepeat));
                return left.Count;
            },
            ct);
        db.ChangeTracker.Clear(); // A conflict means that another node was first with them.
    }

    // Null when somebody else was first with one of the rows; then nothing of it is written.
    private async Task<List<Mail>?> TurnAsync(List<Ended> ended, int most)
    {
        if (ended.Count == 0 && most == 0)
        {
            return [];
        }

        var turn = await db.TransactAsync<List<Mail>>(
            async token =>
            {
                var nowUtc = NowUtc;
                await EndAsync(ended, nowUtc, token);
                var next = await db.Set<Mail>().Where(m => m.Status == MailStatus.Waiting && (m.NextTryUtc == null || m.NextTryUtc <= nowUtc))
                    .OrderBy(m => m.CreatedUtc).ThenBy(m => m.Id).Take(most).ToListAsync(token);
                next.RemoveAll(m => !m.Claim(nowUtc));
                return next;
            },
            CancellationToken.None);
        db.ChangeTracker.Clear();
        return turn.Succeeded ? turn.Value : null;
    }

    private async Task EndAsync(List<Ended> ended, DateTime nowUtc, CancellationToken ct)
    {
        if (ended.Count > 0)
        {
            var ids = ended.ConvertAll(e => e.Id);
            var mails = await db.Set<Mail>().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
            ended.ForEach(e => mails[e.Id].Ended(e.Outcome, nowUtc));
        }
    }

    private async Task EndOneByOneAsync(List<Ended> ended)
    {
        foreach (var one in ended)
        {
            await TurnAsync([one], 0);
        }
    }

    private async Task<List<Ended>> SendAsync(List<Mail> claimed)
    {
        var ended = new List<Ended>();
        foreach (var mail in claimed)
        {
            var outcome = await transport.SendAsync(mail, CancellationToken.None);
            ended.Add(new(mail.Id, outcome));
            if (outcome.Ending != MailEnding.Sent)
            {
                log.LogWarning("Mail {Mail} was not sent ({Ending}): {Error}", mail.Id.Value, outcome.Ending, outcome.Error);
            }
        }

        return ended;
    }

    private sealed record Ended(MailId Id, MailOutcome Outcome);
}
