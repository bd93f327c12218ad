using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Accounts.Pages.Accounts;

/// <summary>An administrator's view of an account: gives out links and unlocks; never sees or sets a password.</summary>
[Authorize(Policy = OrganisationRights.Administer)]
internal sealed class AccountModel(AppDb db, IOrganisation organisation, Attempts attempts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    [FromRoute(Name = "userName")]
    public string UserName { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "upplast")]
    public bool Unlocked { get; set; }

    public PersonInfo Person { get; private set; } = null!;

    public bool HasPassword { get; private set; }

    public DateTime? LockedUntilUtc { get; private set; }

    /// <summary>Until when a link that was given out opens.</summary>
    public DateTime? LinkUntilUtc { get; private set; }

    /// <summary>The new link, in the very answer that made it: it cannot be read back.</summary>
    public string? Link { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnPostLinkAsync(CancellationToken ct)
    {
        if (await organisation.PersonAsync(UserName, ct) is { Active: true } person)
        {
            var made = await db.TransactAsync<string>(
                async token => await db.NewLinkAsync(LinkPurpose.ChoosePassword, person.Id.Value, clock.GetUtcNow().UtcDateTime + PasswordLinks.Lasts, token), ct);
            Link = $"{Request.Scheme}://{Request.Host}{Request.PathBase}/valj-losenord?{OneTimeLinks.Parameter}={made.Value}";
            Response.Headers.CacheControl = "no-store";
        }

        Unlocked = false;
        return await ShowAsync(ct);
    }

    public async Task<IActionResult> OnPostUnlockAsync(CancellationToken ct)
    {
        if (await organisation.PersonAsync(UserName, ct) is not { } person)
        {
            return NotFound();
        }

        await attempts.UnlockAsync(person.UserName, ct);
        return LocalRedirect($"~/admin/konton/{Uri.EscapeDataString(person.UserName)}?upplast=true");
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        if (await organisation.PersonAsync(UserName, ct) is not { } person)
        {
            return NotFound();
        }

        Person = person;
        var (id, nowUtc) = (person.Id.Value, clock.GetUtcNow().UtcDateTime);
        HasPassword = await db.Set<Account>().AnyAsync(a => a.Id == id && a.PasswordHash != null, ct);
        LockedUntilUtc = await attempts.LockedUntilAsync(person.UserName, ct);
        LinkUntilUtc = Link is not null ? null : await db.Set<OneTimeLink>().Where(l => l.PersonId == id && l.Purpose == LinkPurpose.ChoosePassword && l.ExpiresUtc > nowUtc)
            .OrderByDescending(l => l.ExpiresUtc).Select(l => (DateTime?)l.ExpiresUtc).FirstOrDefaultAsync(ct);
        return Page();
    }
}
