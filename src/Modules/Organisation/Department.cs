using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation;

internal sealed class Department : IVersioned
{
    public const int MaxName = 100;

    private Department()
    {
    }

    public DepartmentId Id { get; private set; }

    public string Slug { get; private set; } = "";

    public string Name { get; private set; } = "";

    // The board: records become public when they cross from one to another.
    public string Authority { get; private set; } = "";

    // The Stockholm day from which nothing new comes from here; what is open keeps its handler.
    public DateOnly? ClosedOn { get; private set; }

    public int Version { get; private set; }

    public static Result<Department> Open(string slug, string name, string authority)
    {
        if (!Slugs.Is(slug))
        {
            return new Problem("Organisation.SlugInvalid", nameof(Slug)) { Arguments = [slug] };
        }

        var department = new Department { Id = TypedId.New<DepartmentId>(), Slug = slug };
        var named = department.Rename(name, authority);
        return named.Succeeded ? department : Result<Department>.Refused(named.Problems);
    }

    public Result<Done> Rename(string name, string authority)
    {
        name = name.Trim();
        authority = authority.Trim();
        if (name.Length is 0 or > MaxName)
        {
            return new Problem("Organisation.NameInvalid", nameof(Name)) { Arguments = [MaxName] };
        }

        if (authority.Length is 0 or > MaxName)
        {
            return new Problem("Organisation.AuthorityInvalid", nameof(Authority)) { Arguments = [MaxName] };
        }

        (Name, Authority) = (name, authority);
        return Done.Ok;
    }

    public void Close(DateOnly today) => ClosedOn ??= today;

    public void Reopen() => ClosedOn = null;
}

/// <summary>A workplace within a department.</summary>
internal sealed class Unit : IVersioned
{
    private Unit()
    {
    }

    public UnitId Id { get; private set; }

    public DepartmentId DepartmentId { get; private set; }

    public string Slug { get; private set; } = "";

    public string Name { get; private set; } = "";

    public DateOnly? ClosedOn { get; private set; }

    public int Version { get; private set; }

    public static Result<Unit> Open(DepartmentId department, string slug, string name)
    {
        if (!Slugs.Is(slug))
        {
            return new Problem("Organisation.SlugInvalid", nameof(Slug)) { Arguments = [slug] };
        }

        var unit = new Unit { Id = TypedId.New<UnitId>(), Slug = slug };
        var placed = unit.Place(department, name);
        return placed.Succeeded ? unit : Result<Unit>.Refused(placed.Problems);
    }

    /// <summary>Also moves it: a unit keeps its id and address in a reorganisation.</summary>
    public Result<Done> Place(DepartmentId department, string name)
    {
        name = name.Trim();
        if (name.Length is 0 or > Department.MaxName)
        {
            return new Problem("Organisation.NameInvalid", nameof(Name)) { Arguments = [Department.MaxName] };
        }

        (DepartmentId, Name) = (department, name);
        return Done.Ok;
    }

    public void Close(DateOnly today) => ClosedOn ??= today;

    public void Reopen() => ClosedOn = null;
}

/// <summary>How many worked there on a day; proposals per employee are counted on it.</summary>
internal sealed class HeadCount
{
    public const int Most = 1_000_000;

    private HeadCount()
    {
    }

    public DepartmentId DepartmentId { get; private set; }

    public DateOnly AsOf { get; private set; }

    public int Employees { get; private set; }

    public bool IsExample { get; private set; }

    public static HeadCount On(DepartmentId department, DateOnly asOf) => new() { DepartmentId = department, AsOf = asOf };

    public void Count(int employees, bool isExample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(employees);
        (Employees, IsExample) = (employees, isExample);
    }
}

internal sealed class DepartmentMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var department = model.Entity<Department>().ToTable("organisation_department");
        department.HasKey(d => d.Id);
        department.Property(d => d.Id).ValueGeneratedNever();
        department.Property(d => d.Slug).HasMaxLength(Slugs.MaxLength);
        department.Property(d => d.Name).HasMaxLength(Department.MaxName);
        department.Property(d => d.Authority).HasMaxLength(Department.MaxName);
        department.HasIndex(d => d.Slug).IsUnique();

        var unit = model.Entity<Unit>().ToTable("organisation_unit");
        unit.HasKey(u => u.Id);
        unit.Property(u => u.Id).ValueGeneratedNever();
        unit.Property(u => u.Slug).HasMaxLength(Slugs.MaxLength);
        unit.Property(u => u.Name).HasMaxLength(Department.MaxName);
        unit.HasIndex(u => u.Slug).IsUnique();
        unit.HasIndex(u => u.DepartmentId);

        var count = model.Entity<HeadCount>().ToTable("organisation_head_count");
        count.HasKey(c => new { c.DepartmentId, c.AsOf });
    }
}
