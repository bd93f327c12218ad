using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation.Recipes;

internal sealed record DepartmentItem(string Slug, string Name, string Authority, IReadOnlyList<HeadCountItem>? HeadCounts = null, IReadOnlyList<UnitItem>? Units = null);

internal sealed record HeadCountItem(DateOnly AsOf, int Employees, bool Example = false);

internal sealed record UnitItem(string Slug, string Name);

/// <summary>Departments with units and head-counts, by slug. What the recipe does not mention is left as it is.</summary>
internal sealed class DepartmentsStep(AppDb db) : RecipeStep<DepartmentItem>
{
    public override string Name => "Departments";

    protected override async Task<Result<Done>> ApplyAsync(IReadOnlyList<DepartmentItem> items, RecipeRun run, CancellationToken ct)
    {
        var departments = await db.Set<Department>().ToDictionaryAsync(d => d.Slug, ct);
        var units = await db.Set<Unit>().ToDictionaryAsync(u => u.Slug, ct);
        var counts = await db.Set<HeadCount>().ToDictionaryAsync(c => (c.DepartmentId, c.AsOf), ct);
        foreach (var item in items)
        {
            var there = departments.GetValueOrDefault(item.Slug);
            var made = there is null ? Department.Open(item.Slug, item.Name, item.Authority) : there.Rename(item.Name, item.Authority).Then(there);
            if (!made.Succeeded)
            {
                return RecipeRun.Broken($"{Name}: {item.Slug}: {made.Problems[0].Text}");
            }

            var department = db.Ensure(departments, item.Slug, made.Value);
            foreach (var child in item.Units ?? [])
            {
                var unit = units.GetValueOrDefault(child.Slug);
                var placed = unit is null ? Unit.Open(department.Id, child.Slug, child.Name) : unit.Place(department.Id, child.Name).Then(unit);
                if (!placed.Succeeded)
                {
                    return RecipeRun.Broken($"{Name}: {child.Slug}: {placed.Problems[0].Text}");
                }

                db.Ensure(units, child.Slug, placed.Value);
            }

            foreach (var count in item.HeadCounts ?? [])
            {
                if (count.Employees < 0)
                {
                    return RecipeRun.Broken($"{Name}: {item.Slug}: {count.Employees}");
                }

                var key = (department.Id, count.AsOf);
                db.Ensure(counts, key, counts.GetValueOrDefault(key) ?? HeadCount.On(department.Id, count.AsOf)).Count(count.Employees, count.Example);
            }
        }

        return Done.Ok;
    }
}

internal static class StepHelp
{
    /// <summary>The thing itself when the change was accepted.</summary>
    public static Result<T> Then<T>(this Result<Done> changed, T thing) => changed.Succeeded ? thing : Result<T>.Refused(changed.Problems);

    /// <summary>Adds it to the database and the dictionary unless it is there.</summary>
    public static T Ensure<TKey, T>(this AppDb db, Dictionary<TKey, T> known, TKey key, T thing)
        where TKey : notnull
        where T : class
    {
        if (known.TryAdd(key, thing))
        {
            db.Add(thing);
        }

        return thing;
    }
}
