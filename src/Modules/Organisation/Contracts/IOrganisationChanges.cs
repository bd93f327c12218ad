using IntranetInnovation.Kernel.Outcome;

namespace IntranetInnovation.Organisation.Contracts;

/// <summary>
/// Adds to the organisation, for first administrators, imports and the command line. Adds to the caller's unit of work; the caller saves. Seen at once by
/// <see cref="IOrganisation"/> only after that save.
/// </summary>
public interface IOrganisationChanges
{
    /// <summary>A department by its name; one of that name (ignoring case) is given back as it is.</summary>
    /// <param name="name">1–100 characters.</param>
    /// <param name="authority">The board that it belongs to, 1–100 characters.</param>
    /// <param name="ct">Ends the work.</param>
    Task<Result<DepartmentId>> DepartmentAsync(string name, string authority, CancellationToken ct);

    /// <summary>A unit of a department by its name; one of that name (ignoring case) in the department is given back as it is.</summary>
    /// <param name="department">In which department.</param>
    /// <param name="name">1–100 characters.</param>
    /// <param name="ct">Ends the work.</param>
    Task<Result<UnitId>> UnitAsync(DepartmentId department, string name, CancellationToken ct);

    /// <summary>A new person who holds <c>Staff</c> and <see cref="NewPerson.Roles"/>. Refused when the user name is taken or a value is out of bounds.</summary>
    Task<Result<PersonId>> AddPersonAsync(NewPerson person, CancellationToken ct);

    /// <summary>Gives a role to a person, who may hold it already. Refused for a role that needs a department or unit the person does not have.</summary>
    Task<Result<Done>> GrantAsync(PersonId person, string role, CancellationToken ct);

    /// <summary>
    /// The person has left: can no longer sign in, gets no new tasks; the name stays on what was done. Refused as a conflict for the last active administrator; needs
    /// a transaction for an administrator.
    /// </summary>
    Task<Result<Done>> LeaveAsync(PersonId person, CancellationToken ct);
}

/// <summary>Somebody to be added.</summary>
/// <param name="UserName">1–64 of a–z, 0–9, <c>.</c> <c>-</c> <c>_</c> <c>@</c>; case is ignored.</param>
/// <param name="Name">1–100 characters.</param>
/// <param name="Email">An address, or null.</param>
/// <param name="Title">At most 100 characters, or null.</param>
/// <param name="DepartmentId">Where the person works.</param>
/// <param name="UnitId">Null for the department as a whole.</param>
/// <param name="Roles">Besides Staff; those with a scope are held in the department or unit of the person.</param>
public sealed record NewPerson(
    string UserName, string Name, string? Email, string? Title, DepartmentId DepartmentId, UnitId? UnitId, IReadOnlyList<string> Roles);
