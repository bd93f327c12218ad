using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Campaigns;

/// <summary>The one rule for who sees which campaign. A municipality has a handful, so they are held whole; each request asks once whether one has changed.</summary>
internal sealed class PublishedCampaigns(AppDb db, KeptCampaigns kept, TimeProvider clock) : ICampaigns
{
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
        published ??= await kept.OfAsync(db, ct);
        var (everything, nowUtc) = (db.SeesAll || db.Viewer.IsSignedIn, clock.GetUtcNow().UtcDateTime);
        return published.Where(c => c.IsPublicAt(nowUtc) && (everything || c.Published!.IsExternal));
    }
}

/// <summary>The campaigns with something published, as they were when last read: their texts are long, and nearly every page names one. Never changed, only replaced.</summary>
internal sealed class KeptCampaigns
{
    private const int Max = 200;
    private Kept? kept;

    /// <summary>One statement, one more after a change.</summary>
    public async Task<IReadOnlyList<Campaign>> OfAsync(AppDb db, CancellationToken ct)
    {
        var stamp = (await new Sql().ReadAsync(
            db, "SELECT count(*), CAST(coalesce(sum(version), 0) AS bigint), max(modified_utc) FROM campaigns_campaign",
            r => new Stamp(r.DbDataReader.GetInt64(0), r.DbDataReader.GetInt64(1), r.DbDataReader.IsDBNull(2) ? null : r.DbDataReader.GetDateTime(2)), ct))[0];
        if (Volatile.Read(ref kept) is { } there && there.Stamp == stamp)
        {
            return there.Campaigns;
        }

        var fresh = new Kept(stamp, await db.Set<Campaign>().AsNoTracking().Where(c => c.PublishedUtc != null).OrderByDescending(c => c.OpensUtc).Take(Max).ToListAsync(ct));
        if (db.Database.CurrentTransaction is null)
        {
            Volatile.Write(ref kept, fresh); // Else perhaps of what is never committed.
        }

        return fresh.Campaigns;
    }

    private sealed record Stamp(long Count, long Versions, DateTime? ModifiedUtc);

    private sealed record Kept(Stamp Stamp, IReadOnlyList<Campaign> Campaigns);
}
