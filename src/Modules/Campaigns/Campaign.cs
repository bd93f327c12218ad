using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Campaigns;

/// <summary>Where a campaign stands in its time.</summary>
internal enum CampaignPhase
{
    Coming,
    Open,
    Closed,
}

/// <summary>Asks for proposals in one area, between two Stockholm days. All that is edited, the days too, is in the draft until it is announced.</summary>
internal sealed class Campaign : Content<CampaignBody>
{
    private Campaign()
    {
    }

    private Campaign(string slug, CampaignBody body, Guid? by, DateTime nowUtc)
        : base(slug, body, by, nowUtc)
    {
        Id = TypedId.New<CampaignId>();
    }

    public CampaignId Id { get; private set; }

    /// <summary>First moment that it takes proposals, UTC, by the text that readers see; by the draft as long as they see none.</summary>
    public DateTime OpensUtc { get; private set; }

    /// <summary>First moment that it no longer does, UTC; null for open-ended.</summary>
    public DateTime? ClosesUtc { get; private set; }

    /// <summary>When readers first could see it, UTC; stays when it is withdrawn, since there may be proposals for it.</summary>
    public DateTime? FirstPublishedUtc { get; private set; }

    /// <summary>True when nobody but editors has ever seen it: then it can be thrown away.</summary>
    public bool WasNeverPublished => FirstPublishedUtc is null && PublishedUtc is null;

    /// <summary>A draft. An address that is none, or a draft with mistakes, is refused.</summary>
    public static Result<Campaign> Create(string slug, CampaignBody body, Guid? by, DateTime nowUtc)
    {
        if (!Slugs.Is(slug))
        {
            return new Problem("Campaign.SlugInvalid", "Slug");
        }

        var problems = body.CheckDraft();
        if (problems.Count > 0)
        {
            return Result<Campaign>.Refused(problems);
        }

        var campaign = new Campaign(slug, body, by, nowUtc);
        campaign.Follow(body);
        return campaign;
    }

    /// <summary>Replaces the draft when it is without mistakes; what readers see stays until it is announced.</summary>
    public Result<Done> Edit(CampaignBody body, Guid? by, DateTime nowUtc)
    {
        var problems = body.CheckDraft();
        if (problems.Count > 0)
        {
            return Result<Done>.Refused(problems);
        }

        if (!body.SameAs(Working))
        {
            SaveDraft(body, by, nowUtc);
            Follow(Published ?? body);
        }

        return Done.Ok;
    }

    /// <summary>Shows the newest text to readers, and lets its days count. Refused when something is missing.</summary>
    public Result<Done> Announce(Guid? by, DateTime nowUtc, DateTime? fromUtc = null)
    {
        var problems = Working.Check();
        if (problems.Count > 0)
        {
            return Result<Done>.Refused(problems);
        }

        Publish(by, nowUtc, fromUtc);
        FirstPublishedUtc ??= PublishedUtc;
        Follow(Published!);
        return Done.Ok;
    }

    /// <summary>Takes it from readers. The draft stays, or becomes what they saw. Proposals for it stay too.</summary>
    public Result<Done> Unpublish(Guid? by, DateTime nowUtc)
    {
        FirstPublishedUtc ??= PublishedUtc;
        return Withdraw(by, nowUtc);
    }

    /// <summary>Forgets what differs from what readers see; refused when they see nothing, since then the draft is all there is.</summary>
    public Result<Done> DiscardDraft(Guid? by, DateTime nowUtc)
    {
        if (Published is null)
        {
            return new Problem("Campaign.NothingToGoBackTo", Kind: ProblemKind.Conflict);
        }

        SaveDraft(Published, by, nowUtc);
        Publish(by, nowUtc);
        return Done.Ok;
    }

    /// <summary>True when that person answers for it, by the text that readers see or by the draft.</summary>
    public bool IsAnsweredBy(PersonId person) => Published?.ResourcePerson == person || Draft?.ResourcePerson == person;

    /// <summary>The published version as others see it.</summary>
    public CampaignInfo ToInfo() => ToInfo(Published ?? throw new InvalidOperationException($"Campaign {Slug} is not published."), Id, Slug, (OpensUtc, ClosesUtc));

    /// <summary>A draft as others would see it.</summary>
    public static CampaignInfo ToInfo(CampaignBody body, CampaignId id, string slug, DateTime nowUtc) => ToInfo(body, id, slug, body.Moments(SwedishTime.Day(nowUtc)));

    private static CampaignInfo ToInfo(CampaignBody body, CampaignId id, string slug, (DateTime OpensUtc, DateTime? ClosesUtc) time) =>
        new(id, slug, body.Title, body.Lead, body.IsExternal, time.OpensUtc, time.ClosesUtc, body.ResourcePerson, body.DepartmentId) { Questions = body.Questions };

    // What was published before days were part of the text keeps the days that it has.
    private void Follow(CampaignBody body)
    {
        if (body.First is not null || OpensUtc == default)
        {
            (OpensUtc, ClosesUtc) = body.Moments(SwedishTime.Day(ModifiedUtc));
        }
    }
}
