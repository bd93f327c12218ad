using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Notifications.Mailing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Notifications.Pages.Notifications;

/// <summary>
/// Mails that have not arrived, for whoever runs the system. Subject and text are not shown: an administrator sees no confidential proposal by being one, and what
/// was open when the mail was written may have become confidential since (S10).
/// </summary>
[Authorize(Policy = NotificationsModule.AdministerMail)]
internal sealed class MailsModel(AppDb db, ITexts texts) : PageModel
{
    private const int Size = 25;
    private const int LastPage = 400;

    private static readonly MailStatus[] Stuck = [MailStatus.NeedsAttention, MailStatus.Failed];
    private static readonly MailStatus[] OnTheWay = [MailStatus.Waiting, MailStatus.Sending];

    /// <summary>True for those that wait their turn, false for those that somebody must look at.</summary>
    [BindProperty(SupportsGet = true, Name = "vantar")]
    public bool Waiting { get; set; }

    [BindProperty(SupportsGet = true, Name = "sida")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int StuckCount { get; private set; }

    public int WaitingCount { get; private set; }

    public int FailedCount { get; private set; }

    public bool HasOlder { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => ReadAsync(ct);

    public Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken ct) => ChangeAsync(id, mail => mail.SendAgain(), ct);

    public Task<IActionResult> OnPostDropAsync(Guid id, CancellationToken ct) => ChangeAsync(id, mail => mail.Drop(), ct);

    /// <summary>All that were given up: they have certainly not arrived, as after a day without the mail server.</summary>
    public async Task<IActionResult> OnPostAllAgainAsync(CancellationToken ct)
    {
        await db.WriteAsync(
            d => d.Set<Mail>().Where(m => m.Status == MailStatus.Failed).ExecuteUpdateAsync(
                s => s.SetProperty(m => m.Status, MailStatus.Waiting).SetProperty(m => m.Attempts, 0).SetProperty(m => m.NextTryUtc, (DateTime?)null)
                    .SetProperty(m => m.Version, m => m.Version + 1),
                ct),
            ct);
        return LocalRedirect("~/admin/brev?vantar=true");
    }

    private async Task<IActionResult> ChangeAsync(Guid id, Func<Mail, Result<Done>> change, CancellationToken ct)
    {
        var wanted = new MailId(id);
        if (!await db.Set<Mail>().AnyAsync(m => m.Id == wanted, ct))
        {
            return NotFound();
        }

        var changed = await db.TransactAsync(async token => change(await db.Set<Mail>().SingleAsync(m => m.Id == wanted, token)), ct);
        if (changed.Succeeded)
        {
            return LocalRedirect(Waiting ? "~/admin/brev?vantar=true" : "~/admin/brev");
        }

        ModelState.Add(changed, texts);
        await ReadAsync(ct);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Number = Math.Clamp(Number, 1, LastPage);
        var counts = await db.Set<Mail>().Where(m => m.Status != MailStatus.Sent && m.Status != MailStatus.Dropped)
            .GroupBy(m => m.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        StuckCount = Stuck.Sum(counts.GetValueOrDefault);
        WaitingCount = OnTheWay.Sum(counts.GetValueOrDefault);
        FailedCount = counts.GetValueOrDefault(MailStatus.Failed);

        var wanted = Waiting ? OnTheWay : Stuck;
        var found = await db.Set<Mail>().AsNoTracking().Where(m => wanted.Contains(m.Status)).OrderByDescending(m => m.CreatedUtc).ThenByDescending(m => m.Id)
            .Skip((Number - 1) * Size).Take(Size + 1)
            .Select(m => new { m.Id, m.To, m.Status, m.CreatedUtc, m.Attempts, m.NextTryUtc, m.LastError }).ToListAsync(ct);
        HasOlder = found.Count > Size && Number < LastPage;

        // A mail about one notice has its id; any other is a digest.
        var notices = found.ConvertAll(m => new NoticeId(m.Id.Value));
        var kinds = await db.Set<Notice>().Where(n => notices.Contains(n.Id)).ToDictionaryAsync(n => n.Id.Value, n => n.Kind, ct);
        Rows = [.. found.Take(Size).Select(m => new Row(
            m.Id.Value, m.To, kinds.TryGetValue(m.Id.Value, out var kind) ? kind.Topic() : null, m.Status, m.CreatedUtc, m.Attempts, m.NextTryUtc, Why(m.LastError)))];
    }

    private string? Why(string? error) => error is null ? null : texts.Has(error) ? texts[error] : texts["Notification.MailWhy.Server", error];

    /// <param name="Id">The mail's.</param>
    /// <param name="To">Address.</param>
    /// <param name="Topic">Null for a digest.</param>
    /// <param name="Status">Where it stands.</param>
    /// <param name="CreatedUtc">When it was written.</param>
    /// <param name="Attempts">So far.</param>
    /// <param name="NextTryUtc">Null unless it pauses.</param>
    /// <param name="Why">In words; null when nothing has gone wrong.</param>
    internal sealed record Row(Guid Id, string To, NoticeTopic? Topic, MailStatus Status, DateTime CreatedUtc, int Attempts, DateTime? NextTryUtc, string? Why)
    {
        public bool CanBeSentAgain => Stuck.Contains(Status) && Mail.IsAddress(To);
    }
}
