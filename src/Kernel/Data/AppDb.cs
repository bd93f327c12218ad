using System.Text.Json;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Kernel.Data;

/// <summary>
/// The one unit of work. Module mappings are found by reflection; reads pass the visibility filter of <see cref="Viewer"/>;
/// only a page, an endpoint or a job saves. Instances are used again by later scopes, since EF's own services take longer to make than a statement takes to run;
/// <see cref="Enter"/> says whose it is now.
/// </summary>
public sealed class AppDb(DbContextOptions<AppDb> options) : DbContext(options)
{
    private Scope? scope;
    private bool? isSqlite;

    /// <summary>Name of the query filter that keeps what the viewer may not see out of every read.</summary>
    public const string Visibility = "visibility";

    /// <summary>Who reads: query filters use this instance's <see cref="SeesAll"/> and <see cref="Principals"/>.</summary>
    public Viewer Viewer => Now.User.Viewer;

    /// <summary>True for the explicit system principal of background work and recipes.</summary>
    public bool SeesAll => Viewer.IsSystem;

    /// <summary>The viewer's principals, as written in access rows.</summary>
    public IReadOnlyList<string> Principals => Viewer.Principals;

    /// <summary>True on SQLite, false on PostgreSQL. For the pairs of provider files only.</summary>
    public bool IsSqlite => isSqlite ??= Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite";

    internal ModuleSet Modules => Now.Modules;

    /// <summary>True while the past is written (imports, demonstrations): nobody is told of it, so <see cref="Raise"/> does nothing.</summary>
    public bool IsSilent { get; set; }

    private Scope Now => scope ?? throw new InvalidOperationException("This unit of work belongs to no scope.");

    /// <summary>Gives it to a scope: its viewer reads, its services decide before a save.</summary>
    internal AppDb Enter(IServiceProvider services)
    {
        scope = new(
            services.GetRequiredService<ModuleSet>(), services.GetRequiredService<CurrentUser>(), services.GetRequiredService<WriteGate>(), services.GetRequiredService<OutboxSignal>(),
            services.GetRequiredService<TimeProvider>(), services);
        IsSilent = false;
        return this;
    }

    /// <summary>Writes an event to the outbox in the coming save; listeners get it after commit, at least once.</summary>
    public void Raise(IEvent e)
    {
        if (!IsSilent)
        {
            Set<OutboxMessage>().Add(OutboxMessage.Of(e, Now.Clock.GetUtcNow().UtcDateTime));
        }
    }

    /// <summary>
    /// Runs <paramref name="work"/>, saves and commits, as one transaction; a refusal or an exception rolls all of it back and forgets the
    /// tracked changes. Inside a running transaction the work joins it. No I/O but the database may happen inside.
    /// A save on an old version (<see cref="IVersioned"/>), or of a row that somebody else was first to write (a unique index), ends as a
    /// <see cref="ProblemKind.Conflict"/> with the text <c>Kernel.Conflict</c>.
    /// </summary>
    public async Task<Result<T>> TransactAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken ct = default)
    {
        if (Database.CurrentTransaction is not null)
        {
            return await work(ct);
        }

        using var held = await Now.Gate.EnterAsync(IsSqlite, ct);
        await using var transaction = await Database.BeginTransactionAsync(ct);
        try
        {
            var result = await work(ct);
            if (!result.Succeeded)
            {
                ChangeTracker.Clear();
                return result;
            }

            await SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            Now.Signal.Nudge();
            return result;
        }
        catch (DbUpdateException e) when (Conflicts.Is(e))
        {
            ChangeTracker.Clear();
            return new Problem("Kernel.Conflict", Kind: ProblemKind.Conflict);
        }
        catch
        {
            ChangeTracker.Clear();
            throw;
        }
    }

    /// <summary>Runs a bulk write (ExecuteUpdate, ExecuteDelete, raw SQL) in its turn among SQLite's writers. Inside a transaction it simply runs.</summary>
    public async Task<T> WriteAsync<T>(Func<AppDb, Task<T>> write, CancellationToken ct = default)
    {
        using var held = Database.CurrentTransaction is null ? await Now.Gate.EnterAsync(IsSqlite, ct) : null;
        return await write(this);
    }

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save with SaveChangesAsync: SQLite's writers pass an asynchronous gate.");

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Database.CurrentTransaction is not null)
        {
            return await SaveInsideAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        using var held = await Now.Gate.EnterAsync(IsSqlite, cancellationToken);
        await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
        var rows = await SaveInsideAsync(acceptAllChangesOnSuccess, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Now.Signal.Nudge();
        return rows;
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var mapping in Modules.Mappings)
        {
            mapping.Map(modelBuilder, this);
        }

        foreach (var type in modelBuilder.Model.GetEntityTypes())
        {
            if (typeof(IVersioned).IsAssignableFrom(type.ClrType))
            {
                type.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
            }

            foreach (var property in type.GetProperties())
            {
                property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            }
        }
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        foreach (var id in Modules.Assemblies.SelectMany(a => a.GetTypes()).Where(TypedIds.Is))
        {
            configurationBuilder.Properties(id).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(id));
        }
    }

    private async Task<int> SaveInsideAsync(bool acceptAllChangesOnSuccess, CancellationToken ct)
    {
        // Resolved here, not injected: what they need may itself need this AppDb.
        foreach (var derived in Now.Services.GetServices<IBeforeSave>())
        {
            await derived.BeforeSaveAsync(this, ct);
        }

        foreach (var entry in ChangeTracker.Entries<IVersioned>().Where(e => e.State == EntityState.Modified))
        {
            var version = entry.Property(nameof(IVersioned.Version));
            version.CurrentValue = (int)version.OriginalValue! + 1;
        }

        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, ct);
    }

    private sealed record Scope(ModuleSet Modules, CurrentUser User, WriteGate Gate, OutboxSignal Signal, TimeProvider Clock, IServiceProvider Services);
}
