using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Proposals.Contracts;

/// <summary>Handed in.</summary>
/// <param name="ProposalId">Which.</param>
/// <param name="Number">Its running number.</param>
/// <param name="AuthorId">By whom.</param>
public sealed record ProposalSubmitted(ProposalId ProposalId, int Number, PersonId? AuthorId) : IEvent;

/// <summary>Its status changed. Comes besides the more telling events below, in the same save.</summary>
/// <param name="ProposalId">Which.</param>
/// <param name="Number">Its running number.</param>
/// <param name="From">Slug of the status before.</param>
/// <param name="To">Slug of the status after.</param>
public sealed record ProposalStatusChanged(ProposalId ProposalId, int Number, string From, string To) : IEvent;

/// <summary>Whoever handles it asked its author for more.</summary>
/// <param name="ProposalId">Which.</param>
/// <param name="Number">Its running number.</param>
/// <param name="By">Who asked; null for the system.</param>
public sealed record QuestionAsked(ProposalId ProposalId, int Number, PersonId? By) : IEvent;

/// <summary>The author answered the question: news to those who handle it.</summary>
/// <param name="ProposalId">Which.</param>
/// <param name="Number">Its running number.</param>
/// <param name="By">Who answered.</param>
public sealed record QuestionAnswered(ProposalId ProposalId, int Number, PersonId? By) : IEvent;

/// <summary>Taken back by its author: news to those who handled it, whose tasks are gone.</summary>
/// <param name="ProposalId">Which.</param>
/// <param name="Number">Its running number.</param>
/// <param name="By">Who took it back.</param>
/// <param name="Handlers">Principals of those who had it.</param>
public sealed record ProposalWithdrawn(ProposalId ProposalId, int Number, PersonId? By, IReadOnlyList<string> Handlers) : IEvent;

/// <summary>It continues in another proposal; its author and followers belong to that one's followers from now on.</summary>
/// <param name="ProposalId">The one that ended.</param>
/// <param name="Number">Its running number.</param>
/// <param name="IntoId">The one that goes on.</param>
/// <param name="IntoNumber">That one's running number.</param>
/// <param name="By">Who merged them.</param>
public sealed record ProposalMerged(ProposalId ProposalId, int Number, ProposalId IntoId, int IntoNumber, PersonId? By) : IEvent;

/// <summary>It is on its own again.</summary>
/// <param name="ProposalId">The one that was merged.</param>
/// <param name="Number">Its running number.</param>
/// <param name="FromId">The one that it was merged into.</param>
/// <param name="By">Who took them apart.</param>
public sealed record ProposalUnmerged(ProposalId ProposalId, int Number, ProposalId FromId, PersonId? By) : IEvent;

/// <summary>A decision was taken back, with a reason; it is under review again.</summary>
/// <param name="ProposalId">Which.</param>
/// <param name="Number">Its running number.</param>
/// <param name="By">Who took it back.</param>
public sealed record DecisionUndone(ProposalId ProposalId, int Number, PersonId? By) : IEvent;

/// <summary>Somebody commented.</summary>
/// <param name="ProposalId">On which.</param>
/// <param name="Number">Its running number.</param>
/// <param name="CommentId">UUID of the comment.</param>
/// <param name="By">By whom; need not be told.</param>
/// <param name="IsOfficial">True for the official answer of whoever handles it.</param>
public sealed record CommentWritten(ProposalId ProposalId, int Number, Guid CommentId, PersonId By, bool IsOfficial) : IEvent;

/// <summary>More people support it than before.</summary>
/// <param name="ProposalId">Which.</param>
/// <param name="Before">How many there were.</param>
/// <param name="After">How many there are, all that were merged into it counted.</param>
public sealed record SupportCounted(ProposalId ProposalId, int Before, int After) : IEvent;

/// <summary>The campaign of an open proposal has begun to take proposals, or takes no more. One for each proposal.</summary>
/// <param name="ProposalId">Which.</param>
/// <param name="Campaign">The campaign's slug.</param>
/// <param name="Opened">False when it closed.</param>
public sealed record CampaignTurned(ProposalId ProposalId, string Campaign, bool Opened) : IEvent;

/// <summary>Names of the slots on a proposal's pages. Their subject is a <see cref="ProposalRow"/> where nothing else is said.</summary>
public static class ProposalSlots
{
    /// <summary>Beside the text, below who has it. Its subject is a <see cref="ShownProposal"/>.</summary>
    public const string Aside = "proposal.aside";

    /// <summary>On the form: proposals like the one that is being written. Its subject is a <see cref="SimilarTo"/>.</summary>
    public const string Similar = "proposal.similar";

    /// <summary>Where it is decided or merged: others that may be the same.</summary>
    public const string Duplicates = "proposal.duplicates";

    /// <summary>Beside the buttons of those who handle it.</summary>
    public const string Actions = "proposal.actions";
}

/// <summary>A proposal as it is shown to somebody; the subject of <see cref="ProposalSlots.Aside"/>.</summary>
/// <param name="Row">Which.</param>
/// <param name="IsViewers">True for its author and co-authors.</param>
public sealed record ShownProposal(ProposalRow Row, bool IsViewers);

/// <summary>What a proposal that is being written is compared with; the subject of <see cref="ProposalSlots.Similar"/>.</summary>
/// <param name="Title">As far as it is written; may be empty.</param>
/// <param name="Text">The rest; may be empty.</param>
public sealed record SimilarTo(string Title, string Text);
