using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntranetInnovation.Accounts;

/// <summary>
/// Signs in as anyone without a password: mapped in Development only, answers on loopback only. It takes no antiforgery token, so that scripts can use it:
/// the one such endpoint there is.
/// </summary>
internal static class DevelopmentSignIn
{
    public const string Path = "/dev/sign-in";

    /// <summary>The people of the demonstration, in the order shown, and what they try out.</summary>
    public static IReadOnlyList<(string UserName, string Text)> People { get; } =
    [
        ("medarbetare", "Accounts.DemoStaff"),
        ("medarbetare2", "Accounts.DemoStaff"),
        ("chef", "Accounts.DemoManager"),
        ("handlaggare", "Accounts.DemoOfficer"),
        ("idelots", "Accounts.DemoCoach"),
        ("idelots2", "Accounts.DemoCoach"),
        ("central-idelots", "Accounts.DemoCentralCoach"),
        ("panel", "Accounts.DemoPanel"),
        ("redaktor", "Accounts.DemoEditor"),
        ("ledning", "Accounts.DemoLeader"),
        ("admin", "Accounts.DemoAdministrator"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            routes.MapPost(Path, SignInAsync).DisableAntiforgery().ExcludeFromDescription();
        }
    }

    private static async Task<IResult> SignInAsync(
        HttpContext http, IOrganisation organisation, Session session, [FromForm] string? person, [FromForm] string? returnUrl, CancellationToken ct)
    {
        if (!Development.IsAllowed(http) || await organisation.PersonAsync(person ?? "", ct) is not { Active: true } found)
        {
            return Results.NotFound();
        }

        await session.SignInAsync(http, found.Id, ct);
        return Results.LocalRedirect(LocalPath.Or(returnUrl, "~/"));
    }
}
