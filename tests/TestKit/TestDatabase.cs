using IntranetInnovation.Kernel.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IntranetInnovation.TestKit;

/// <summary>A database of its own for one fixture, and the data folder beside it. Gone when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>The environment variable that <c>./dev test</c> sets: a connection string to a PostgreSQL cluster without a database name.</summary>
    public const string PostgresVariable = "INNOVATION_POSTGRES";

    private TestDatabase(DatabaseProvider provider, string name)
    {
        Provider = provider;
        Name = name;
        DataPath = Path.Combine(Path.GetTempPath(), name);
        ConnectionString = provider == DatabaseProvider.Postgres
            ? new NpgsqlConnectionStringBuilder(Cluster) { Database = name, IncludeErrorDetail = true, MaxPoolSize = 40, Timeout = 60, GssEncryptionMode = GssEncryptionMode.Disable }.ToString()
            : null;
    }

    /// <summary>False when the tests have no PostgreSQL to run on.</summary>
    public static bool HasPostgres => Cluster is not null;

    /// <summary>Which of the two.</summary>
    public DatabaseProvider Provider { get; }

    /// <summary>Name of the database and of the data folder.</summary>
    public string Name { get; }

    /// <summary>The data folder.</summary>
    public string DataPath { get; }

    /// <summary>Null on SQLite, where the data folder says it all.</summary>
    public string? ConnectionString { get; }

    private static string? Cluster => Environment.GetEnvironmentVariable(PostgresVariable) is { Length: > 0 } given ? given : null;

    /// <summary>An empty database, or a copy of <paramref name="template"/>, which nobody may be connected to.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider, TestDatabase? template = null, string? name = null)
    {
        var made = new TestDatabase(provider, name ?? $"innovation_{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(made.DataPath);
        if (provider == DatabaseProvider.Postgres)
        {
            await OnClusterAsync($"CREATE DATABASE \"{made.Name}\"{(template is null ? "" : $" TEMPLATE \"{template.Name}\"")}");
        }
        else if (template is not null)
        {
            foreach (var file in Directory.GetFiles(template.DataPath, "innovation.db*"))
            {
                File.Copy(file, Path.Combine(made.DataPath, Path.GetFileName(file)));
            }
        }

        return made;
    }

    /// <summary>One that was made before, if it is there; it must not be disposed by the finder.</summary>
    public static async Task<TestDatabase?> FindAsync(DatabaseProvider provider, string name)
    {
        var found = new TestDatabase(provider, name);
        if (provider == DatabaseProvider.Sqlite)
        {
            return File.Exists(Path.Combine(found.DataPath, "innovation.db")) ? found : null;
        }

        await using var source = NpgsqlDataSource.Create(Cluster!);
        await using var command = source.CreateCommand("SELECT count(*) FROM pg_database WHERE datname = $1");
        command.Parameters.AddWithValue(name);
        return (long)(await command.ExecuteScalarAsync())! == 1 ? found : null;
    }

    /// <summary>Closes pooled connections, so that the database can be copied or removed.</summary>
    public void LetGo()
    {
        if (ConnectionString is not null)
        {
            using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }
        else
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(DataPath, "innovation.db"), DefaultTimeout = 30 }.ToString());
            SqliteConnection.ClearPool(connection);
        }
    }

    /// <summary>Gives it the name by which others find it.</summary>
    public async Task RenameAsync(string name)
    {
        LetGo();
        Directory.Move(DataPath, Path.Combine(Path.GetTempPath(), name));
        if (Provider == DatabaseProvider.Postgres)
        {
            await OnClusterAsync($"ALTER DATABASE \"{Name}\" RENAME TO \"{name}\"");
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        LetGo();
        if (Provider == DatabaseProvider.Postgres)
        {
            await OnClusterAsync($"DROP DATABASE IF EXISTS \"{Name}\" WITH (FORCE)");
        }

        if (Directory.Exists(DataPath))
        {
            Directory.Delete(DataPath, recursive: true);
        }
    }

    private static async Task OnClusterAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Cluster) { Database = "postgres", Pooling = false, Timeout = 60, GssEncryptionMode = GssEncryptionMode.Disable }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
