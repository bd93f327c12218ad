using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Notifications.Listeners;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.Notifications.Digests;

/// <summary>
/// Gathers what is due for each reader into one mail. It has no clock of its own: whatever is due and not yet dealt with goes, so a run that was missed is made up
/// for by the next, and a run too many finds nothing.
/// </summary>
internal sealed class SendDigests(AppDb db, IOrganisation organisation, Audience audience, DigestWording wording, TimeProvider clock, ILogger<SendDigests> log) : IJob
{
    private const int People = 100;
    private const int Most = 500;

    // Lets the other jobs have their turn; the next round goes on.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    public static TimeSpan Every => TimeSpan.FromMinutes(1);

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task RunAsync(CancellationToken ct)
    {
        var endUtc = NowUtc + LongestRun;
        var (due, gone) = (0, 0);
        do
        {
            var nowUtc = NowUtc;
            var people = await db.Set<DigestItem>().Where(i => i.DigestedUtc == null && i.DueUtc <= nowUtc)
                .GroupBy(i => i.PersonId).OrderBy(g => g.Min(i => i.DueUtc)).Select(g => g.Key).Take(People).ToListAsync(ct);
            (due, gone) = (people.Count, 0);
            foreach (var person in people)
            {
                gone += await TryAsync(person, nowUtc, ct) ? 1 : 0;
            }
        }
        while (due == People && gone > 0 && NowUtc < endUtc);
    }

    // One reader whose digest cannot be made must not keep the others from theirs; the next round tries again.
    private async Task<bool> TryAsync(PersonId person, DateTime nowUtc, CancellationToken ct)
    {
        try
        {
            return await DigestAsync(person, nowUtc, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The digest of {Person} could not be made", person.Value);
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<bool> DigestAsync(PersonId id, DateTime nowUtc, CancellationToken ct)
    {
        var due = await (
            from item in db.Set<DigestItem>()
            join notice in db.Set<Notice>() on item.NoticeId equals notice.Id
            where item.PersonId == id && item.DigestedUtc == null && item.DueUtc <= nowUtc
            orderby notice.CreatedUtc, notice.Id
            select notice).AsNoTracking().Take(Most).ToListAsync(ct);
        var mail = await ComposeAsync(id, due, nowUtc, ct);
        var taken = due.ConvertAll(n => n.Id);
        var saved = await db.TransactAsync<Done>(
            async token =>
            {
                var items = await db.Set<DigestItem>().Where(i => taken.Contains(i.NoticeId) && i.DigestedUtc == null).ToListAsync(token);
                if (items.Count != taken.Count)
                {
                    return new Problem("Kernel.Conflict", Kind: ProblemKind.Conflict); // Another node was first, or the reader has just chosen otherwise.
                }

                items.ForEach(i => i.Digested(nowUtc));
                if (mail is not null)
                {
                    db.Add(mail);
                }

                return Done.Ok;
            },
            ct);
        return saved.Succeeded;
    }

    // What the reader may see is asked now, not when it happened (S10).
    private async Task<Mail?> ComposeAsync(PersonId id, List<Notice> due, DateTime nowUtc, CancellationToken ct)
    {
        if (due.Count == 0 || await organisation.PersonAsync(id, ct) is not { Active: true, Email: { Length: > 0 } email } person)
        {
            return null;
        }

        var subjects = due.ConvertAll(n => n.Subject).Distinct().ToList();
        var open = await audience.OpenCardsAsync(subjects, ct);
        var hidden = subjects.Where(s => !open.ContainsKey(s)).ToList();
        var own = hidden.Count == 0 ? new Dictionary<SubjectRef, SubjectCard>() : await audience.CardsAsync(person, hidden, ct);
        var lines = due.Where(n => open.ContainsKey(n.Subject) || own.ContainsKey(n.Subject))
            .Select(n => new DigestLine(n, open.GetValueOrDefault(n.Subject) ?? own[n.Subject], open.ContainsKey(n.Subject))).ToList();
        return lines.Count == 0 ? null : wording.Mail(person, email, lines, nowUtc);
    }
}
