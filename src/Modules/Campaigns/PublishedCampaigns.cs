using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Campaigns;

/// <summary>The one rule for who sees which campaign. A municipality has a handful, so they are read whole, once for each request.</summary>
internal sealed class PublishedCampaigns(AppDb db, TimeProvider clock) : ICampaigns
{
    private const int Max = 200;
    private IReadOnlyList<Campaign>? published;

    public async Task<IReadOnlyList<CampaignInfo>> AllAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        return [.. (await VisibleAsync(ct)).Select(c => c.ToInfo()).OrderByDescending(c => c.IsOpenAt(nowUtc)).ThenByDescending(c => c.OpensUtc).ThenBy(c => c.Slug, StringComparer.Ordinal)];
    }

    public async Task<CampaignInfo?> FindAsync(string slug, CancellationToken ct) => (await BySlugAsync(slug, ct))?.ToInfo();

    /// <summary>With all its texts, or null when the viewer may not see it.</summary>
    public async Task<Campaign?> BySlugAsync(string slug, CancellationToken ct) => (await VisibleAsync(ct)).FirstOrDefault(c => c.Slug == slug);

    private async Task<IEnumerable<Campaign>> VisibleAsync(CancellationToken ct)
    {
        published ??= await db.Set<Campaign>().AsNoTracking().PublicAt<Campaign, CampaignBody>(clock.GetUtcNow().UtcDateTime)
            .OrderByDescending(c => c.OpensUtc).Take(Max).ToListAsync(ct);
        var everything = db.SeesAll || db.Viewer.IsSignedIn;
        return published.Where(c => everything || c.Published!.IsExternal);
    }
}
