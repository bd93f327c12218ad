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
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({KeyOf(subject)})", ct);
        }
    }

    /// <summary>Those of the subjects that nobody is moving, held from now on. Without waiting, so that one who holds several never stands in a ring of waiters.</summary>
    public static async Task<IReadOnlySet<SubjectRef>> TryLockAsync(this AppDb db, IReadOnlyList<SubjectRef> subjects, CancellationToken ct)
    {
        if (db.IsSqlite)
        {
            return subjects.ToHashSet();
        }

        var keys = subjects.Select(KeyOf).ToArray();
        var held = await db.Database.SqlQuery<long>($"SELECT k AS \"Value\" FROM unnest({keys}) AS k WHERE pg_try_advisory_xact_lock(k)").ToListAsync(ct);
        return subjects.Where(s => held.Contains(KeyOf(s))).ToHashSet();
    }

    // The random half of a UUIDv7.
    private static long KeyOf(SubjectRef subject) => BitConverter.ToInt64(subject.Id.ToByteArray(), 8);
}
