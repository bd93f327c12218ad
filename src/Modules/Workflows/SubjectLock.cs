using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>
/// Whoever moves a subject's flows waits for the one who is moving them, instead of ending as a conflict. SQLite's writers wait in line already; on PostgreSQL it is a lock that the
/// transaction holds to its end, taken before the rows are read.
/// </summary>
internal static class SubjectLock
{
    public static async Task LockAsync(this AppDb db, SubjectRef subject, CancellationToken ct)
    {
        if (!db.IsSqlite)
        {
            var key = BitConverter.ToInt64(subject.Id.ToByteArray(), 8); // The random half of a UUIDv7.
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({key})", ct);
        }
    }
}
