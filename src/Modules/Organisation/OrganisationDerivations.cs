using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace IntranetInnovation.Organisation;

/// <summary>
/// What follows from changes of people and places, in the same save, whoever makes them (page, import, recipe, command): others are told of those who left, moved or
/// hold other roles, and former names are kept.
/// </summary>
internal sealed class OrganisationDerivations(TimeProvider clock) : IBeforeSave
{
    public async Task BeforeSaveAsync(AppDb db, CancellationToken ct)
    {
        // One look at the tracker: each lets EF compare everything that it tracks.
        var changed = db.ChangeTracker.Entries()
            .Where(e => e.State != EntityState.Unchanged && e.Entity is Person or RoleAssignment or Department or Unit).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        Tell(db, changed);
        var today = SwedishTime.Day(clock.GetUtcNow().UtcDateTime);
        foreach (var entry in changed.Where(e => e.State == EntityState.Modified))
        {
            if (entry is { Entity: Department department })
            {
                await KeepAsync(db, department.Id.Value, FormerlyAs.Name, Before<string>(entry, nameof(Department.Name)), department.Name, today, ct);
            }
            else if (entry is { Entity: Unit unit })
            {
                await KeepAsync(db, unit.Id.Value, FormerlyAs.Name, Before<string>(entry, nameof(Unit.Name)), unit.Name, today, ct);
                var from = Before<DepartmentId>(entry, nameof(Unit.DepartmentId));
                if (from != unit.DepartmentId)
                {
                    var (old, now) = (await db.Set<Department>().FindAsync([from], ct), await db.Set<Department>().FindAsync([unit.DepartmentId], ct));
                    await KeepAsync(db, unit.Id.Value, FormerlyAs.Department, old?.Name ?? "", now?.Name ?? "", today, ct);
                }
            }
        }
    }

    private static void Tell(AppDb db, IReadOnlyList<EntityEntry> changed)
    {
        var added = new HashSet<PersonId>();
        var otherRoles = new HashSet<PersonId>();
        foreach (var entry in changed)
        {
            switch (entry)
            {
                case { Entity: Person person, State: EntityState.Added }:
                    added.Add(person.Id);
                    break;
                case { Entity: Person person, State: EntityState.Modified }:
                    var wasActive = Before<bool>(entry, nameof(Person.Active));
                    if (wasActive && !person.Active)
                    {
                        db.Raise(new PersonLeft(person.Id));
                    }
                    else if (!wasActive && person.Active)
                    {
                        otherRoles.Add(person.Id);
                    }

                    if (Before<DepartmentId>(entry, nameof(Person.DepartmentId)) != person.DepartmentId || Before<UnitId?>(entry, nameof(Person.UnitId)) != person.UnitId)
                    {
                        db.Raise(new PersonMoved(person.Id));
                    }

                    break;
                case { Entity: RoleAssignment role, State: EntityState.Added or EntityState.Deleted }:
                    otherRoles.Add(role.PersonId);
                    break;
            }
        }

        foreach (var person in otherRoles.Except(added))
        {
            db.Raise(new RolesChanged(person));
        }
    }

    // A name that did not last the day is a slip of the pen, not history.
    private static async Task KeepAsync(AppDb db, Guid place, FormerlyAs kind, string before, string now, DateOnly today, CancellationToken ct)
    {
        if (before == now)
        {
            return;
        }

        if (await db.Set<FormerName>().FindAsync([place, kind, today], ct) is not { } earlier)
        {
            db.Add(FormerName.Of(place, kind, before, today));
        }
        else if (earlier.Name == now)
        {
            db.Remove(earlier);
        }
    }

    private static T Before<T>(EntityEntry entry, string property) => (T)entry.Property(property).OriginalValue!;
}
