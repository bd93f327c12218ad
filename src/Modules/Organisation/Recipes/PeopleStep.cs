using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation.Recipes;

internal sealed record PersonItem(
    string UserName, string Name, string Department, string? Unit = null, string? Email = null, string? Title = null, string? Manager = null, IReadOnlyList<RoleItem>? Roles = null);

internal sealed record RoleItem(string Role, string? Department = null, string? Unit = null);

/// <summary>People by user name. Roles are added, never taken away: somebody may have given more since. Managers may come later in the list.</summary>
internal sealed class PeopleStep(AppDb db) : RecipeStep<PersonItem>
{
    public override string Name => "People";

    protected override async Task<Result<Done>> ApplyAsync(IReadOnlyList<PersonItem> items, RecipeRun run, CancellationToken ct)
    {
        var departments = await db.Set<Department>().ToDictionaryAsync(d => d.Slug, d => d.Id, ct);
        var units = await db.Set<Unit>().ToDictionaryAsync(u => u.Slug, ct);
        var people = await db.Set<Person>().ToDictionaryAsync(p => p.UserName, ct);
        var roles = await db.Set<RoleAssignment>().ToDictionaryAsync(a => (a.PersonId, a.Role, a.Scope), ct);
        foreach (var item in items)
        {
            var fault = Place(item.Department, item.Unit, departments, units, out var department, out var unit);
            if (fault is not null)
            {
                return RecipeRun.Broken($"{Name}: {item.UserName}: {fault}");
            }

            var userName = Person.Normal(item.UserName);
            var details = new PersonDetails(item.Name, item.Email, item.Title, department!.Value, unit);
            var there = people.GetValueOrDefault(userName);
            var made = there is null ? Person.Add(userName, details) : there.Change(details).Then(there);
            if (!made.Succeeded)
            {
                return RecipeRun.Broken($"{Name}: {item.UserName}: {made.Problems[0].Text}");
            }

            var person = db.Ensure(people, userName, made.Value);
            foreach (var held in (item.Roles ?? []).Prepend(new(Roles.Staff)))
            {
                fault = Place(held.Department, held.Unit, departments, units, out var inDepartment, out var inUnit);
                var assignment = RoleAssignment.Of(person.Id, held.Role, inDepartment, inUnit);
                if (fault is not null || !assignment.Succeeded)
                {
                    return RecipeRun.Broken($"{Name}: {item.UserName}: {held.Role}: {fault ?? assignment.Problems[0].Text}");
                }

                db.Ensure(roles, (person.Id, held.Role, assignment.Value.Scope), assignment.Value);
            }
        }

        foreach (var item in items)
        {
            if (item.Manager is { } name && !people.ContainsKey(Person.Normal(name)))
            {
                return RecipeRun.Broken($"{Name}: {item.UserName}: manager {name}");
            }

            people[Person.Normal(item.UserName)].AnswerTo(item.Manager is null ? null : people[Person.Normal(item.Manager)].Id);
        }

        return Done.Ok;
    }

    private static string? Place(
        string? department, string? unit, Dictionary<string, DepartmentId> departments, Dictionary<string, Unit> units, out DepartmentId? departmentId, out UnitId? unitId)
    {
        (departmentId, unitId) = (null, null);
        if (department is not null)
        {
            if (!departments.TryGetValue(department, out var found))
            {
                return $"department {department}";
            }

            departmentId = found;
        }

        if (unit is not null)
        {
            if (!units.TryGetValue(unit, out var found) || found.DepartmentId != departmentId)
            {
                return $"unit {unit}";
            }

            unitId = found.Id;
        }

        return null;
    }
}
