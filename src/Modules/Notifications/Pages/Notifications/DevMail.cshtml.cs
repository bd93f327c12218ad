using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Kernel.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Notifications.Pages.Notifications;

/// <summary>Mails as sent, for those who try the system on their own computer. Not found anywhere else, nor in production.</summary>
[AllowAnonymous]
internal sealed class DevMailModel(AppDb db) : PageModel
{
    public IReadOnlyList<Mail> Mails { get; private set; } = [];

    public Mail? Shown { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken ct)
    {
        if (!Development.IsAllowed(HttpContext))
        {
            return NotFound();
        }

        if (id is { } given)
        {
            var wanted = new MailId(given);
            Shown = await db.Set<Mail>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == wanted, ct);
            return Shown is null ? NotFound() : Page();
        }

        Mails = await db.Set<Mail>().AsNoTracking().OrderByDescending(m => m.CreatedUtc).ThenByDescending(m => m.Id).Take(100).ToListAsync(ct);
        return Page();
    }
}
