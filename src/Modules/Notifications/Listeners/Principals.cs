using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Notifications.Listeners;

internal static class Principals
{
    private const string PersonPrefix = "person:";
    private const string RolePrefix = "role:";

    /// <summary>The person, or everyone who holds the role now; nobody for anything else.</summary>
    public static async Task<IReadOnlyCollection<PersonId>> PeopleOfAsync(this IOrganisation organisation, string principal, CancellationToken ct)
    {
        if (principal.StartsWith(PersonPrefix, StringComparison.Ordinal) && Guid.TryParse(principal[PersonPrefix.Length..], out var id))
        {
            return [new PersonId(id)];
        }

        return principal.StartsWith(RolePrefix, StringComparison.Ordinal) && RoleGrant.Parse(principal[RolePrefix.Length..]) is { } role
            ? [.. (await organisation.HoldersAsync(role.Role, role.Scope, ct)).Select(p => p.Id)]
            : [];
    }
}
