using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Time;

namespace IntranetInnovation.Campaigns;

/// <summary>Where a campaign stands in its time.</summary>
internal enum CampaignPhase
{
    Coming,
    Open,
    Closed,
}

/// <summary>Asks for proposals in one area, between two Stockholm days. The days are not part of the draft: moving them takes effect at once.</summary>
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

    /// <summary>First moment that it takes proposals, UTC.</summary>
    public DateTime OpensUtc { get; private set; }

    /// <summary>First moment that it no longer does, UTC; null for open-ended.</summary>
    public DateTime? ClosesUtc { get; private set; }

    /// <summary>A draft that opens at the start of <paramref name="first"/> and closes at the end of <paramref name="last"/>, both Stockholm days.</summary>
    public static Result<Campaign> Create(string slug, CampaignBody body, DateOnly first, DateOnly? last, Guid? by, DateTime nowUtc)
    {
        if (!Slugs.Is(slug))
        {
            return new Problem("Campaign.SlugInvalid", "Slug");
        }

        var problems = body.Check();
        if (problems.Count > 0)
        {
            return Result<Campaign>.Refused(problems);
        }

        var campaign = new Campaign(slug, body, by, nowUtc);
        var scheduled = campaign.Schedule(first, last);
        return scheduled.Succeeded ? campaign : Result<Campaign>.Refused(scheduled.Problems);
    }

    /// <summary>Replaces the draft when it is without mistakes; what readers see stays until it is published.</summary>
    public Result<Done> Edit(CampaignBody body, Guid? by, DateTime nowUtc)
    {
        var problems = body.Check();
        if (problems.Count > 0)
        {
            return Result<Done>.Refused(problems);
        }

        SaveDraft(body, by, nowUtc);
        return Done.Ok;
    }

    /// <summary>Sets the first and the last day that it takes proposals.</summary>
    public Result<Done> Schedule(DateOnly first, DateOnly? last)
    {
        if (last < first)
        {
            return new Problem("Campaign.ClosesBeforeItOpens", "Last");
        }

        OpensUtc = SwedishTime.StartOf(first);
        ClosesUtc = last is { } day ? SwedishTime.StartOf(day.AddDays(1)) : null;
        return Done.Ok;
    }

    /// <summary>The published version as others see it.</summary>
    public CampaignInfo ToInfo()
    {
        var body = Published ?? throw new InvalidOperationException($"Campaign {Slug} is not published.");
        return new(Id, Slug, body.Title, body.Lead, body.IsExternal, OpensUtc, ClosesUtc, body.ResourcePerson, body.DepartmentId) { Questions = body.Questions };
    }
}
