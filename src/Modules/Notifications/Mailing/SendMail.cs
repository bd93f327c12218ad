using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.Notifications.Mailing;

/// <summary>
/// Sends what waits. A mail is claimed in a transaction of its own before it leaves, so a process that is killed in between leaves a row that says
/// "being sent": written again where that is harmless, else shown to an administrator and never repeated by itself (R14).
/// </summary>
internal sealed class SendMail(AppDb db, IMailTransport transport, TimeProvider clock, ILogger<SendMail> log) : IJob
{
    // Lets the other jobs have their turn.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    // Longer than any transport may take for one mail.
    private static readonly TimeSpan CrashedAfter = TimeSpan.FromMinutes(2);

    public static TimeSpan Every => TimeSpan.Zero;

    public async Task RunAsync(CancellationToken ct)
    {
        await TakeUpAfterCrashAsync(ct);
        var endUtc = NowUtc + LongestRun;
        while (NowUtc < endUtc && await ClaimNextAsync(ct) is { } mail)
        {
            // From here to the saved outcome the host's stop is not listened to: a mail that left must be known to have left.
            var outcome = await transport.SendAsync(mail, CancellationToken.None);
            await EndAsync(mail.Id, outcome);
            if (outcome.Ending != MailEnding.Sent)
            {
                log.LogWarning("Mail {Mail} was not sent ({Ending}): {Error}", mail.Id.Value, outcome.Ending, outcome.Error);
            }

            ct.ThrowIfCancellationRequested();
        }
    }

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    private async Task TakeUpAfterCrashAsync(CancellationToken ct)
    {
        var beforeUtc = NowUtc - CrashedAfter;
        var left = await db.Set<Mail>().AsNoTracking().Where(m => m.Status == MailStatus.Sending && m.ClaimedUtc <= beforeUtc)
            .OrderBy(m => m.CreatedUtc).Select(m => m.Id).Take(100).ToListAsync(ct);
        foreach (var id in left)
        {
            await ChangeAsync(
                id,
                mail =>
                {
                    mail.FoundAfterCrash(transport.SafeToRepeat);
                    return true;
                },
                ct);
        }
    }

    private async Task<Mail?> ClaimNextAsync(CancellationToken ct)
    {
        var nowUtc = NowUtc;
        var next = await db.Set<Mail>().AsNoTracking()
            .Where(m => m.Status == MailStatus.Waiting && (m.NextTryUtc == null || m.NextTryUtc <= nowUtc))
            .OrderBy(m => m.CreatedUtc).ThenBy(m => m.Id).Select(m => m.Id).Take(1).ToListAsync(ct);
        return next.Count == 0 ? null : await ChangeAsync(next[0], mail => mail.Claim(nowUtc), ct);
    }

    private Task<Mail?> EndAsync(MailId id, MailOutcome outcome) =>
        ChangeAsync(
            id,
            mail =>
            {
                mail.Ended(outcome, NowUtc);
                return true;
            },
            CancellationToken.None);

    // One short transaction; the row's version sees to it that only one node gets it. Null when somebody else was first.
    private async Task<Mail?> ChangeAsync(MailId id, Func<Mail, bool> change, CancellationToken ct)
    {
        var changed = await db.TransactAsync<Mail>(
            async token =>
            {
                var mail = await db.Set<Mail>().SingleAsync(m => m.Id == id, token);
                return change(mail) ? mail : new Problem("Kernel.Conflict", Kind: ProblemKind.Conflict);
            },
            ct);
        db.ChangeTracker.Clear();
        return changed.Succeeded ? changed.Value : null;
    }
}
