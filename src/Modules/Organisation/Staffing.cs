using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation;

/// <summary>Who holds which role, who has left, who is away. There is always somebody who administers. The caller saves, inside its transaction.</summary>
internal sealed class Staffing(AppDb db, TimeProvider clock)
{
    public const int MostAbsences = 20;
    public const string AdministratorsLock = "organisation-administrators";

    /// <summary>Gives a role; one that is held already is left as it is.</summary>
    public async Task<Result<Done>> GrantAsync(Person person, string role, DepartmentId? department, UnitId? unit, CancellationToken ct)
    {
        var assignment = RoleAssignment.Of(person.Id, role, department, unit);
        if (!assignment.Succeeded)
        {
            return Result<Done>.Refused(assignment.Problems);
        }

        if (await db.Set<RoleAssignment>().FindAsync([person.Id, role, assignment.Value.Scope], ct) is null)
        {
            db.Add(assignment.Value);
        }

        return Done.Ok;
    }

    /// <summary>Takes a role away; one that is not held is no mistake. Everyone stays Staff.</summary>
    public async Task<Result<Done>> RevokeAsync(Person person, string role, Guid scope, CancellationToken ct)
    {
        if (role == Roles.Staff || await db.Set<RoleAssignment>().FindAsync([person.Id, role, scope], ct) is not { } assignment)
        {
            return Done.Ok;
        }

        if (role == Roles.Administrator && person.Active && await IsLastAdministratorAsync(person, ct))
        {
            return new Problem("Organisation.LastAdministrator", Kind: ProblemKind.Conflict);
        }

        db.Remove(assignment);
        return Done.Ok;
    }

    /// <summary>The person keeps the roles on paper, but neither signs in nor is found by them.</summary>
    public async Task<Result<Done>> LeaveAsync(Person person, CancellationToken ct)
    {
        var administers = person.Active && await db.Set<RoleAssignment>().FindAsync([person.Id, Roles.Administrator, Guid.Empty], ct) is not null;
        if (administers && await IsLastAdministratorAsync(person, ct))
        {
            return new Problem("Organisation.LastAdministrator", Kind: ProblemKind.Conflict);
        }

        person.Leave();
        return Done.Ok;
    }

    /// <summary>Plans an absence. Refused when it meets another of the same person, or when the substitute has left.</summary>
    public async Task<Result<Done>> AwayAsync(Person person, Person substitute, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var today = SwedishTime.Day(clock.GetUtcNow().UtcDateTime);
        var planned = Absence.Plan(person.Id, substitute.Id, first, last, today);
        if (!planned.Succeeded)
        {
            return Result<Done>.Refused(planned.Problems);
        }

        if (!substitute.Active)
        {
            return new Problem("Organisation.SubstituteLeft", "Substitute");
        }

        var others = await db.Set<Absence>().Where(a => a.PersonId == person.Id && a.LastDay >= today).Take(MostAbsences).ToListAsync(ct);
        if (others.Any(o => o.Meets(first, last)))
        {
            return new Problem("Organisation.AbsenceMeets", nameof(Absence.FirstDay), ProblemKind.Conflict);
        }

        if (others.Count == MostAbsences)
        {
            return new Problem("Organisation.AbsencesTooMany", nameof(Absence.FirstDay)) { Arguments = [MostAbsences] };
        }

        db.Add(planned.Value);
        return Done.Ok;
    }

    private async Task<bool> IsLastAdministratorAsync(Person person, CancellationToken ct)
    {
        // A row lock to the end of the transaction: two administrators who take away each other at the same moment come one after the other.
        await db.NextNumberAsync(AdministratorsLock, ct);
        return !await db.Holding(Roles.Administrator, Guid.Empty, default).AnyAsync(p => p.Id != person.Id, ct);
    }
}
