using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Accounts.Slots;

/// <summary>What an administrator sees of a person's account.</summary>
/// <param name="Person">Whose.</param>
/// <param name="HasPassword">False when there is no account, or none that one can sign in with.</param>
internal sealed record AccountPanel(PersonInfo Person, bool HasPassword);

/// <summary>On a person's page in the administration: whether there is an account, and the way to it.</summary>
public sealed class PersonAccountViewComponent(AppDb db) : ViewComponent
{
    /// <summary>For the person of the page.</summary>
    public async Task<IViewComponentResult> InvokeAsync(PersonInfo subject) => View(
        "~/Pages/Accounts/Components/PersonAccount.cshtml",
        new AccountPanel(subject, await db.Set<Account>().AnyAsync(a => a.Id == subject.Id.Value && a.PasswordHash != null, HttpContext.RequestAborted)));
}

/// <summary>On one's own page: the way to a new password.</summary>
public sealed class MyPasswordViewComponent : ViewComponent
{
    /// <summary>For the viewer.</summary>
    public Task<IViewComponentResult> InvokeAsync() => Task.FromResult<IViewComponentResult>(View("~/Pages/Accounts/Components/MyPassword.cshtml"));
}
