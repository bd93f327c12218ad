using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows;

/// <summary>From principals, people and roles to those who answer.</summary>
internal static class Assignees
{
    /// <summary>Reads what <see cref="Assignee.Principal"/> wrote.</summary>
    public static Assignee Of(string principal, string name)
    {
        var at = principal.IndexOf(':', StringComparison.Ordinal);
        var rest = principal[(at + 1)..];
        return principal.StartsWith("person:", StringComparison.Ordinal)
            ? new(new PersonId(Guid.Parse(rest)), null, null, name)
            : RoleGrant.Parse(rest) is { } grant ? new(null, grant.Role, grant.Scope, name) : throw new FormatException($"No principal: {principal}");
    }

    /// <summary>
    /// The one who holds a role, or the role itself when several do; null when nobody does. The author counts only when there is nobody else, since nobody decides
    /// on what is their own.
    /// </summary>
    public static async Task<Assignee?> HolderAsync(
        this IOrganisation organisation, string role, Guid? scope, PersonId? author, ITexts texts, CancellationToken ct)
    {
        var holders = await organisation.HoldersAsync(role, scope, ct);
        var others = holders.Where(h => h.Id != author).ToList();
        return (others, holders) switch
        {
            ([var one], _) => Person(one),
            ([], [var self, ..]) => Person(self),
            ([], []) => null,
            _ => await organisation.RoleAsync(role, scope, texts, ct),
        };
    }

    /// <summary>All who hold a role, by the role's Swedish words and where.</summary>
    public static async Task<Assignee> RoleAsync(this IOrganisation organisation, string role, Guid? scope, ITexts texts, CancellationToken ct)
    {
        // Stored as shown then, in the municipality's language, not in that of whoever happens to set it going.
        var swedish = texts.In("sv");
        var key = $"Workflow.Role.{role}";
        var name = swedish.Has(key) ? swedish[key] : role;
        if (scope is { } id)
        {
            var departments = await organisation.DepartmentsAsync(ct);
            var place = departments.FirstOrDefault(d => d.Id.Value == id)?.Name
                ?? departments.SelectMany(d => d.Units).FirstOrDefault(u => u.Id.Value == id)?.Name;
            name = place is null ? name : $"{name}, {place}";
        }

        return new(null, role, scope, name);
    }

    /// <summary>In which departments somebody holds a role.</summary>
    public static async Task<RuleReach> ReachAsync(this IOrganisation organisation, string role, CancellationToken ct)
    {
        var held = await organisation.HeldAsync(ct);
        var departments = (await organisation.DepartmentsAsync(ct)).Where(d => !d.IsClosed).ToList();
        var without = departments.Where(d => !held.Contains(new(role, d.Id.Value))).Select(d => d.Name).ToList();
        return new(without.Count == departments.Count, without);
    }

    public static Assignee Person(PersonInfo person) => new(person.Id, null, null, person.Name);
}
