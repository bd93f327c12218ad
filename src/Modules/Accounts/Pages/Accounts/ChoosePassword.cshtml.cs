using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Accounts.Pages.Accounts;

[AllowAnonymous]
internal sealed class ChoosePasswordModel(AppDb db, Passwords passwords, IOrganisation organisation, Session session, ITexts texts, TimeProvider clock) : PageModel
{
    [BindProperty(Name = OneTimeLinks.Parameter, SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public NewPasswordForm Input { get; set; } = new();

    /// <summary>Null when the link no longer opens.</summary>
    public PersonInfo? Person { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var set = Input.Password == Input.Again ? await db.TransactAsync(SetAsync, ct) : new Problem("Accounts.PasswordsDiffer", nameof(Input.Again));
        if (set.Succeeded)
        {
            session.EndOthers(set.Value);
            await session.SignInAsync(HttpContext, set.Value, ct);
            return LocalRedirect("~/");
        }

        ModelState.Add(set, texts, nameof(Input));
        return await ShowAsync(ct);
    }

    private async Task<Result<PersonId>> SetAsync(CancellationToken ct)
    {
        var link = await db.UseLinkAsync(Code, LinkPurpose.ChoosePassword, clock.GetUtcNow().UtcDateTime, ct);
        if (await PersonOfAsync(link, ct) is not { } person)
        {
            return new Problem("Accounts.LinkDead", Kind: ProblemKind.NotFound);
        }

        var set = await passwords.SetAsync(person.Id, person.UserName, Input.Password, nameof(Input.Password), ct);
        return set.Succeeded ? person.Id : Result<PersonId>.Refused(set.Problems);
    }

    private async Task<PersonInfo?> PersonOfAsync(Result<OneTimeLink> link, CancellationToken ct) =>
        link.Succeeded && await organisation.PersonAsync(new PersonId(link.Value.PersonId!.Value), ct) is { Active: true } person ? person : null;

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        Person = await PersonOfAsync(await db.LinkAsync(Code, LinkPurpose.ChoosePassword, clock.GetUtcNow().UtcDateTime, ct), ct);
        Response.StatusCode = Person is null ? 404 : 200;
        return Page();
    }
}

internal sealed class NewPasswordForm
{
    /// <summary>Asked for only of those who are signed in.</summary>
    public string? Current { get; set; }

    public string? Password { get; set; }

    public string? Again { get; set; }
}
