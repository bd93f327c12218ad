namespace IntranetInnovation.Kernel.Security;

/// <summary>The roles of the field (DOMAIN: "Who uses it"). CaseOfficer and IdeaCoach are held in a department, UnitManager in a unit.</summary>
public static class Roles
{
    /// <summary>Everyone employed: proposes, supports, comments.</summary>
    public const string Staff = "Staff";

    /// <summary>Nearest manager; held in a unit.</summary>
    public const string UnitManager = "UnitManager";

    /// <summary>Answers for proposals; held in a department.</summary>
    public const string CaseOfficer = "CaseOfficer";

    /// <summary>Advice, follow-up and sorting; held in a department.</summary>
    public const string IdeaCoach = "IdeaCoach";

    /// <summary>The coach of the whole municipality: last in every fallback chain.</summary>
    public const string CentralIdeaCoach = "CentralIdeaCoach";

    /// <summary>Member of the innovation panel.</summary>
    public const string PanelMember = "PanelMember";

    /// <summary>Writes good examples and campaigns.</summary>
    public const string Editor = "Editor";

    /// <summary>Sets goals, reads numbers.</summary>
    public const string Leader = "Leader";

    /// <summary>Configures the system. Sees no confidential proposal by being administrator.</summary>
    public const string Administrator = "Administrator";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Staff, UnitManager, CaseOfficer, IdeaCoach, CentralIdeaCoach, PanelMember, Editor, Leader, Administrator];
}

/// <summary>A role someone holds, perhaps in one department or unit only.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Scope">UUID of the department or unit; null for the whole municipality.</param>
public readonly record struct RoleGrant(string Role, Guid? Scope = null)
{
    /// <summary><c>Role</c> or <c>Role@uuid</c>, as carried by the claim <see cref="InnovationClaims.Role"/>.</summary>
    public override string ToString() => Scope is { } scope ? $"{Role}@{scope:D}" : Role;

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static RoleGrant? Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
        {
            return new(text);
        }

        return Guid.TryParse(text.AsSpan(at + 1), out var scope) ? new(text[..at], scope) : null;
    }
}

/// <summary>Who may see something, as text in an access row: <c>everyone</c>, <c>person:uuid</c>, <c>role:Role</c> or <c>role:Role@uuid</c>. At most 100 characters.</summary>
public static class Principal
{
    /// <summary>Everyone who is signed in.</summary>
    public const string Everyone = "everyone";

    /// <summary>One person.</summary>
    public static string Person(Guid id) => $"person:{id:D}";

    /// <summary>All who hold a role, in that department or unit when a scope is given.</summary>
    public static string Role(string role, Guid? scope = null) => $"role:{new RoleGrant(role, scope)}";
}

/// <summary>Names of the claims by which a host says who is signed in. A host with its own sign-in adds them by an IClaimsTransformation.</summary>
public static class InnovationClaims
{
    /// <summary>UUID of the person.</summary>
    public const string Person = "innovation:person";

    /// <summary>One claim for each role held: see <see cref="RoleGrant.ToString"/>.</summary>
    public const string Role = "innovation:role";

    /// <summary>The name as shown.</summary>
    public const string Name = "innovation:name";
}

/// <summary>Who reads and acts: a signed-in person, nobody (anonymous), or an explicit system principal.</summary>
public sealed class Viewer
{
    private Viewer(Guid? personId, string name, IReadOnlyList<RoleGrant> grants, bool isSystem)
    {
        PersonId = personId;
        Name = name;
        Grants = grants;
        IsSystem = isSystem;
        Principals = personId is { } id
            ? [Principal.Everyone, Principal.Person(id), .. grants.Select(g => Principal.Role(g.Role, g.Scope))]
            : [];
    }

    /// <summary>Not signed in: sees what is public, no proposal.</summary>
    public static Viewer Anonymous { get; } = new(null, "", [], isSystem: false);

    /// <summary>Null for nobody and for the system.</summary>
    public Guid? PersonId { get; }

    /// <summary>The name as shown; for the system what it does, such as <c>job:outbox</c>.</summary>
    public string Name { get; }

    /// <summary>Roles held.</summary>
    public IReadOnlyList<RoleGrant> Grants { get; }

    /// <summary>True for background work, which sees all.</summary>
    public bool IsSystem { get; }

    /// <summary>True for a person.</summary>
    public bool IsSignedIn => PersonId is not null;

    /// <summary>What access rows are compared with; empty for nobody.</summary>
    public IReadOnlyList<string> Principals { get; }

    /// <summary>A signed-in person.</summary>
    public static Viewer Person(Guid id, string name, IReadOnlyList<RoleGrant> grants) => new(id, name, grants, isSystem: false);

    /// <summary>Background work that says what it is.</summary>
    public static Viewer System(string what) => new(null, what, [], isSystem: true);

    /// <summary>True when the role is held anywhere.</summary>
    public bool Has(string role) => Grants.Any(g => g.Role == role);

    /// <summary>True when the role is held in exactly that department or unit.</summary>
    public bool Has(string role, Guid scope) => Grants.Contains(new(role, scope));
}
