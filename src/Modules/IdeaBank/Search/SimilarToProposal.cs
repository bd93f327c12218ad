using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>What the viewer may see that is like a proposal that was handed in.</summary>
internal static class SimilarToProposal
{
    /// <summary>As <see cref="IdeaSearch.SimilarAsync"/>, the proposal itself not among them.</summary>
    public static async Task<IReadOnlyList<(Idea Idea, double Likeness)>> SimilarAsync(this IdeaSearch search, ProposalRow proposal, int most, CancellationToken ct)
    {
        var alike = await search.SimilarAsync(proposal.Title, $"{proposal.Problem}\n{proposal.Solution}\n{proposal.Benefit}", most + 1, ct);
        return [.. alike.Where(a => a.Idea.Number != proposal.Number).Take(most)];
    }
}
