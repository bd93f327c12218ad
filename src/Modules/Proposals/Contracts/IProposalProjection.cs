using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Proposals.Contracts;

/// <summary>
/// Keeps something derived from proposals, such as the search index, right in the very save that changes them. Supplied by upper modules; called inside the
/// transaction with all proposals that the save adds or changes, after it was decided who may see them.
/// </summary>
public interface IProposalProjection
{
    /// <summary>Writes what follows from the proposals' new states. Must not save.</summary>
    /// <param name="proposals">The new states; one as a rule, hundreds when many are taken in.</param>
    /// <param name="ct">Ends the work.</param>
    Task ProjectAsync(IReadOnlyList<ProjectedProposal> proposals, CancellationToken ct);
}

/// <summary>A proposal's state for projections.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">0 for a draft.</param>
/// <param name="Title">At most 120 characters.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Solution">What is proposed.</param>
/// <param name="Benefit">What it would give.</param>
/// <param name="Status">Where it stands; drafts come too.</param>
/// <param name="Source">Who it comes from.</param>
/// <param name="DepartmentId">Whose area it concerns.</param>
/// <param name="UnitId">The workplace; may be absent.</param>
/// <param name="CampaignSlug">May be absent.</param>
/// <param name="GoalSlug">May be absent.</param>
/// <param name="SubmittedUtc">Null for a draft.</param>
/// <param name="Supports">People who support it.</param>
/// <param name="IsForEveryone">True when everyone who is signed in may see it; lexicons and suggestions learn from no other.</param>
public sealed record ProjectedProposal(
    ProposalId Id,
    int Number,
    string Title,
    string Problem,
    string Solution,
    string Benefit,
    ProposalStatus Status,
    ProposalSource Source,
    DepartmentId DepartmentId,
    UnitId? UnitId,
    string? CampaignSlug,
    string? GoalSlug,
    DateTime? SubmittedUtc,
    int Supports,
    bool IsForEveryone);

/// <summary>
/// The visibility rule for hand-written search SQL: the same rows that the query filter tests. Use nothing else in SQL of your own.
/// </summary>
public static class ProposalAccessSql
{
    /// <summary>
    /// A condition that is true when the viewer may see the proposal; append it with AND. <paramref name="proposalColumn"/> is a trusted column name such as
    /// <c>e.proposal_id</c>, <paramref name="principals"/> are the names of SQL parameters that hold the viewer's principals, one each. With no principals nothing is seen.
    /// </summary>
    public static string Condition(string proposalColumn, IReadOnlyList<string> principals) => principals.Count == 0
        ? "1 = 0"
        : $"EXISTS (SELECT 1 FROM proposals_access a WHERE a.proposal_id = {proposalColumn} AND a.principal IN ({string.Join(", ", principals)}))";
}
