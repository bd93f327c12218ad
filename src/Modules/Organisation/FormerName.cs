using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation;

/// <summary>What about a place was otherwise before.</summary>
internal enum FormerlyAs
{
    /// <summary>It was called so.</summary>
    Name,

    /// <summary>A unit that belonged to the department of that name.</summary>
    Department,
}

/// <summary>What a department or unit was called, or where it belonged, up to a day in Stockholm. Written by <see cref="OrganisationDerivations"/>.</summary>
internal sealed class FormerName
{
    private FormerName()
    {
    }

    // Of the department or unit.
    public Guid PlaceId { get; private set; }

    public FormerlyAs Kind { get; private set; }

    public DateOnly UntilDay { get; private set; }

    public string Name { get; private set; } = "";

    public static FormerName Of(Guid place, FormerlyAs kind, string name, DateOnly until) => new() { PlaceId = place, Kind = kind, Name = name, UntilDay = until };
}

internal static class FormerNames
{
    private const int Most = 20;

    /// <summary>What a place was called and where it belonged, the latest first.</summary>
    public static async Task<IReadOnlyList<FormerName>> FormerAsync(this AppDb db, Guid place, CancellationToken ct) =>
        await db.Set<FormerName>().AsNoTracking().Where(f => f.PlaceId == place).OrderByDescending(f => f.UntilDay).Take(Most).ToListAsync(ct);
}

internal sealed class FormerNameMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var former = model.Entity<FormerName>().ToTable("organisation_former_name");
        former.HasKey(f => new { f.PlaceId, f.Kind, f.UntilDay });
        former.Property(f => f.Name).HasMaxLength(Department.MaxName);
    }
}
