using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Proposals.Form;

/// <summary>What the form and the API take from a person. Author, department, status and number never come from outside, but for those who may register for others.</summary>
internal sealed record ProposalInput(
    string? Title, string? Problem, string? Solution, string? Benefit, string? Campaign, string? Goal, bool Confidential, string? ConfidentialReason)
{
    /// <summary>Answers to the campaign's questions, by key.</summary>
    public IReadOnlyDictionary<string, string?> Answers { get; init; } = new Dictionary<string, string?>();

    /// <summary>True when an answer to a question that is not there is a mistake; the form may still hold those of a campaign that was chosen before.</summary>
    public bool AnswersAreExact { get; init; }

    /// <summary>Names or user names.</summary>
    public IReadOnlyList<string> CoAuthors { get; init; } = [];

    /// <summary>True when the whole workplace stands behind it.</summary>
    public bool IsWorkplaces { get; init; }

    /// <summary>In whose name it is registered; null for one's own.</summary>
    public RegisteredFor? For { get; init; }
}

internal enum RegisteredKind
{
    /// <summary>Somebody in the organisation, who becomes the author.</summary>
    Person,

    /// <summary>Somebody without an account, by name, at a workplace.</summary>
    Name,

    /// <summary>A workplace together.</summary>
    Workplace,
}

/// <summary>In whose name a proposal is registered.</summary>
/// <param name="Kind">Which of the others count.</param>
/// <param name="Person">Name or user name.</param>
/// <param name="Name">As shown.</param>
/// <param name="Unit">Slug of the workplace.</param>
internal sealed record RegisteredFor(RegisteredKind Kind, string? Person, string? Name, string? Unit);

internal enum SaveMode
{
    /// <summary>While somebody writes: what cannot be read yet waits, the texts are kept.</summary>
    Quietly,

    /// <summary>Because somebody asked for it.</summary>
    AsDraft,

    AndSubmit,
}

/// <summary>Input that has been read.</summary>
/// <param name="Text">What was written.</param>
/// <param name="Frame">Campaign, goal, secrecy.</param>
/// <param name="Registered">In whose name it is registered; null for one's own.</param>
/// <param name="IsWorkplaces">True when the whole workplace stands behind it.</param>
/// <param name="CoAuthors">Null leaves them as they are.</param>
/// <param name="Answers">To the campaign's questions.</param>
internal sealed record ReadInput(
    ProposalText Text, ProposalFrame Frame, ProposalOrigin? Registered, bool IsWorkplaces, IReadOnlyList<PersonInfo>? CoAuthors, IReadOnlyList<GivenAnswer> Answers);
