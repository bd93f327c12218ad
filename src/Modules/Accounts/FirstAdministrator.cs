using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Hosting;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntranetInnovation.Accounts;

/// <summary>Whether nobody can administer yet.</summary>
internal sealed class FirstAdministrator(AppDb db, IOrganisation organisation)
{
    public async Task<bool> IsMissingAsync(CancellationToken ct)
    {
        var holders = (await organisation.HoldersAsync(Roles.Administrator, null, ct)).Select(p => p.Id.Value).ToList();
        return !await db.Set<Account>().AnyAsync(a => a.PasswordHash != null && holders.Contains(a.Id), ct);
    }
}

/// <summary>Says at each start how the first administrator is made, until there is one. Not for the demonstration, whose people sign in by the development door.</summary>
internal sealed class FirstAdministratorMessage(IServiceScopeFactory scopes, IHostEnvironment environment, IConfiguration configuration, TimeProvider clock) : IStartMessage
{
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    public async Task WriteAsync(TextWriter console, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope("first administrator");
        var services = scope.ServiceProvider;
        var hasDemo = environment.IsDevelopment() && (await services.GetRequiredService<IOrganisation>().HoldersAsync(Roles.Administrator, null, ct)).Count > 0;
        if (hasDemo || !await services.GetRequiredService<FirstAdministrator>().IsMissingAsync(ct))
        {
            return;
        }

        var made = await scope.Db().TransactAsync<string>(
            async token => await scope.Db().NewLinkAsync(LinkPurpose.FirstAdministrator, null, clock.GetUtcNow().UtcDateTime + Lasts, token), ct);
        var texts = services.GetRequiredService<ITexts>();
        await console.WriteLineAsync();
        await console.WriteLineAsync(texts["Accounts.FirstAdministratorConsole"]);
        await console.WriteLineAsync($"  {OwnAddress.Of(configuration)}/forsta-administrator?{OneTimeLinks.Parameter}={made.Value}");
        await console.WriteLineAsync();
    }
}

/// <summary>Where people reach us, for links on the console.</summary>
internal static class OwnAddress
{
    public static string Of(IConfiguration configuration)
    {
        var first = (configuration["Site:PublicUrl"] ?? configuration["Urls"] ?? "http://localhost:5080").Split(';')[0].TrimEnd('/');
        foreach (var all in new[] { "*", "+", "0.0.0.0", "[::]" })
        {
            first = first.Replace($"//{all}", "//localhost", StringComparison.Ordinal);
        }

        return first;
    }
}
