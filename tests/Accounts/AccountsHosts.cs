using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Hosting;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Accounts.Tests;

/// <summary>The demo, where sessions are held against the database at every request, and password checks are counted.</summary>
public abstract class AccountsHost(DatabaseProvider provider) : TestHost(provider)
{
    internal CountingHasher Hasher { get; } = new();

    internal static void Impatient(IWebHostBuilder builder) =>
        builder.ConfigureTestServices(services => services.Configure<SessionOptions>(o => o.Recheck = TimeSpan.Zero));

    protected override void Configure(IWebHostBuilder builder)
    {
        Impatient(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IPasswordHasher<Account>>(Hasher));
    }
}

public sealed class SqliteAccountsHost() : AccountsHost(DatabaseProvider.Sqlite);

public sealed class PostgresAccountsHost() : AccountsHost(DatabaseProvider.Postgres);

/// <summary>A fresh installation in production: nobody in it.</summary>
public abstract class ProductionHost(DatabaseProvider provider) : TestHost(provider, "empty")
{
    protected override void Configure(IWebHostBuilder builder) => builder.UseEnvironment("Production");
}

public sealed class SqliteProductionHost() : ProductionHost(DatabaseProvider.Sqlite);

public sealed class PostgresProductionHost() : ProductionHost(DatabaseProvider.Postgres);

internal sealed class CountingHasher : PasswordHasher<Account>
{
    private static readonly int FullLength = new PasswordHasher<Account>().HashPassword(new(), "x").Length;
    private int checks;

    public int Checks => checks;

    /// <summary>Counts only what takes the time of a real one: a hash in full length.</summary>
    public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
    {
        if (hashedPassword.Length == FullLength)
        {
            Interlocked.Increment(ref checks);
        }

        return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}

internal static class Acting
{
    public const string Secret = "häst batteri klammer";

    public static Task<PersonId> PersonAsync(this TestHost host, string userName, string? password = Secret, params string[] roles) => host.InScopeAsync(async services =>
    {
        var ct = CancellationToken.None;
        var added = await services.GetRequiredService<AppDb>().TransactAsync(
            async token =>
            {
                var department = await services.GetRequiredService<IOrganisationChanges>().DepartmentAsync("Räddningstjänsten", "Räddningsnämnden", token);
                var person = await services.GetRequiredService<IOrganisationChanges>().AddPersonAsync(new(userName, userName, null, null, department.Value, null, roles), token);
                if (password is not null)
                {
                    (await services.GetRequiredService<Passwords>().SetAsync(person.Value, userName, password, "Password", token)).Succeeded.ShouldBeTrue();
                }

                return person;
            },
            ct);
        return added.Value;
    });

    public static async Task<Page> TryAsync(this Visitor visitor, string userName, string password, string path = "/logga-in") =>
        await visitor.SubmitAsync(await visitor.GetPageAsync(path), new() { ["Input.UserName"] = userName, ["Input.Password"] = password });

    public static async Task<string> StartMessageAsync(this TestHost host)
    {
        await using var console = new StringWriter();
        await host.Services.GetServices<IStartMessage>().OfType<FirstAdministratorMessage>().Single().WriteAsync(console, CancellationToken.None);
        return console.ToString();
    }

    public static string Path(this string console) => console[console.IndexOf("http://", StringComparison.Ordinal)..].Trim().Split('/', 4) is [_, _, _, var path] ? "/" + path : "";
}
