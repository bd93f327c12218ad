using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Notifications.Pages.Notifications;

[Authorize(Policy = NotificationsModule.ReadOwn)]
internal sealed class NoticesModel(AppDb db, CurrentUser user, IEnumerable<IWorkflowSubjects> owners, ITexts texts, TimeProvider clock) : PageModel
{
    private const int Size = 20;
    private const int LastPage = 500;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int Number { get; private set; } = 1;

    public bool HasOlder { get; private set; }

    private PersonId Me => new(user.PersonId);

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(int? sida, CancellationToken ct)
    {
        Number = Math.Clamp(sida ?? 1, 1, LastPage);
        var me = Me;
        var found = await db.Set<Notice>().AsNoTracking().Where(n => n.PersonId == me)
            .OrderByDescending(n => n.CreatedUtc).ThenByDescending(n => n.Id)
            .Skip((Number - 1) * Size).Take(Size + 1).ToListAsync(ct);
        HasOlder = found.Count > Size && Number < LastPage;
        var shown = found.Take(Size).ToList();

        // Looked up as the viewer, now: what someone could see when told may since have become confidential (S10).
        var cards = new Dictionary<Guid, SubjectCard>();
        foreach (var group in shown.GroupBy(n => n.SubjectType))
        {
            if (owners.FirstOrDefault(o => o.Type == group.Key) is { } owner)
            {
                foreach (var (id, card) in await owner.CardsAsync([.. group.Select(n => n.SubjectId).Distinct()], ct))
                {
                    cards[id] = card;
                }
            }
        }

        Rows = [.. shown.Select(n => RowOf(n, cards.GetValueOrDefault(n.SubjectId)))];
    }

    /// <summary>Follows a notice: reading it is a change, so it is a form and not a link (S25).</summary>
    public async Task<IActionResult> OnPostOpenAsync(Guid id, CancellationToken ct)
    {
        var (wanted, me) = (new NoticeId(id), Me);
        if (await db.Set<Notice>().SingleOrDefaultAsync(n => n.Id == wanted && n.PersonId == me, ct) is not { } notice)
        {
            return NotFound();
        }

        notice.Read(NowUtc);
        await db.SaveChangesAsync(ct);
        var owner = owners.FirstOrDefault(o => o.Type == notice.SubjectType);
        var card = owner is null ? null : (await owner.CardsAsync([notice.SubjectId], ct)).GetValueOrDefault(notice.SubjectId);
        return LocalRedirect(PathOf(notice, card) ?? "~/notiser");
    }

    public async Task<IActionResult> OnPostAllAsync(CancellationToken ct)
    {
        var (me, nowUtc) = (Me, NowUtc);
        await db.WriteAsync(
            d => d.Set<Notice>().Where(n => n.PersonId == me && n.ReadUtc == null)
                .ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadUtc, nowUtc), ct),
            ct);
        return LocalRedirect("~/notiser");
    }

    private Row RowOf(Notice notice, SubjectCard? card)
    {
        var facts = notice.Facts;
        var subject = card is null ? texts["Notification.SubjectGone"] : texts["Notification.Subject", card.Title];
        var due = facts.DueUtc is { } dueUtc ? texts["Notification.Due", SwedishTime.DayText(dueUtc, texts.Language)] : null;
        var what = texts[$"Notification.What.{notice.Kind}", subject, facts.Task ?? "", facts.Count];
        return new(notice.Id.Value, what, due, notice.CreatedUtc, notice.ReadUtc is null, PathOf(notice, card));
    }

    // Where the facts lead somewhere else than to the subject, the subject must still be one that the reader may see.
    private static string? PathOf(Notice notice, SubjectCard? card) => card is null && notice.SubjectType.Length > 0 ? null : notice.Facts.Path ?? card?.Path;

    internal sealed record Row(Guid Id, string What, string? Due, DateTime CreatedUtc, bool IsUnread, string? Path);
}
