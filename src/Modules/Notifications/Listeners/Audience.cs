using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Notifications.Listeners;

/// <summary>
/// Whether a person may see a subject, asked as that person: with the person's roles of now, through the same filter as the pages (S10). A listener sees
/// all, so it must not answer this itself.
/// </summary>
internal sealed class Audience(IServiceScopeFactory scopes, IOrganisation organisation)
{
    // Signed in, but nobody: what this viewer sees, everyone who is signed in sees.
    private static readonly Viewer Anyone = Viewer.Person(Guid.Empty, "", []);

    /// <summary>The subjects as the person would find them in a list; those that the person may not see, or that no module owns, are left out.</summary>
    public async Task<IReadOnlyDictionary<SubjectRef, SubjectCard>> CardsAsync(PersonInfo person, IReadOnlyCollection<SubjectRef> subjects, CancellationToken ct) =>
        await CardsAsync(Viewer.Person(person.Id.Value, person.Name, await organisation.GrantsAsync(person.Id, ct)), subjects, ct);

    /// <summary>Those of the subjects that everyone who is signed in may see.</summary>
    public Task<IReadOnlyDictionary<SubjectRef, SubjectCard>> OpenCardsAsync(IReadOnlyCollection<SubjectRef> subjects, CancellationToken ct) =>
        CardsAsync(Anyone, subjects, ct);

    private async Task<IReadOnlyDictionary<SubjectRef, SubjectCard>> CardsAsync(Viewer viewer, IReadOnlyCollection<SubjectRef> subjects, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(viewer);
        var owners = scope.ServiceProvider.GetServices<IWorkflowSubjects>().ToList();
        var found = new Dictionary<SubjectRef, SubjectCard>();
        foreach (var type in subjects.GroupBy(s => s.Type))
        {
            if (owners.FirstOrDefault(o => o.Type == type.Key) is { } owner)
            {
                foreach (var (id, card) in await owner.CardsAsync([.. type.Select(s => s.Id).Distinct()], ct))
                {
                    found[new(type.Key, id)] = card;
                }
            }
        }

        return found;
    }
}
