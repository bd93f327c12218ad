using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntranetInnovation.Kernel.Data;

/// <summary>Failed saves that mean "somebody else was first".</summary>
internal static class Conflicts
{
    // SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE.
    private static readonly int[] SqliteUnique = [1555, 2067];

    public static bool Is(DbUpdateException e) => e is DbUpdateConcurrencyException || e.InnerException switch
    {
        SqliteException sqlite => SqliteUnique.Contains(sqlite.SqliteExtendedErrorCode),
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected,
        _ => false,
    };
}
