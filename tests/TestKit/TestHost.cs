using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Kernel.Hosting;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IntranetInnovation.TestKit;

/// <summary>
/// The whole system for page and API tests: the real Program in Development, on a database and data folder of its own. Use it as a class fixture through
/// <see cref="SqliteHost"/> and <see cref="PostgresHost"/>: one abstract test class, two sealed ones.
/// </summary>
/// <param name="provider">Which database.</param>
/// <param name="recipe">Setup recipe: <c>motala-demo</c>, <c>standard</c>, or <c>empty</c> for nothing at all.</param>
public abstract class TestHost(DatabaseProvider provider, string recipe = "motala-demo") : IAsyncLifetime
{
    private TestDatabase? database;
    private TestApplication? application;

    /// <summary>The fixture's database.</summary>
    public TestDatabase Database => database ?? throw Missing();

    /// <summary>The clock of the host; moved by the test only.</summary>
    public TestClock Clock => Application.Clock;

    /// <summary>Errors that the host logged.</summary>
    public IReadOnlyCollection<string> Errors => Application.Log.Errors;

    /// <summary>The host's container.</summary>
    public IServiceProvider Services => Application.Services;

    private protected TestApplication Application => application ?? throw Missing();

    /// <summary>Where the host answers: a real port of this computer for a browser, else a name only.</summary>
    public Uri Address => Kestrel
        ? new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First())
        : new("http://localhost");

    /// <summary>True for a fixture that a real browser visits: then it listens on a port, time passes by itself, and so do jobs.</summary>
    protected virtual bool Kestrel => false;

    /// <inheritdoc />
    public virtual async ValueTask InitializeAsync()
    {
        if (provider == DatabaseProvider.Postgres && !TestDatabase.HasPostgres)
        {
            return; // Each test that asks for the host is then skipped, or fails in CI.
        }

        database = await TestDatabase.CreateAsync(provider, UseTemplate ? await Templates.GetAsync(provider, recipe) : null);
        application = new TestApplication(database, recipe, Kestrel, Configure);
        if (Kestrel)
        {
            application.UseKestrel(0);
        }

        await StartAsync(application);
    }

    /// <summary>Somebody who is not signed in.</summary>
    public Visitor Visit() => new(
        Kestrel ? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false } : Application.Server.CreateHandler(),
        Address, Services.GetRequiredService<SqlWatch>(), Application.Log);

    /// <summary>Somebody who is: <c>medarbetare</c>, <c>handlaggare</c>, <c>chef</c>, … (DESIGN: development sign-in).</summary>
    public async Task<Visitor> SignInAsync(string person)
    {
        var visitor = Visit();
        await visitor.SignInAsync(person);
        return visitor;
    }

    /// <summary>Runs the jobs that are due until the outbox is empty and nothing more follows.</summary>
    public async Task DrainAsync(CancellationToken ct = default)
    {
        for (var round = 0; round < 50; round++)
        {
            await Services.GetRequiredService<JobRunner>().RunDueAsync(ct);
            var nowUtc = Clock.NowUtc;
            var left = await ReadAsync(db => db.Set<OutboxMessage>().CountAsync(m => m.DeliveredUtc == null && (m.NextTryUtc == null || m.NextTryUtc <= nowUtc), ct));
            if (left == 0)
            {
                await Services.GetRequiredService<JobRunner>().RunDueAsync(ct); // What the last delivery left for others, such as mail to send.
                return;
            }
        }

        var waiting = await ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.DeliveredUtc == null).GroupBy(m => m.Type).Select(g => $"{g.Count()} × {g.Key}").ToListAsync(ct));
        throw new InvalidOperationException($"The outbox does not become empty: {string.Join(", ", waiting)}\n{string.Join('\n', Errors)}");
    }

    /// <summary>Asks the database as the system, which sees all.</summary>
    public Task<T> ReadAsync<T>(Func<AppDb, Task<T>> read) => InScopeAsync(services => read(services.GetRequiredService<AppDb>()));

    /// <summary>Runs something in a scope of its own, as the system.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope("test");
        return await work(scope.ServiceProvider);
    }

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (application is not null)
        {
            await application.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    internal static async Task StartAsync(TestApplication application)
    {
        await Task.Run(() => application.Services); // Starts the program and waits until it serves.
        var services = application.Services;
        if (!await services.GetRequiredService<RecipeRunner>().IsSetUpAsync(CancellationToken.None))
        {
            var again = await services.StartInnovationAsync(new Progress<StepReport>());
            var problem = again.Succeeded ? null : again.Problems[0];
            await using var scope = services.CreateAsyncScope();
            throw new InvalidOperationException(
                "The setup recipe failed: " + (problem is null ? "the first time only" : scope.ServiceProvider.GetRequiredService<ITexts>()[problem.Text, problem.Arguments]));
        }
    }

    /// <summary>False for a fixture that tests the first start itself, or changes what the recipe would do.</summary>
    protected virtual bool UseTemplate => true;

    /// <summary>A fixture's own settings and services.</summary>
    protected virtual void Configure(IWebHostBuilder builder)
    {
    }

    private static InvalidOperationException Missing()
    {
        Needs.Postgres();
        return new("The fixture has not been started.");
    }
}

/// <summary>The demo on SQLite.</summary>
public class SqliteHost() : TestHost(DatabaseProvider.Sqlite);

/// <summary>The demo on PostgreSQL.</summary>
public class PostgresHost() : TestHost(DatabaseProvider.Postgres);

/// <summary>SQLite with no recipe run.</summary>
public class EmptySqliteHost() : TestHost(DatabaseProvider.Sqlite, "empty");

/// <summary>PostgreSQL with no recipe run.</summary>
public class EmptyPostgresHost() : TestHost(DatabaseProvider.Postgres, "empty");
