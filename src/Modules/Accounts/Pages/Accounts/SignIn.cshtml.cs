using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Accounts.Pages.Accounts;

[AllowAnonymous]
internal sealed class SignInModel(Passwords passwords, Session session, IOrganisation organisation, CurrentUser user, ITexts texts) : PageModel
{
    [BindProperty]
    public SignInForm Input { get; set; } = new();

    [BindProperty(Name = "returnUrl", SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IReadOnlyList<(PersonInfo Person, string Role)> DemoPeople { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (user.Viewer.IsSignedIn)
        {
            return LocalRedirect(LocalPath.Or(ReturnUrl, "~/"));
        }

        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (userName, password) = (Input.UserName ?? "", Input.Password ?? "");
        if (userName.Length is 0 or > 64 || password.Length is 0 or > Passwords.Longest)
        {
            ModelState.AddModelError("", texts["Accounts.SignInMissing"]);
        }
        else
        {
            var tried = await passwords.TryAsync(userName, password, HttpContext.Connection.RemoteIpAddress, ct);
            if (tried.Succeeded)
            {
                await session.SignInAsync(HttpContext, tried.Value.Id, ct);
                return LocalRedirect(LocalPath.Or(ReturnUrl, "~/"));
            }

            ModelState.Add(tried, texts);
        }

        await ShowAsync(ct);
        return Page();
    }

    private async Task ShowAsync(CancellationToken ct)
    {
        ReturnUrl = LocalPath.Or(ReturnUrl, "~/") is "~/" ? null : ReturnUrl;
        if (Development.IsAllowed(HttpContext))
        {
            var people = await organisation.PeopleNamedAsync([.. DevelopmentSignIn.People.Select(p => p.UserName)], ct);
            DemoPeople = [.. DevelopmentSignIn.People.Join(people, d => d.UserName, p => p.UserName, (d, p) => (p, texts[d.Text]))];
        }
    }
}

internal sealed class SignInForm
{
    public string? UserName { get; set; }

    public string? Password { get; set; }
}
