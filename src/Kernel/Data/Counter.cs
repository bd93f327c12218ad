using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Kernel.Data;

/// <summary>Running numbers for people, such as a proposal's. The row is locked to the end of the caller's transaction, so no number is lost or doubled.</summary>
public static class Counter
{
    /// <summary>The next number of <paramref name="name"/>, from 1. Throws outside a transaction.</summary>
    public static async Task<int> NextNumberAsync(this AppDb db, string name, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A running number is taken inside TransactAsync.");
        }

        var next = await db.Database.SqlQuery<int>(
            $"INSERT INTO kernel_counter (name, value) VALUES ({name}, 1) ON CONFLICT (name) DO UPDATE SET value = kernel_counter.value + 1 RETURNING value AS \"Value\"")
            .ToListAsync(ct);
        return next[0];
    }
}

internal sealed class CounterRow
{
    public required string Name { get; init; }

    public int Value { get; init; }
}

internal sealed class CounterMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var counter = model.Entity<CounterRow>().ToTable("kernel_counter");
        counter.HasKey(c => c.Name);
        counter.Property(c => c.Name).HasMaxLength(60);
    }
}
