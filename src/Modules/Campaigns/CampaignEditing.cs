using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Campaigns;

/// <summary>The one rule for who edits which campaign: editors all of them, the one who answers for a campaign that one. To everyone else a draft does not exist.</summary>
internal sealed class CampaignEditing(AppDb db, CurrentUser user)
{
    private const int Max = 200;

    /// <summary>True for those who edit all campaigns and make new ones.</summary>
    public bool MayAll => user.Can(CampaignsModule.EditRight);

    public bool May(Campaign campaign) => MayAll || (user.Viewer.PersonId is { } me && campaign.IsAnsweredBy(new PersonId(me)));

    /// <summary>Tracked, to be edited; null when there is none, or not for this viewer.</summary>
    public async Task<Campaign?> FindAsync(string slug, CancellationToken ct) =>
        user.Viewer.IsSignedIn && await db.Set<Campaign>().FirstOrDefaultAsync(c => c.Slug == slug, ct) is { } campaign && May(campaign) ? campaign : null;

    /// <summary>All that the viewer may edit, those last changed first; at most 200.</summary>
    public async Task<IReadOnlyList<Campaign>> AllAsync(CancellationToken ct) =>
        [.. (await db.Set<Campaign>().AsNoTracking().OrderByDescending(c => c.ModifiedUtc).Take(Max).ToListAsync(ct)).Where(May)];

    /// <summary>Deletes the pictures that neither the draft nor the published text shows any more, or all of them. Inside the transaction that changed them.</summary>
    public Task<int> ForgetPicturesAsync(Campaign campaign, bool all, CancellationToken ct)
    {
        PictureId[] shown = all ? [] : [.. new[] { campaign.Draft?.Picture?.Id, campaign.Published?.Picture?.Id }.OfType<PictureId>()];
        return db.Set<StoredPicture>().Where(p => p.CampaignId == campaign.Id && !shown.Contains(p.Id)).ExecuteDeleteAsync(ct);
    }
}
