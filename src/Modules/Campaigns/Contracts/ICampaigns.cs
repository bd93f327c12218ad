using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Campaigns.Contracts;

/// <summary>A campaign.</summary>
public readonly record struct CampaignId(Guid Value) : ITypedId<CampaignId>
{
    /// <inheritdoc />
    public static CampaignId From(Guid value) => new(value);
}

/// <summary>The published campaigns that the viewer may see: internal ones for those signed in, external ones for everyone.</summary>
public interface ICampaigns
{
    /// <summary>All, the open ones first, then by opening date, newest first, then by slug; at most 200. Read once for each request.</summary>
    Task<IReadOnlyList<CampaignInfo>> AllAsync(CancellationToken ct);

    /// <summary>By slug, or null.</summary>
    Task<CampaignInfo?> FindAsync(string slug, CancellationToken ct);
}

/// <summary>A campaign as other modules see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Stable: <c>/kampanjer/{slug}</c>.</param>
/// <param name="Title">As shown.</param>
/// <param name="Lead">One sentence.</param>
/// <param name="IsExternal">True when citizens may see it without signing in.</param>
/// <param name="OpensUtc">First moment that it takes proposals.</param>
/// <param name="ClosesUtc">First moment that it no longer does; null for open-ended.</param>
/// <param name="ResourcePerson">Markets it and answers questions; may be absent.</param>
/// <param name="DepartmentId">Whose campaign it is; null for the whole municipality's.</param>
public sealed record CampaignInfo(
    CampaignId Id, string Slug, string Title, string Lead, bool IsExternal, DateTime OpensUtc, DateTime? ClosesUtc, PersonId? ResourcePerson, DepartmentId? DepartmentId)
{
    /// <summary>Its own questions on the form, in order; at most <see cref="CampaignQuestion.Max"/>.</summary>
    public IReadOnlyList<CampaignQuestion> Questions { get; init; } = [];

    /// <summary>True while it takes proposals.</summary>
    public bool IsOpenAt(DateTime nowUtc) => OpensUtc <= nowUtc && (ClosesUtc is null || nowUtc < ClosesUtc);
}

/// <summary>Names of the slots on a campaign's page. Their subject is a <see cref="CampaignInfo"/>.</summary>
public static class CampaignSlots
{
    /// <summary>Below the texts: the campaign's proposals.</summary>
    public const string Proposals = "campaign.proposals";

    /// <summary>In the hero, beside the dates: how many proposals so far.</summary>
    public const string Facts = "campaign.facts";
}
