using System.Security.Claims;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Accounts;

/// <summary>How often a session is held against the database.</summary>
internal sealed class SessionOptions
{
    public TimeSpan Recheck { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>
/// The signed-in person as a cookie. It ends when the password, the roles given or the employment change: at the next request on the node that knows, at most a
/// minute later on others. Roles carried for somebody who is away come and go within it.
/// </summary>
internal sealed class Session(AppDb db, IOrganisation organisation, StaleSessions stale)
{
    public const string Scheme = "innovation";

    // Of the password and the roles given: another one ends the session. A changed name is merely taken over.
    private const string Stamp = "innovation:stamp";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "innovation.session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = true;
        options.LoginPath = "/logga-in";
        options.ReturnUrlParameter = "returnUrl";

        // Real time: whoever moves the development clock a month ahead stays signed in.
        options.TimeProvider = TimeProvider.System;
        options.Events.OnValidatePrincipal = RecheckAsync;
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized, toPage: true);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden, toPage: false);
    }

    public async Task SignInAsync(HttpContext http, PersonId person, CancellationToken ct)
    {
        var principal = await PrincipalAsync(person, ct) ?? throw new InvalidOperationException("Only active people sign in.");
        await http.SignInAsync(Scheme, principal);
    }

    /// <summary>The password is another: sessions from before end at their next request.</summary>
    public void EndOthers(PersonId person) => stale.Mark(person.Value);

    /// <summary>Null for somebody who has left or never was.</summary>
    private async Task<ClaimsPrincipal?> PrincipalAsync(PersonId id, CancellationToken ct)
    {
        if (await organisation.PersonAsync(id, ct) is not { Active: true } person)
        {
            return null;
        }

        var stamp = await db.Set<Account>().AsNoTracking().Where(a => a.Id == id.Value).Select(a => a.SecurityStamp).SingleOrDefaultAsync(ct);
        var own = await organisation.OwnGrantsAsync(id, ct);
        var grants = await organisation.GrantsAsync(id, ct);
        return new(new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, id.Value.ToString("D")), // What antiforgery tokens are bound to; without it, to all claims.
                new(InnovationClaims.Person, id.Value.ToString("D")),
                new(InnovationClaims.Name, person.Name),
                new(Stamp, $"{stamp} {string.Join(' ', own)}"),
                .. grants.Select(g => new Claim(InnovationClaims.Role, g.ToString())),
            ],
            Scheme,
            InnovationClaims.Name,
            InnovationClaims.Role));
    }

    private static async Task RecheckAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var recheck = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<SessionOptions>>().Value.Recheck;
        var known = Guid.TryParse(context.Principal?.FindFirstValue(InnovationClaims.Person), out var id);
        var isStale = known && services.GetRequiredService<StaleSessions>().IsStale(id, context.Properties.IssuedUtc);
        if (!isStale && TimeProvider.System.GetUtcNow() - context.Properties.IssuedUtc < recheck)
        {
            return;
        }

        var fresh = known
            ? await services.GetRequiredService<Session>().PrincipalAsync(new(id), context.HttpContext.RequestAborted)
            : null;
        if (fresh is null || fresh.FindFirstValue(Stamp) != context.Principal!.FindFirstValue(Stamp))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
            return;
        }

        context.ReplacePrincipal(fresh);
        context.ShouldRenew = true;
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status, bool toPage)
    {
        if (toPage && !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Redirect(context.RedirectUri);
        }
        else
        {
            context.Response.StatusCode = status;
        }

        return Task.CompletedTask;
    }
}
