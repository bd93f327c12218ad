using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.GoodExamples.Contracts;

/// <summary>A good example.</summary>
public readonly record struct GoodExampleId(Guid Value) : ITypedId<GoodExampleId>
{
    /// <inheritdoc />
    public static GoodExampleId From(Guid value) => new(value);
}

/// <summary>Shown to readers for the first time.</summary>
/// <param name="GoodExampleId">Which.</param>
/// <param name="Slug">Its address: <c>/goda-exempel/{slug}</c>.</param>
/// <param name="Title">As shown.</param>
/// <param name="ProposalId">The proposal that it tells of, whose author and followers want to know; null for what came another way.</param>
public sealed record GoodExamplePublished(GoodExampleId GoodExampleId, string Slug, string Title, ProposalId? ProposalId = null) : IEvent;

/// <summary>The good examples that every reader may see, for other modules to search in.</summary>
public interface IGoodExamples
{
    /// <summary>What changes whenever an example does, so that what was made of <see cref="AllAsync"/> can be kept as long as it stays. One small statement.</summary>
    Task<string> StampAsync(CancellationToken ct);

    /// <summary>The published ones, newest first, those scheduled for later included; at most 1 000. Reads all their texts: ask for <see cref="StampAsync"/> first.</summary>
    Task<IReadOnlyList<GoodExampleInfo>> AllAsync(CancellationToken ct);
}

/// <summary>A good example as other modules see it.</summary>
/// <param name="Slug">Its address: <c>/goda-exempel/{slug}</c>.</param>
/// <param name="Title">At most 120 characters.</param>
/// <param name="Lead">The short description.</param>
/// <param name="Text">All else that is told of it; Markdown.</param>
/// <param name="PublishedUtc">First moment that readers may see it, UTC; may lie ahead.</param>
public sealed record GoodExampleInfo(string Slug, string Title, string Lead, string Text, DateTime PublishedUtc);

/// <summary>Names of the slots on the pages of good examples.</summary>
public static class GoodExampleSlots
{
    /// <summary>Above the archive: a box to search in, and what was found. Its subject is the text searched for, a string; empty when nothing is.</summary>
    public const string Search = "good-examples.search";
}
