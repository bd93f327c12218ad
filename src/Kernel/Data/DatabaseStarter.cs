using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using IntranetInnovation.Kernel.Jobs;

namespace IntranetInnovation.Kernel.Data;

/// <summary>Brings the database to the newest migration. Idempotent, safe when two processes start at once, and after a start that was killed.</summary>
internal sealed class DatabaseStarter(IServiceScopeFactory scopes, IOptions<DatabaseOptions> options)
{
    /// <summary>Waits until no other process starts on the same data; dispose to let the next one in. A killed process holds nothing.</summary>
    public async Task<IDisposable> AloneAsync(CancellationToken ct)
    {
        if (options.Value.Provider == DatabaseProvider.Sqlite)
        {
            Directory.CreateDirectory(options.Value.DataPath);
            return await LockFileAsync(Path.Combine(options.Value.DataPath, "start.lock"), ct);
        }

        var connection = new NpgsqlConnection(options.Value.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(20261121)", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
        return connection; // The lock lives as long as the session; a closed connection is reset before it is used again.
    }

    /// <summary>To be called within <see cref="AloneAsync"/>.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope("migrate");
        var db = scope.Db();
        if (db.IsSqlite)
        {
            // EF does this only for a file that it makes itself, and the very first look has made it already. The file remembers.
            await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", ct);
            await ClearStaleLockAsync(db, ct);
        }

        await db.Database.MigrateAsync(ct);
    }

    // EF's own lock on SQLite is a row, which a killed start leaves behind, and the next start would wait for ever. While we are alone, nobody else migrates.
    private static async Task ClearStaleLockAsync(AppDb db, CancellationToken ct)
    {
        var tables = await db.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").ToListAsync(ct);
        if (tables[0] > 0)
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", ct);
        }
    }

    private static async Task<FileStream> LockFileAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(200, ct); // Another process is starting on the same data.
            }
        }
    }
}
