using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Kernel.Hosting;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.TestKit;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.Kernel.Tests;

/// <summary>The kernel alone, with one made-up module, on a database that EF made of the model.</summary>
public abstract class KernelHost(DatabaseProvider provider) : IAsyncLifetime
{
    private TestDatabase? database;
    private ServiceProvider? services;

    public TestClock Clock { get; } = new();

    public ServiceProvider Services
    {
        get
        {
            if (provider == DatabaseProvider.Postgres)
            {
                Needs.Postgres();
            }

            return services!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (provider == DatabaseProvider.Postgres && !TestDatabase.HasPostgres)
        {
            return;
        }

        database = await TestDatabase.CreateAsync(provider);
        services = Build();
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope("test");
        await scope.Db().Database.EnsureCreatedAsync();
    }

    /// <summary>A second node on the same database.</summary>
    public ServiceProvider Build()
    {
        var collection = new ServiceCollection();
        collection.AddLogging(l => l.ClearProviders());
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton<Microsoft.Extensions.Hosting.IHostEnvironment>(new Microsoft.Extensions.Hosting.Internal.HostingEnvironment());
        collection.AddInnovation([new ProbeModule()], (_, o) => (o.Provider, o.DataPath, o.ConnectionString) = (provider, database!.DataPath, database.ConnectionString));
        collection.Configure<RecipeOptions>(o => o.Path = database!.DataPath);
        return collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public async Task<T> DoAsync<T>(Func<AppDb, Task<T>> work, IServiceProvider? node = null)
    {
        await using var scope = (node ?? Services).GetRequiredService<IServiceScopeFactory>().CreateSystemScope("test");
        return await work(scope.Db());
    }

    public Task<List<string>> NotesAsync() => DoAsync(db => db.Set<Note>().OrderBy(n => n.Text).Select(n => n.Text).ToListAsync());

    public Task DeliverAsync(IServiceProvider? node = null) => (node ?? Services).GetRequiredService<JobRunner>().RunDueAsync(CancellationToken.None);

    public async Task<string> RecipeAsync(string json, string? name = null)
    {
        var file = Path.Combine(database!.DataPath, $"{name ?? Guid.CreateVersion7().ToString("N")}.recipe.json");
        await File.WriteAllTextAsync(file, json);
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (services is not null)
        {
            await services.DisposeAsync();
            await database!.DisposeAsync();
        }
    }
}

public sealed class SqliteKernel() : KernelHost(DatabaseProvider.Sqlite);

public sealed class PostgresKernel() : KernelHost(DatabaseProvider.Postgres);

internal readonly record struct NoteId(Guid Value) : ITypedId<NoteId>
{
    public static NoteId From(Guid value) => new(value);
}

internal enum Mood
{
    Calm,
    Merry,
}

internal sealed class Note : IVersioned
{
    public NoteId Id { get; init; } = TypedId.New<NoteId>();

    public required string Text { get; set; }

    public Mood Mood { get; init; }

    public DateTime WrittenUtc { get; init; } = TestClock.Start;

    public int Version { get; private set; }
}

internal sealed class NoteMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var note = model.Entity<Note>().ToTable("probe_note");
        note.HasKey(n => n.Id);
        note.Property(n => n.Text).HasMaxLength(200);
        note.HasIndex(n => n.Text).IsUnique();
    }
}

/// <summary>Told to the listeners below.</summary>
public sealed record SomethingHappened(string What) : IEvent;

internal sealed class WriteItDown(AppDb db) : IListener<SomethingHappened>
{
    public Task HandleAsync(SomethingHappened e, EventStamp at, CancellationToken ct)
    {
        db.Add(new Note { Text = $"written {e.What}" });
        return Task.CompletedTask;
    }
}

internal sealed class FailWhenAsked(AppDb db, FailureSwitch failing) : IListener<SomethingHappened>
{
    public Task HandleAsync(SomethingHappened e, EventStamp at, CancellationToken ct)
    {
        db.Add(new Note { Text = $"second {e.What}" });
        failing.Calls++;
        return failing.On ? throw new InvalidOperationException("The listener is down.") : Task.CompletedTask;
    }
}

/// <summary>Turns a listener's failure on and off.</summary>
public sealed class FailureSwitch
{
    public bool On { get; set; }

    public int Calls { get; set; }
}

internal sealed class HourlyJob(JobCount count) : IJob
{
    public static TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref count.Started);
        await Task.Delay(count.Lasts, ct);
    }
}

/// <summary>How often the hourly job ran, and how long a run lasts.</summary>
public sealed class JobCount
{
    internal int Started;

    public TimeSpan Lasts { get; set; }
}

internal sealed record NoteItem(string Text, string? When = null);

internal sealed class NotesStep(AppDb db) : RecipeStep<NoteItem>
{
    public override string Name => "Notes";

    protected override async Task<Result<Done>> ApplyAsync(IReadOnlyList<NoteItem> items, RecipeRun run, CancellationToken ct)
    {
        foreach (var item in items)
        {
            if (item.Text == "bad")
            {
                return RecipeRun.Broken("The note bad is bad");
            }

            if (!await db.Set<Note>().AnyAsync(n => n.Text == item.Text, ct))
            {
                db.Add(new Note { Text = item.Text, WrittenUtc = item.When is null ? run.NowUtc : run.Moment(item.When) });
            }
        }

        return Done.Ok;
    }
}

/// <summary>A module made up for these tests.</summary>
public sealed class ProbeModule : IModule
{
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.Kernel.Tests", "probe");

    public void Add(ModuleBuilder module)
    {
        ArgumentNullException.ThrowIfNull(module);
        module.Services.AddSingleton<FailureSwitch>().AddSingleton<JobCount>();
        module
            .Right("innovation.probe.read")
            .Right("innovation.probe.write", "Editor")
            .Listener<SomethingHappened, WriteItDown>()
            .Listener<SomethingHappened, FailWhenAsked>()
            .Job<HourlyJob>()
            .RecipeStep<NotesStep>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
