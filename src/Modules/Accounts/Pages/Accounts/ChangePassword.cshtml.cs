using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Accounts.Pages.Accounts;

[Authorize(Policy = OrganisationRights.SignedIn)]
internal sealed class ChangePasswordModel(AppDb db, CurrentUser user, Passwords passwords, IOrganisation organisation, Session session, ITexts texts) : PageModel
{
    [BindProperty]
    public NewPasswordForm Input { get; set; } = new();

    [BindProperty(Name = "bytt", SupportsGet = true)]
    public bool Changed { get; set; }

    /// <summary>False for the people of the demonstration, who sign in without.</summary>
    public bool HasPassword { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => await ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Changed = false;
        var id = new PersonId(user.PersonId);
        var changed = Input.Password == Input.Again ? await ChangeAsync(id, ct) : new Problem("Accounts.PasswordsDiffer", nameof(Input.Again));
        if (changed.Succeeded)
        {
            session.EndOthers(id);
            await session.SignInAsync(HttpContext, id, ct);
            return LocalRedirect("~/byt-losenord?bytt=true");
        }

        ModelState.Add(changed, texts, nameof(Input));
        await ShowAsync(ct);
        return Page();
    }

    private async Task<Result<Done>> ChangeAsync(PersonId id, CancellationToken ct)
    {
        var person = (await organisation.PersonAsync(id, ct))!;
        if (Input.Current is not { Length: > 0 and <= Passwords.Longest } current
            || !(await passwords.TryAsync(person.UserName, current, HttpContext.Connection.RemoteIpAddress, ct)).Succeeded)
        {
            return new Problem("Accounts.CurrentWrong", nameof(Input.Current));
        }

        return await db.TransactAsync(token => passwords.SetAsync(id, person.UserName, Input.Password, nameof(Input.Password), token), ct);
    }

    private async Task ShowAsync(CancellationToken ct) => HasPassword = await db.Set<Account>().AnyAsync(a => a.Id == user.PersonId && a.PasswordHash != null, ct);
}
