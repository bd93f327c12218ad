using Microsoft.Data.Sqlite;
using Npgsql;

namespace IntranetInnovation.Kernel.Data;

/// <summary>Failures that are nobody's mistake and may pass: the database is locked by another process, full, or out of reach. Nothing has been saved.</summary>
public static class Unavailable
{
    // SQLITE_BUSY, SQLITE_LOCKED, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN.
    private static readonly int[] Sqlite = [5, 6, 10, 13, 14];

    /// <summary>True for such a failure, or for what wraps one. The answer is 503.</summary>
    public static bool Is(Exception? e) => e switch
    {
        null => false,
        SqliteException sqlite => Sqlite.Contains(sqlite.SqliteErrorCode),
        PostgresException { SqlState: ['0', '8', ..] or ['5', '3', ..] or ['5', '7', 'P', ..] or PostgresErrorCodes.LockNotAvailable } => true, // Connection, resources, shutdown.
        NpgsqlException and not PostgresException => true, // The server does not answer.
        TimeoutException => true,
        _ => Is(e.InnerException),
    };
}
