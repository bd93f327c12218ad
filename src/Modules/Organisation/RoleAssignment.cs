using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation;

/// <summary>A person holds a role, perhaps in one department or unit only.</summary>
internal sealed class RoleAssignment
{
    private RoleAssignment()
    {
    }

    public PersonId PersonId { get; private set; }

    public string Role { get; private set; } = "";

    // The empty UUID is the whole municipality: a key cannot hold null, and unique indexes let nulls double.
    public Guid Scope { get; private set; }

    public RoleGrant Grant => new(Role, Scope == Guid.Empty ? null : Scope);

    /// <summary>CaseOfficer and IdeaCoach are held in a department, UnitManager in a unit, the others everywhere.</summary>
    public static Result<RoleAssignment> Of(PersonId person, string role, DepartmentId? department, UnitId? unit)
    {
        Guid? scope = role switch
        {
            Roles.CaseOfficer or Roles.IdeaCoach => department?.Value,
            Roles.UnitManager => unit?.Value,
            _ => Guid.Empty,
        };
        if (!Roles.All.Contains(role))
        {
            return new Problem("Organisation.RoleUnknown", nameof(Role)) { Arguments = [role] };
        }

        if (scope is null)
        {
            return new Problem(role == Roles.UnitManager ? "Organisation.RoleNeedsUnit" : "Organisation.RoleNeedsDepartment", nameof(Role)) { Arguments = [role] };
        }

        return new RoleAssignment { PersonId = person, Role = role, Scope = scope.Value };
    }
}

internal sealed class RoleAssignmentMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var assignment = model.Entity<RoleAssignment>().ToTable("organisation_role_assignment");
        assignment.HasKey(a => new { a.PersonId, a.Role, a.Scope });
        assignment.Property(a => a.Role).HasMaxLength(40);
        assignment.Ignore(a => a.Grant);
        assignment.HasIndex(a => new { a.Role, a.Scope });
    }
}
