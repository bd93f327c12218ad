using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;

namespace IntranetInnovation.Campaigns;

/// <summary>A campaign's time in words. The closing moment is the midnight after its last day, so people are told the day before that.</summary>
internal static class CampaignDates
{
    /// <summary>Coming, open or closed.</summary>
    public static CampaignPhase PhaseAt(this CampaignInfo campaign, DateTime nowUtc) =>
        nowUtc < campaign.OpensUtc ? CampaignPhase.Coming : campaign.IsOpenAt(nowUtc) ? CampaignPhase.Open : CampaignPhase.Closed;

    /// <summary>Such as "Open until the end of 10 January 2027".</summary>
    public static string Words(this CampaignInfo campaign, DateTime nowUtc, ITexts texts) => campaign.PhaseAt(nowUtc) switch
    {
        CampaignPhase.Coming => texts["Campaign.OpensOn", SwedishTime.DayText(campaign.OpensUtc, texts.Language)],
        CampaignPhase.Closed => texts["Campaign.ClosedOn", SwedishTime.DayText(LastMoment(campaign)!.Value, texts.Language)],
        _ when LastMoment(campaign) is { } last => texts["Campaign.OpenUntil", SwedishTime.DayText(last, texts.Language)],
        _ => texts["Campaign.OpenEnded"],
    };

    /// <summary>How many days are left of an open campaign, or null when none are counted: open-ended, not open, or more than 60.</summary>
    public static string? DaysLeft(this CampaignInfo campaign, DateTime nowUtc, ITexts texts)
    {
        if (campaign.PhaseAt(nowUtc) != CampaignPhase.Open || LastMoment(campaign) is not { } last)
        {
            return null;
        }

        return (SwedishTime.Day(last).DayNumber - SwedishTime.Day(nowUtc).DayNumber) switch
        {
            0 => texts["Campaign.LastDay"],
            1 => texts["Campaign.DayLeft"],
            var days and <= 60 => texts["Campaign.DaysLeft", days],
            _ => null,
        };
    }

    /// <summary>What the status pill is drawn as: a campaign has no states of its own in the theme.</summary>
    public static string Pill(this CampaignPhase phase) => phase switch
    {
        CampaignPhase.Coming => "submitted",
        CampaignPhase.Open => "approved",
        _ => "withdrawn",
    };

    private static DateTime? LastMoment(CampaignInfo campaign) => campaign.ClosesUtc?.AddTicks(-1);
}
