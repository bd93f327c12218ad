using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Kernel.Data;

/// <summary>The two databases that the product runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded, one node; the default.</summary>
    Sqlite,

    /// <summary>For several nodes.</summary>
    Postgres,
}

/// <summary>Where the data is. A host sets it by a callback, so that each tenant of a larger host has its own.</summary>
public sealed class DatabaseOptions
{
    /// <summary>SQLite unless told otherwise.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Folder for the SQLite file, the mail pickup folder and lock files. Made when missing.</summary>
    public string DataPath { get; set; } = "App_Data";

    /// <summary>Needed for PostgreSQL. For SQLite null means <c>innovation.db</c> in <see cref="DataPath"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The SQLite file when no connection string says otherwise.</summary>
    public string SqliteFile => Path.Combine(DataPath, "innovation.db");

    internal void Configure(DbContextOptionsBuilder options)
    {
        if (Provider == DatabaseProvider.Postgres)
        {
            options.UseNpgsql(ConnectionString ?? throw new InvalidOperationException("ConnectionStrings__Database must be set when Database__Provider is Postgres."));
        }
        else
        {
            Directory.CreateDirectory(DataPath);
            // The time-out is SQLite's patience with another process that writes, in seconds; our own writers wait in the gate.
            options.UseSqlite(ConnectionString ?? new SqliteConnectionStringBuilder { DataSource = SqliteFile, DefaultTimeout = 30 }.ToString());
        }

        options.AddInterceptors(PlainText.Instance);
        options.ReplaceService<IMigrationsAssembly, ModuleMigrations>();
        options.ReplaceService<IModelCacheKeyFactory, ModuleModelCacheKey>();
        options.ConfigureWarnings(w => w
            .Ignore(RelationalEventId.PendingModelChangesWarning) // There is no snapshot to compare with; a test compares the databases.
            .Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
    }
}
