using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Accounts.Pages.Accounts;

[AllowAnonymous]
internal sealed class FirstAdministratorModel(
    AppDb db, FirstAdministrator first, Passwords passwords, IOrganisationChanges organisation, Session session, ITexts texts, TimeProvider clock) : PageModel
{
    [BindProperty(Name = OneTimeLinks.Parameter, SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public FirstAdministratorForm Input { get; set; } = new();

    public bool LinkWorks { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var made = Input.Password == Input.Again
            ? await db.TransactAsync(MakeAsync, ct)
            : new Problem("Accounts.PasswordsDiffer", nameof(Input.Again));
        if (made.Succeeded)
        {
            await session.SignInAsync(HttpContext, made.Value, ct);
            return LocalRedirect("~/");
        }

        ModelState.Add(made, texts, nameof(Input));
        return await ShowAsync(ct);
    }

    private async Task<Result<PersonId>> MakeAsync(CancellationToken ct)
    {
        var link = await db.UseLinkAsync(Code, LinkPurpose.FirstAdministrator, clock.GetUtcNow().UtcDateTime, ct);
        if (!link.Succeeded || !await first.IsMissingAsync(ct))
        {
            return new Problem("Accounts.LinkDead", Kind: ProblemKind.NotFound);
        }

        var (userName, field) = ((Input.UserName ?? "").Trim(), nameof(Input.Password));
        if (Passwords.Fault(Input.Password, userName, field) is { } fault)
        {
            return fault;
        }

        var department = await organisation.DepartmentAsync(Input.Department ?? "", texts["Accounts.DefaultAuthority"], ct);
        if (!department.Succeeded)
        {
            return new Problem("Accounts.DepartmentMissing", nameof(Input.Department));
        }

        var person = await organisation.AddPersonAsync(new(userName, Input.Name ?? "", Input.Email, null, department.Value, null, [Roles.Administrator]), ct);
        if (!person.Succeeded)
        {
            return person;
        }

        var set = await passwords.SetAsync(person.Value, userName.ToLowerInvariant(), Input.Password, field, ct);
        return set.Succeeded ? person : Result<PersonId>.Refused(set.Problems);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        LinkWorks = (await db.LinkAsync(Code, LinkPurpose.FirstAdministrator, clock.GetUtcNow().UtcDateTime, ct)).Succeeded && await first.IsMissingAsync(ct);
        Response.StatusCode = LinkWorks ? 200 : 404;
        return Page();
    }
}

internal sealed class FirstAdministratorForm
{
    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Department { get; set; }

    public string? UserName { get; set; }

    public string? Password { get; set; }

    public string? Again { get; set; }
}
