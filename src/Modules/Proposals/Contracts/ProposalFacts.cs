using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Proposals.Contracts;

/// <summary>A proposal.</summary>
public readonly record struct ProposalId(Guid Value) : ITypedId<ProposalId>
{
    /// <inheritdoc />
    public static ProposalId From(Guid value) => new(value);
}

/// <summary>The fixed statuses that every number counts on. Slugs: <see cref="ProposalSlugs"/>.</summary>
public enum ProposalStatus
{
    /// <summary>Only its author sees it.</summary>
    Draft,

    /// <summary>Handed in, nobody answers for it yet.</summary>
    Submitted,

    /// <summary>Somebody answers for it.</summary>
    Assigned,

    /// <summary>Being looked into.</summary>
    UnderReview,

    /// <summary>The author is asked for more.</summary>
    MoreInformation,

    /// <summary>Said yes to, with a motivation.</summary>
    Approved,

    /// <summary>Said no to, with a motivation and a reason.</summary>
    Rejected,

    /// <summary>Somebody carries it out, with a due date.</summary>
    BeingImplemented,

    /// <summary>Done, with its effect told.</summary>
    Implemented,

    /// <summary>Taken back by its author.</summary>
    Withdrawn,

    /// <summary>Continues in another proposal.</summary>
    Merged,
}

/// <summary>Who it comes from.</summary>
public enum ProposalSource
{
    /// <summary>Someone employed.</summary>
    Staff,

    /// <summary>A citizen.</summary>
    Citizen,

    /// <summary>Someone who uses a service.</summary>
    Customer,
}

/// <summary>Slugs as in the API, the import files and the text keys.</summary>
public static class ProposalSlugs
{
    /// <summary>Such as <c>under-review</c>.</summary>
    public static string Slug(this ProposalStatus status) => Kebab(status.ToString());

    /// <summary>Such as <c>staff</c>.</summary>
    public static string Slug(this ProposalSource source) => Kebab(source.ToString());

    /// <summary>The status of a slug, or null.</summary>
    public static ProposalStatus? Status(string? slug) => Parse<ProposalStatus>(slug);

    /// <summary>The source of a slug, or null.</summary>
    public static ProposalSource? Source(string? slug) => Parse<ProposalSource>(slug);

    /// <summary>Text key of a status, such as <c>Proposal.Status.UnderReview</c>.</summary>
    public static string TextKey(this ProposalStatus status) => $"Proposal.Status.{status}";

    /// <summary>Text key of a source.</summary>
    public static string TextKey(this ProposalSource source) => $"Proposal.Source.{source}";

    private static T? Parse<T>(string? slug)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => Kebab(v.ToString()) == slug).Cast<T?>().FirstOrDefault();

    private static string Kebab(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}

/// <summary>Proposals as rows for other modules to compose queries on; the viewer's visibility filter is in them.</summary>
public interface IProposals
{
    /// <summary>Every proposal that the viewer may see, drafts of one's own included. Untracked.</summary>
    IQueryable<ProposalRow> Rows { get; }

    /// <summary>Read with system eyes, this unit of work's own changes included; null when it is gone. For workflow steps, never for what a person is shown.</summary>
    Task<ProposalRow?> FindAsync(ProposalId id, CancellationToken ct);
}

/// <summary>A proposal as a row. Compose Where, OrderBy, GroupBy and Select on it.</summary>
public sealed class ProposalRow
{
    /// <summary>Its id.</summary>
    public required ProposalId Id { get; init; }

    /// <summary>The running number that people see; 0 for a draft.</summary>
    public required int Number { get; init; }

    /// <summary>At most 120 characters.</summary>
    public required string Title { get; init; }

    /// <summary>What is wrong.</summary>
    public required string Problem { get; init; }

    /// <summary>What is proposed.</summary>
    public required string Solution { get; init; }

    /// <summary>What it would give.</summary>
    public required string Benefit { get; init; }

    /// <summary>Where it stands.</summary>
    public required ProposalStatus Status { get; init; }

    /// <summary>Who it comes from.</summary>
    public required ProposalSource Source { get; init; }

    /// <summary>Whose area it concerns.</summary>
    public required DepartmentId DepartmentId { get; init; }

    /// <summary>The department's name at submission.</summary>
    public required string DepartmentName { get; init; }

    /// <summary>The workplace; may be absent.</summary>
    public required UnitId? UnitId { get; init; }

    /// <summary>The workplace's name at submission.</summary>
    public required string? UnitName { get; init; }

    /// <summary>Slug of the campaign; may be absent.</summary>
    public required string? CampaignSlug { get; init; }

    /// <summary>Slug of the goal; may be absent.</summary>
    public required string? GoalSlug { get; init; }

    /// <summary>Who wrote it, or in whose name it was registered; null for imported ones and citizens without a person here.</summary>
    public required PersonId? AuthorId { get; init; }

    /// <summary>The name as shown at submission; empty when nobody was named.</summary>
    public required string AuthorName { get; init; }

    /// <summary>The number of people who support it.</summary>
    public required int Supports { get; init; }

    /// <summary>True when only those concerned may see it.</summary>
    public required bool IsConfidential { get; init; }

    /// <summary>UTC; null for a draft.</summary>
    public required DateTime? SubmittedUtc { get; init; }

    /// <summary>First answer to the author (question, official answer, decision), UTC.</summary>
    public required DateTime? AnsweredUtc { get; init; }

    /// <summary>Newest decision, UTC.</summary>
    public required DateTime? DecidedUtc { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime? ImplementedUtc { get; init; }

    /// <summary>What it led to, told when it was implemented.</summary>
    public required string? Effect { get; init; }

    /// <summary>What shows it: figures, a link. May be absent.</summary>
    public string? Evidence { get; init; }

    /// <summary>Who carried it out, or does; null before.</summary>
    public PersonId? OwnerId { get; init; }
}
