using IntranetInnovation.Accounts.Slots;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Hosting;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Accounts;

/// <summary>Sign-in with our own accounts. Left out where the host has its own: then the host says who is signed in by the kernel's claims.</summary>
public sealed class AccountsModule : IModule
{
    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.Accounts", "accounts", "OrganisationModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
        module.Menu(new("Accounts.ChangePassword", "~/byt-losenord", 90, OrganisationRights.SignedIn, MenuPlace.Person));
        module.Slot<PersonAccountViewComponent>(OrganisationSlots.Person, 10);
        module.Slot<MyPasswordViewComponent>(OrganisationSlots.MyAccount, 10);
        module.Listener<PersonLeft, EndSessions>().Listener<RolesChanged, EndSessions>();
        module.Job<ForgetOldAttempts>();
        module.Command<AddUser>().Command<NewPasswordLink>();

        var services = module.Services;
        services.AddAuthentication(Session.Scheme).AddCookie(Session.Scheme, Session.Configure);
        services.AddIdentityCore<Account>(ConfigureIdentity).AddUserStore<UserOnlyStore<Account, AppDb, Guid>>();
        services.AddScoped<Session>().AddScoped<Passwords>().AddScoped<Attempts>().AddScoped<FirstAdministrator>();
        services.AddSingleton<StaleSessions>().AddSingleton<PasswordLinks>().AddOptions<SessionOptions>();
        services.AddSingleton<IStartMessage, FirstAdministratorMessage>();
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        DevelopmentSignIn.Map(routes);
        routes.MapPost("/logga-ut", async (HttpContext http) =>
        {
            await http.SignOutAsync(Session.Scheme);
            return Results.LocalRedirect("~/");
        }).WithGuard().ExcludeFromDescription();
    }

    // What a password must be stands in Passwords.Fault, with texts; Identity's own rules would answer in English.
    private static void ConfigureIdentity(IdentityOptions options)
    {
        options.Password.RequiredLength = Passwords.Shortest;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
    }
}
