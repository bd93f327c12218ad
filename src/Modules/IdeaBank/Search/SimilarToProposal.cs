using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>What the viewer may see that is like a proposal that was handed in.</summary>
internal static class SimilarToProposal
{
    // Less alike than this, two have little more than some words in common: beside a proposal, unlike beside a draft, that is no help.
    private const double Least = 0.65 * Likeness.Very;

    /// <summary>As <see cref="IdeaSearch.SimilarAsync"/>, the proposal itself and what is only a little like it not among them.</summary>
    public static async Task<IReadOnlyList<(Idea Idea, double Likeness)>> SimilarAsync(this IdeaSearch search, ProposalRow proposal, int most, CancellationToken ct)
    {
        var alike = await search.SimilarAsync(proposal.Title, $"{proposal.Problem}\n{proposal.Solution}\n{proposal.Benefit}", most + 1, ct);
        return [.. alike.Where(a => a.Idea.Number != proposal.Number && a.Likeness >= Least).Take(most)];
    }
}
