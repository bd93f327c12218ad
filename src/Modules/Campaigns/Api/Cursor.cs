using System.Buffers.Text;
using System.Globalization;
using System.Text;
using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Content;

namespace IntranetInnovation.Campaigns.Api;

/// <summary>Where the next page of the API begins: after the last one shown, also when that one has been withdrawn since. Opaque to callers, who send it back as it is.</summary>
internal readonly record struct Cursor(bool IsOpen, DateTime OpensUtc, string Slug)
{
    public static Cursor After(CampaignInfo campaign, DateTime nowUtc) => new(campaign.IsOpenAt(nowUtc), campaign.OpensUtc, campaign.Slug);

    /// <summary>Null for anything that <see cref="ToString"/> has not written.</summary>
    public static Cursor? Read(string text)
    {
        if (text.Length > 200 || !Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        return parts is ["0" or "1", var ticks, var slug] && Slugs.Is(slug)
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= DateTime.MaxValue.Ticks
            ? new(parts[0] == "1", new DateTime(value, DateTimeKind.Utc), slug)
            : null;
    }

    /// <summary>True for what comes later in the list: the open ones first, then by opening date, newest first, then by slug.</summary>
    public bool IsBefore(CampaignInfo campaign, DateTime nowUtc)
    {
        var isOpen = campaign.IsOpenAt(nowUtc);
        return isOpen != IsOpen ? IsOpen
            : campaign.OpensUtc != OpensUtc ? campaign.OpensUtc < OpensUtc
            : string.CompareOrdinal(campaign.Slug, Slug) > 0;
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(IsOpen ? 1 : 0)}|{OpensUtc.Ticks}|{Slug}")));
}
