using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation;

internal sealed class OrganisationChanges(AppDb db, Staffing staffing) : IOrganisationChanges
{
    public async Task<Result<DepartmentId>> DepartmentAsync(string name, string authority, CancellationToken ct)
    {
        await db.Set<Department>().LoadAsync(ct);
        if (db.Set<Department>().Local.FirstOrDefault(d => Same(d.Name, name)) is { } there)
        {
            return there.Id;
        }

        var opened = Department.Open(FreeSlug(name, slug => db.Set<Department>().Local.Any(d => d.Slug == slug)), name, authority);
        return Add(opened, d => d.Id);
    }

    public async Task<Result<UnitId>> UnitAsync(DepartmentId department, string name, CancellationToken ct)
    {
        await db.Set<Unit>().LoadAsync(ct); // All of them: slugs are unique over departments.
        if (db.Set<Unit>().Local.FirstOrDefault(u => u.DepartmentId == department && Same(u.Name, name)) is { } there)
        {
            return there.Id;
        }

        var opened = Unit.Open(department, FreeSlug(name, slug => db.Set<Unit>().Local.Any(u => u.Slug == slug)), name);
        return Add(opened, u => u.Id);
    }

    public async Task<Result<PersonId>> AddPersonAsync(NewPerson person, CancellationToken ct)
    {
        var added = Person.Add(person.UserName, new(person.Name, person.Email, person.Title, person.DepartmentId, person.UnitId));
        if (!added.Succeeded)
        {
            return Result<PersonId>.Refused(added.Problems);
        }

        if (await db.Set<Person>().AnyAsync(p => p.UserName == added.Value.UserName, ct))
        {
            return new Problem("Organisation.UserNameTaken", nameof(Person.UserName), ProblemKind.Conflict);
        }

        var roles = person.Roles.Prepend(Roles.Staff).Distinct().Select(r => RoleAssignment.Of(added.Value.Id, r, person.DepartmentId, person.UnitId)).ToList();
        if (roles.Find(r => !r.Succeeded) is { } refused)
        {
            return Result<PersonId>.Refused(refused.Problems);
        }

        db.AddRange(roles.Select(r => r.Value));
        return Add(added, p => p.Id);
    }

    public async Task<Result<Done>> GrantAsync(PersonId person, string role, CancellationToken ct)
    {
        if (await db.Set<Person>().FindAsync([person], ct) is not { } found)
        {
            return new Problem("Organisation.PersonUnknown", Kind: ProblemKind.NotFound);
        }

        return await staffing.GrantAsync(found, role, found.DepartmentId, found.UnitId, ct);
    }

    public async Task<Result<Done>> LeaveAsync(PersonId person, CancellationToken ct)
    {
        return await db.Set<Person>().FindAsync([person], ct) is { } found
            ? await staffing.LeaveAsync(found, ct)
            : new Problem("Organisation.PersonUnknown", Kind: ProblemKind.NotFound);
    }

    private static bool Same(string one, string other) => SwedishOrder.Comparer.Equals(one, other.Trim());

    internal static string FreeSlug(string name, Func<string, bool> taken)
    {
        var slug = Slugs.Of(name, "enhet");
        var root = slug[..Math.Min(slug.Length, Slugs.MaxLength - 4)].TrimEnd('-');
        for (var n = 2; taken(slug); n++)
        {
            slug = $"{root}-{n}";
        }

        return slug;
    }

    private Result<TId> Add<T, TId>(Result<T> made, Func<T, TId> id)
        where T : class
    {
        if (!made.Succeeded)
        {
            return Result<TId>.Refused(made.Problems);
        }

        db.Add(made.Value);
        return id(made.Value);
    }
}
