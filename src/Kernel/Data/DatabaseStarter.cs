using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using IntranetInnovation.Kernel.Jobs;

namespace IntranetInnovation.Kernel.Data;

/// <summary>Brings the database to the newest migration. Idempotent, safe when two processes start at once, and after a start that was killed.</summary>
internal sealed class DatabaseStarter(IServiceScopeFactory scopes, IOptions<DatabaseOptions> options)
{
    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope("migrate");
        var db = scope.Db();
        if (options.Value.Provider == DatabaseProvider.Postgres)
        {
            await db.Database.MigrateAsync(ct); // EF holds a lock there that dies with the connection.
            return;
        }

        using var held = await LockFileAsync(Path.Combine(options.Value.DataPath, "migrate.lock"), ct);
        await ClearStaleLockAsync(db, ct);
        await db.Database.MigrateAsync(ct);
    }

    // EF's own lock on SQLite is a row, which a killed start leaves behind, and the next start would wait for ever. While we hold the file, nobody else migrates.
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
