using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Proposals.Contracts;

/// <summary>Handed in.</summary>
/// <param name="ProposalId">Which.</param>
/// <param name="Number">Its running number.</param>
/// <param name="AuthorId">By whom.</param>
public sealed record ProposalSubmitted(ProposalId ProposalId, int Number, PersonId? AuthorId) : IEvent;

/// <summary>Its status changed.</summary>
/// <param name="ProposalId">Which.</param>
/// <param name="Number">Its running number.</param>
/// <param name="From">Slug of the status before.</param>
/// <param name="To">Slug of the status after.</param>
public sealed record ProposalStatusChanged(ProposalId ProposalId, int Number, string From, string To) : IEvent;

/// <summary>Names of the slots on a proposal's pages. Their subject is a <see cref="ProposalRow"/>.</summary>
public static class ProposalSlots
{
    /// <summary>Beside the text, below who has it.</summary>
    public const string Aside = "proposal.aside";

    /// <summary>Beside the buttons of those who handle it.</summary>
    public const string Actions = "proposal.actions";
}
