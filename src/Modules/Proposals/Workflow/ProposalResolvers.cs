using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Proposals.Workflow;

/// <summary><c>author</c>: the one who brought it, else the one who registered it for somebody without an account.</summary>
internal sealed class AuthorResolver(AppDb db, IOrganisation organisation) : IAssigneeResolver
{
    public string Key => "author";

    public bool MayBeAuthor => true;

    public async Task<Assignee?> ResolveAsync(WorkflowSubject subject, string? argument, CancellationToken ct) =>
        await organisation.AssigneeAsync(subject.Author ?? (await ProposalSubjects.LoadAsync(db, new(subject.Ref.Id), ct))?.RegisteredById, ct);
}

/// <summary><c>implementer</c>: the one who was named when the implementation was planned.</summary>
internal sealed class ImplementerResolver(AppDb db, IOrganisation organisation) : IAssigneeResolver
{
    public string Key => "implementer";

    public bool MayBeAuthor => true;

    public async Task<Assignee?> ResolveAsync(WorkflowSubject subject, string? argument, CancellationToken ct) =>
        await organisation.AssigneeAsync((await ProposalSubjects.LoadAsync(db, new(subject.Ref.Id), ct))?.OwnerId, ct);
}

/// <summary><c>campaign-resource</c>: the resource person of the proposal's campaign.</summary>
internal sealed class CampaignResourceResolver(ICampaigns campaigns, IOrganisation organisation) : IAssigneeResolver
{
    public string Key => "campaign-resource";

    public async Task<Assignee?> ResolveAsync(WorkflowSubject subject, string? argument, CancellationToken ct) =>
        subject.Values.GetValueOrDefault("campaign") is { } slug && await campaigns.FindAsync(slug, ct) is { } campaign
            ? await organisation.AssigneeAsync(campaign.ResourcePerson, ct)
            : null;
}

internal static class Assignees
{
    public static async Task<Assignee?> AssigneeAsync(this IOrganisation organisation, PersonId? id, CancellationToken ct) =>
        id is { } known && await organisation.PersonAsync(known, ct) is { Active: true } person ? new(person.Id, null, null, person.Name) : null;
}
