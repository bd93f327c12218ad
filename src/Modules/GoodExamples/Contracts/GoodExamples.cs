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
