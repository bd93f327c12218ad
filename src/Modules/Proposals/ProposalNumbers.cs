namespace IntranetInnovation.Proposals;

internal static class ProposalNumbers
{
    /// <summary>The one with that number. Drafts have none yet: 0 finds nothing, also for their author.</summary>
    public static IQueryable<Proposal> Numbered(this IQueryable<Proposal> proposals, int number) => proposals.Where(p => p.Number > 0 && p.Number == number);
}
