using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.Data.Sqlite;

namespace IntranetInnovation.Data.Tests;

/// <summary>A start that was killed at any moment leaves nothing that stops the next one.</summary>
public sealed class KilledStartTests
{
    // At most this many milliseconds are given to a start before it is killed; a whole one takes a few seconds.
    private const int Longest = 6000;

    [Fact]
    public Task Kill_9_during_start_leaves_a_start_that_serves_on_Sqlite() => KillAndServeAsync(DatabaseProvider.Sqlite);

    [Fact]
    public async Task Kill_9_during_start_leaves_a_start_that_serves_on_Postgres()
    {
        Needs.Postgres();
        await KillAndServeAsync(DatabaseProvider.Postgres);
    }

    [Fact]
    public async Task A_migration_lock_that_a_killed_start_left_is_cleared()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(database.DataPath, "innovation.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        using var web = WebProcess.Start(database, "motala-demo");
        await web.ReadyAsync();
    }

    private static async Task KillAndServeAsync(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var random = new Random(20121112);
        for (var kill = 0; kill < (Repository.Long ? 40 : 5); kill++)
        {
            using var killed = WebProcess.Start(database, "motala-demo");
            await Task.Delay(random.Next(700, Longest));
            killed.Kill();
        }

        using var web = WebProcess.Start(database, "motala-demo");
        await web.ReadyAsync();
    }
}
