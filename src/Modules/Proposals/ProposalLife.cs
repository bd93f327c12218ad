using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Proposals.Contracts;
using static IntranetInnovation.Proposals.Contracts.ProposalStatus;

namespace IntranetInnovation.Proposals;

/// <summary>The one table of which status may follow which. The statuses are fixed, since every number counts on them.</summary>
internal static class ProposalLife
{
    private static readonly Dictionary<ProposalStatus, ProposalStatus[]> Next = new()
    {
        [Draft] = [Submitted],
        [Submitted] = [Assigned, UnderReview, MoreInformation, Approved, Rejected, Withdrawn, Merged],
        [Assigned] = [UnderReview, MoreInformation, Approved, Rejected, Withdrawn, Merged],
        [UnderReview] = [MoreInformation, Approved, Rejected, Withdrawn, Merged],
        [MoreInformation] = [UnderReview, Approved, Rejected, Withdrawn, Merged],
        [Approved] = [BeingImplemented, Withdrawn],
        [BeingImplemented] = [Implemented, Withdrawn],
        [Rejected] = [],
        [Implemented] = [],
        [Withdrawn] = [],
        [Merged] = [],
    };

    public static bool Allows(ProposalStatus from, ProposalStatus to) => Next[from].Contains(to);

    /// <summary>True while somebody has something to do with it.</summary>
    public static bool IsOpen(ProposalStatus status) => status != Draft && Next[status].Length > 0;

    public static bool AwaitsDecision(ProposalStatus status) => Next[status].Contains(Approved);

    /// <summary>A decision that nothing irrevocable has come of can be taken back.</summary>
    public static bool CanUndo(ProposalStatus status) => status is Approved or Rejected or BeingImplemented;

    /// <summary>Says what could not be done; the page beside it shows where the proposal stands.</summary>
    public static Problem Refusal(ProposalStatus to) => new($"Proposal.Cannot.{to}", Kind: ProblemKind.Conflict);
}
