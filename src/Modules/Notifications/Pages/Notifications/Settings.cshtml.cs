using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Notifications.Digests;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Notifications.Pages.Notifications;

/// <summary>How each kind of notice is mailed to me.</summary>
[Authorize(Policy = NotificationsModule.ReadOwn)]
internal sealed class SettingsModel(AppDb db, CurrentUser user, IOrganisation organisation, ITexts texts, TimeProvider clock) : PageModel
{
    /// <summary>Choices by topic, as posted. What is left out stays as it is (R11).</summary>
    [BindProperty]
    public Dictionary<string, string?> Choice { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "sparat")]
    public bool Saved { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string? Email { get; private set; }

    private PersonId Me => new(user.PersonId);

    public Task OnGetAsync(CancellationToken ct) => ReadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var saved = await db.TransactAsync<Done>(ChangeAsync, ct);
        if (saved.Succeeded)
        {
            return LocalRedirect("~/notiser/installningar?sparat=true");
        }

        ModelState.Add(saved, texts);
        await ReadAsync(ct);
        return Page();
    }

    private async Task<Result<Done>> ChangeAsync(CancellationToken ct)
    {
        var (me, nowUtc) = (Me, clock.GetUtcNow().UtcDateTime);
        var chosen = await db.Set<MailPreference>().Where(p => p.PersonId == me).ToListAsync(ct);
        foreach (var (key, value) in Choice)
        {
            if (Parse<NoticeTopic>(key) is not { } topic || Parse<MailChoice>(value) is not { } choice || !topic.Choices().Contains(choice))
            {
                return new Problem("Notification.Settings.Unknown");
            }

            var row = chosen.Find(p => p.Topic == topic);
            if (choice == (row?.Choice ?? topic.Default()))
            {
                continue; // Nothing chosen, nothing written: the default may then change with the product.
            }

            if (row is null)
            {
                db.Add(MailPreference.Of(me, topic, choice));
            }
            else
            {
                row.Change(choice);
            }

            var waiting = await db.Set<DigestItem>().Where(i => i.PersonId == me && i.Topic == topic && i.DigestedUtc == null).ToListAsync(ct);
            waiting.ForEach(i => i.Follow(choice, nowUtc));
        }

        return Done.Ok;
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var me = Me;
        var chosen = await db.Set<MailPreference>().AsNoTracking().Where(p => p.PersonId == me).ToDictionaryAsync(p => p.Topic, p => p.Choice, ct);
        Email = (await organisation.PersonAsync(me, ct))?.Email;
        Rows = [.. Enum.GetValues<NoticeTopic>().Where(IsForMe).Select(t => new Row(t, chosen.TryGetValue(t, out var choice) ? choice : t.Default()))];
    }

    // The weekly list is made for coaches alone.
    private bool IsForMe(NoticeTopic topic) => topic != NoticeTopic.Overdue || user.Viewer.Has(Roles.IdeaCoach) || user.Viewer.Has(Roles.CentralIdeaCoach);

    private static T? Parse<T>(string? name)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => v.ToString() == name).Cast<T?>().FirstOrDefault();

    internal sealed record Row(NoticeTopic Topic, MailChoice Choice);
}
