using System.Security.Claims;
using IntranetInnovation.Campaigns;
using IntranetInnovation.GoodExamples;
using IntranetInnovation.IdeaBank;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Hosting;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Notifications;
using IntranetInnovation.Organisation;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals;
using IntranetInnovation.Start;
using IntranetInnovation.Statistics;
using IntranetInnovation.TestKit;
using IntranetInnovation.Waivers;
using IntranetInnovation.Workflows;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Mounted.Tests;

/// <summary>
/// Somebody else's intranet: its own page, layout and sign-in, and our modules at <see cref="Prefix"/>. It stands in for Orchard Core (MOUNTING), so it has no
/// antiforgery middleware, no hosted service of ours, no error pages and not our module Accounts.
/// </summary>
public abstract class MountedHost(DatabaseProvider provider) : IAsyncLifetime
{
    /// <summary>Where our modules live.</summary>
    public const string Prefix = "/innovation";

    private TestDatabase? database;
    private WebApplication? app;

    /// <summary>The host's container.</summary>
    public IServiceProvider Services => Running.Services;

    /// <summary>The clock of the host.</summary>
    public TestClock Clock { get; } = new();

    private WebApplication Running
    {
        get
        {
            if (provider == DatabaseProvider.Postgres)
            {
                Needs.Postgres();
            }

            return app!;
        }
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (provider == DatabaseProvider.Postgres && !TestDatabase.HasPostgres)
        {
            return;
        }

        database = await TestDatabase.CreateAsync(provider);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Production",
            ApplicationName = typeof(MountedHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseTestServer().UseStaticWebAssets();
        Compose(builder.Services);
        app = builder.Build();
        app.UseAuthentication();
        app.MapGet("/", () => Results.Content("<!DOCTYPE html><title>Town hall</title><h1>Town hall</h1>", "text/html"));
        app.MapGet("/town-hall/sign-in", DoorAsync);
        app.Map(Prefix, ours =>
        {
            ours.UseStaticFiles();
            ours.UseRouting();
            ours.UseAuthentication();
            ours.UseAuthorization();
            ours.UseEndpoints(routes =>
            {
                routes.MapRazorPages();
                routes.MapInnovation();
            });
        });

        var started = await app.Services.StartInnovationAsync(new Progress<StepReport>());
        started.Succeeded.ShouldBeTrue(started.Succeeded ? "" : $"{started.Problems[0].Text} {string.Join(", ", started.Problems[0].Arguments)}");
        await app.StartAsync();
    }

    /// <summary>Somebody who is not signed in.</summary>
    public Visitor Visit() => Visitor.To(Running.GetTestServer().CreateHandler());

    /// <summary>Signs in by the host's own door.</summary>
    public async Task<Visitor> SignInAsync(string person)
    {
        var visitor = Visit();
        using var answer = await visitor.GetAsync($"/town-hall/sign-in?person={person}");
        answer.EnsureSuccessStatusCode();
        return visitor;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (app is not null)
        {
            await app.DisposeAsync();
            await database!.DisposeAsync();
        }
    }

    private void Compose(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Clock);
        services.AddRazorPages().ConfigureApplicationPartManager(parts =>
        {
            // Found because the tests reference them; another host would not have them.
            foreach (var part in parts.ApplicationParts.Where(p => p.Name is "IntranetInnovation.Web" or "IntranetInnovation.Accounts" or "IntranetInnovation.Kommun").ToList())
            {
                parts.ApplicationParts.Remove(part);
            }
        });
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            o.LoginPath = "/town-hall/sign-in";
            o.AccessDeniedPath = "/town-hall/no";
        });
        services.AddTransient<IClaimsTransformation, WhoTheyAre>();
        services.AddInnovation(
            [
                new OrganisationModule(), new CampaignsModule(), new WorkflowsModule(), new ProposalsModule(), new WaiversModule(), new GoodExamplesModule(), new IdeaBankModule(),
                new NotificationsModule(), new StatisticsModule(), new StartModule(),
            ],
            (_, o) => (o.Provider, o.DataPath, o.ConnectionString) = (provider, database!.DataPath, database.ConnectionString));
        services.Configure<RecipeOptions>(o => o.Setup = "motala-demo");
    }

    private static async Task<IResult> DoorAsync(HttpContext http, string? person)
    {
        if (person is null)
        {
            return Results.Content("<h1>Sign in to the town hall</h1>", "text/html");
        }

        await http.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person)], "TownHall")));
        return Results.Ok();
    }

    // The host knows user names; who that is, and their roles, it takes from the organisation.
    private sealed class WhoTheyAre(IOrganisation organisation) : IClaimsTransformation
    {
        public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            if (principal.FindFirstValue(ClaimTypes.NameIdentifier) is not { } userName || principal.HasClaim(c => c.Type == InnovationClaims.Person)
                || await organisation.PersonAsync(userName, CancellationToken.None) is not { } person)
            {
                return principal;
            }

            var grants = await organisation.GrantsAsync(person.Id, CancellationToken.None);
            principal.AddIdentity(new ClaimsIdentity(
                [
                    new Claim(InnovationClaims.Person, person.Id.Value.ToString()), new Claim(InnovationClaims.Name, person.Name),
                    .. grants.Select(g => new Claim(InnovationClaims.Role, g.ToString())),
                ],
                "TownHall"));
            return principal;
        }
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteMountedHost() : MountedHost(DatabaseProvider.Sqlite);

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresMountedHost() : MountedHost(DatabaseProvider.Postgres);
