using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Proposals.Contracts;

/// <summary>
/// Who hears of a proposal. Whoever tells them must still ask whether each may see it: somebody may follow a proposal that has become confidential.
/// Asked by background work; at most 10 000 people each.
/// </summary>
public interface IProposalAudience
{
    /// <summary>The author and the co-authors: told of everything public that happens to it, and they need not follow it. Empty for those from outside without a person here.</summary>
    Task<IReadOnlyList<PersonId>> AuthorsAsync(ProposalId proposal, CancellationToken ct);

    /// <summary>
    /// Those who chose to follow it, those who followed a proposal that was merged into it, and the authors of such. Never those of <see cref="AuthorsAsync"/>.
    /// </summary>
    Task<IReadOnlyList<PersonId>> FollowersAsync(ProposalId proposal, CancellationToken ct);

    /// <summary>Principals of those who have it now, such as <c>person:uuid</c> or <c>role:IdeaCoach@uuid</c>: its open tasks, else whoever answers for it.</summary>
    Task<IReadOnlyList<string>> HandlersAsync(ProposalId proposal, CancellationToken ct);
}
