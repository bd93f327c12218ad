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
    /// <summary>The subject as the person would find it in a list; null when the person may not see it, or when no module owns such subjects.</summary>
    public async Task<SubjectCard?> CardAsync(PersonInfo person, SubjectRef subject, CancellationToken ct)
    {
        var grants = await organisation.GrantsAsync(person.Id, ct);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(Viewer.Person(person.Id.Value, person.Name, grants));
        var owner = scope.ServiceProvider.GetServices<IWorkflowSubjects>().FirstOrDefault(s => s.Type == subject.Type);
        return owner is null ? null : (await owner.CardsAsync([subject.Id], ct)).GetValueOrDefault(subject.Id);
    }
}
