using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Waivers;

/// <summary>
/// Who decides a waiver: the central idea coach, and as long as everyone may read the idea the administrators too. What only those concerned may see comes to administrators
/// only when there is no other central coach than the one who asks.
/// </summary>
internal sealed class WaiverDeciders(IOrganisation organisation)
{
    public async Task<IReadOnlyList<string>> PrincipalsAsync(PersonId asking, bool isConfidential, CancellationToken ct)
    {
        var coaches = await organisation.HoldersAsync(Roles.CentralIdeaCoach, null, ct);
        string[] coach = [Principal.Role(Roles.CentralIdeaCoach)];
        return isConfidential && coaches.Any(c => c.Id != asking) ? coach : [.. coach, Principal.Role(Roles.Administrator)];
    }

    /// <summary>Those who hold the decision of a waiver now, by name.</summary>
    public async Task<IReadOnlyList<PersonInfo>> PeopleAsync(Waiver waiver, CancellationToken ct)
    {
        var people = new List<PersonInfo>();
        foreach (var role in new[] { Roles.CentralIdeaCoach, Roles.Administrator }.Where(r => waiver.Access.Any(a => a.Decides && a.Principal == Principal.Role(r))))
        {
            people.AddRange(await organisation.HoldersAsync(role, null, ct));
        }

        return [.. people.Where(p => p.Id != waiver.PersonId).DistinctBy(p => p.Id)];
    }
}
