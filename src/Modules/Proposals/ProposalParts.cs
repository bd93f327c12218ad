using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.Proposals;

internal enum Maturity
{
    Idea,
    Improvement,
    Innovation,
}

internal enum RejectionReason
{
    AlreadyDone,
    Ongoing,
    Dormant,
    OutsideOurResponsibility,
    Other,
}

internal enum TimelineKind
{
    Submitted,
    Assigned,
    ReviewStarted,
    Asked,
    Answered,
    Approved,
    Rejected,
    ImplementationStarted,
    Implemented,
    Withdrawn,
    Merged,
    MarkedInnovation,
    Imported,
    HandedOver,
    MergedHere,
    Unmerged,
    UnmergedHere,
    DecisionUndone,
    SecrecyConfirmed,
    SecrecyLifted,
}

/// <summary>What people write.</summary>
internal sealed record ProposalText(string Title, string Problem, string Solution, string Benefit)
{
    public const int TitleMax = 120;
    public const int BodyMax = 10_000;
}

/// <summary>Where it comes from, with the names of its own time: a renamed department keeps its old name on old proposals.</summary>
internal sealed record ProposalOrigin(
    ProposalSource Source, PersonId? AuthorId, string AuthorName, DepartmentId DepartmentId, string DepartmentName, UnitId? UnitId, string? UnitName,
    PersonId? RegisteredById = null, string? RegisteredByName = null, bool IsWorkplaces = false)
{
    /// <summary>Who hands it in: the one who registers it, else the author.</summary>
    public Actor Sender => RegisteredById is { } other ? new(other, RegisteredByName ?? "") : new(AuthorId, AuthorName);
}

/// <summary>What it answers to, and whether only those concerned may see it.</summary>
internal sealed record ProposalFrame(string? CampaignSlug, string? CampaignTitle, string? GoalSlug, string? GoalTitle, string? ConfidentialReason)
{
    public const int ReasonMax = 500;

    public static ProposalFrame None { get; } = new(null, null, null, null, null);
}

/// <summary>Who did it: a person by name, or the system.</summary>
internal sealed record Actor(PersonId? Id, string Name)
{
    public static Actor System { get; } = new(null, "");
}

/// <summary>Owned by a proposal, and seen by those who see it.</summary>
internal interface IOwnedByProposal
{
    ProposalId ProposalId { get; }
}

internal sealed class TimelineEntry : IOwnedByProposal
{
    public const int TextMax = 10_000;

    public required Guid Id { get; init; }

    public required ProposalId ProposalId { get; init; }

    public required TimelineKind Kind { get; init; }

    public required DateTime AtUtc { get; init; }

    /// <summary>Orders what happened at the same moment, such as handing in and being assigned.</summary>
    public required int Sequence { get; init; }

    public PersonId? ById { get; init; }

    public required string ByName { get; init; }

    /// <summary>The motivation, question, answer, effect: what was said. Null when nothing was.</summary>
    public string? Text { get; init; }

    /// <summary>A slug or name that belongs to the kind: the reason of a refusal, the new assignee, the owner.</summary>
    public string? Detail { get; init; }

    /// <summary>What may be shown of what was said: why something was secret is secret still when the secrecy has been lifted.</summary>
    public string? ShownText(Proposal proposal) => Kind == TimelineKind.SecrecyConfirmed && !proposal.IsConfidential ? null : Text;
}
