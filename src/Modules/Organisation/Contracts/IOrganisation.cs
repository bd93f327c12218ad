namespace IntranetInnovation.Organisation.Contracts;

/// <summary>Who is who and where. Read-only; each answer is the state now, old proposals keep the names of their own time.</summary>
public interface IOrganisation
{
    /// <summary>All departments with their units, the closed ones too, by name in Swedish order. Read once for each request.</summary>
    Task<IReadOnlyList<DepartmentInfo>> DepartmentsAsync(CancellationToken ct);

    /// <summary>All goals in force, by kind and title. Read once for each request.</summary>
    Task<IReadOnlyList<GoalInfo>> GoalsAsync(CancellationToken ct);

    /// <summary>One person, or null.</summary>
    Task<PersonInfo?> PersonAsync(PersonId id, CancellationToken ct);

    /// <summary>One person by user name (ignoring case), or null.</summary>
    Task<PersonInfo?> PersonAsync(string userName, CancellationToken ct);

    /// <summary>Those of the ids that exist.</summary>
    Task<IReadOnlyDictionary<PersonId, PersonInfo>> PeopleAsync(IReadOnlyCollection<PersonId> ids, CancellationToken ct);

    /// <summary>Those of the user names (ignoring case) that exist, by name.</summary>
    Task<IReadOnlyList<PersonInfo>> PeopleNamedAsync(IReadOnlyCollection<string> userNames, CancellationToken ct);

    /// <summary>
    /// Active people who hold a role, in that department or unit when a scope is given, by name; at most 1 000. Who is away today is replaced by the substitute, for
    /// UnitManager, CaseOfficer, IdeaCoach and CentralIdeaCoach; a substitute who has left or is away too replaces nobody.
    /// </summary>
    /// <param name="role">One of the kernel's <c>Roles</c>.</param>
    /// <param name="scope">UUID of the department or unit; null for those who hold it for the whole municipality.</param>
    /// <param name="ct">Ends the reading.</param>
    Task<IReadOnlyList<PersonInfo>> HoldersAsync(string role, Guid? scope, CancellationToken ct);

    /// <summary>The roles a person holds now, as carried by claims: those given, and those carried for somebody who is away today.</summary>
    Task<IReadOnlyList<Kernel.Security.RoleGrant>> GrantsAsync(PersonId id, CancellationToken ct);

    /// <summary>The roles that were given to a person, without those carried for others.</summary>
    Task<IReadOnlyList<Kernel.Security.RoleGrant>> OwnGrantsAsync(PersonId id, CancellationToken ct) => GrantsAsync(id, ct);

    /// <summary>The roles, each with its place, that at least one active person holds. What nobody holds is not among them. Read once for each request.</summary>
    Task<IReadOnlySet<Kernel.Security.RoleGrant>> HeldAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlySet<Kernel.Security.RoleGrant>>(new HashSet<Kernel.Security.RoleGrant>());

    /// <summary>The absences of that day, for people who hold roles or not; at most 1 000.</summary>
    Task<IReadOnlyList<AbsenceInfo>> AbsencesAsync(DateOnly day, CancellationToken ct) => Task.FromResult<IReadOnlyList<AbsenceInfo>>([]);

    /// <summary>Newest head-count of each department dated on or before the day; departments without one are left out.</summary>
    Task<IReadOnlyList<HeadCountInfo>> HeadCountsAsync(DateOnly day, CancellationToken ct);

    /// <summary>The municipality's targets for a year, such as implemented proposals per 100 employees.</summary>
    Task<IReadOnlyList<IndicatorGoalInfo>> IndicatorGoalsAsync(int year, CancellationToken ct);
}

/// <summary>A department.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Stable, in addresses and facets.</param>
/// <param name="Name">As shown now.</param>
/// <param name="Authority">The board that it belongs to; records pass public when they cross from one authority to another.</param>
/// <param name="Units">By name in Swedish order.</param>
public sealed record DepartmentInfo(DepartmentId Id, string Slug, string Name, string Authority, IReadOnlyList<UnitInfo> Units)
{
    /// <summary>True when nothing new comes from here: do not offer it as a choice. What is open keeps its handler.</summary>
    public bool IsClosed { get; init; }
}

/// <summary>A unit.</summary>
public sealed record UnitInfo(UnitId Id, DepartmentId DepartmentId, string Slug, string Name)
{
    /// <summary>True when the unit, or its department, is closed.</summary>
    public bool IsClosed { get; init; }
}

/// <summary>Somebody is away.</summary>
/// <param name="Person">Who.</param>
/// <param name="Substitute">Who carries the roles meanwhile.</param>
/// <param name="First">First Stockholm day.</param>
/// <param name="Last">Last Stockholm day, included.</param>
public sealed record AbsenceInfo(PersonId Person, PersonId Substitute, DateOnly First, DateOnly Last);

/// <summary>A person as others see them.</summary>
/// <param name="Id">Same id as the account's, when there is one.</param>
/// <param name="UserName">Unique, ignoring case.</param>
/// <param name="Name">As shown.</param>
/// <param name="Email">Null when the person has none: then in-app notices only.</param>
/// <param name="Title">Such as a profession; may be absent.</param>
/// <param name="DepartmentId">Where the person works.</param>
/// <param name="UnitId">Null for those who belong to a department as a whole.</param>
/// <param name="Active">False when the person has left.</param>
public sealed record PersonInfo(
    PersonId Id, string UserName, string Name, string? Email, string? Title, DepartmentId DepartmentId, UnitId? UnitId, bool Active)
{
    /// <summary>Nearest manager; null when the organisation has not said who. See also the holders of UnitManager in the unit.</summary>
    public PersonId? ManagerId { get; init; }

    /// <summary>For mail to the person: <c>sv</c> (default) or <c>en</c>.</summary>
    public string Language { get; init; } = "sv";
}

/// <summary>A goal that a proposal may support.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Stable.</param>
/// <param name="Title">As shown.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="Kind"><c>goal</c>, <c>vision</c> or <c>service-guarantee</c>.</param>
public sealed record GoalInfo(GoalId Id, string Slug, string Title, string Description, string Kind);

/// <summary>A dated head-count.</summary>
/// <param name="DepartmentId">Of which department.</param>
/// <param name="AsOf">Stockholm day that it was counted.</param>
/// <param name="Employees">People, at least 0.</param>
/// <param name="IsExample">True for made-up numbers of the demonstration, shown as such.</param>
public sealed record HeadCountInfo(DepartmentId DepartmentId, DateOnly AsOf, int Employees, bool IsExample);

/// <summary>A year's target.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Indicator"><c>implemented-per-100-employees</c> or <c>submitted-per-100-employees</c>.</param>
/// <param name="Target">Above 0.</param>
public sealed record IndicatorGoalInfo(int Year, string Indicator, decimal Target);
