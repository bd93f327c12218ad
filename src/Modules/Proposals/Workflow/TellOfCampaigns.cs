using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Workflow;

/// <summary>Whether a campaign was open when its proposals were last told.</summary>
internal sealed class ToldOfCampaign
{
    public required CampaignId CampaignId { get; init; }

    public required bool IsOpen { get; set; }
}

/// <summary>
/// Notices that a campaign has opened or closed and raises that for each of its open proposals, in the save that notes it: so it is told once, whatever happens meanwhile. A campaign that is
/// met for the first time only has its state noted. One that was withdrawn or thrown away counts as neither.
/// </summary>
internal sealed class TellOfCampaigns(AppDb db, ICampaigns campaigns, TimeProvider clock) : IJob
{
    public static TimeSpan Every => TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var told = await db.Set<ToldOfCampaign>().AsNoTracking().ToDictionaryAsync(t => t.CampaignId, t => t.IsOpen, ct);
        foreach (var campaign in (await campaigns.AllAsync(ct)).Where(c => !told.TryGetValue(c.Id, out var isOpen) || isOpen != c.IsOpenAt(nowUtc)))
        {
            await db.TransactAsync<Done>(token => NoteAsync(campaign, campaign.IsOpenAt(nowUtc), token), ct);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<Result<Done>> NoteAsync(CampaignInfo campaign, bool isOpen, CancellationToken ct)
    {
        if (await db.Set<ToldOfCampaign>().FindAsync([campaign.Id], ct) is not { } told)
        {
            db.Add(new ToldOfCampaign { CampaignId = campaign.Id, IsOpen = isOpen });
            return Done.Ok;
        }

        if (told.IsOpen != isOpen)
        {
            told.IsOpen = isOpen;
            var open = Enum.GetValues<ProposalStatus>().Where(ProposalLife.IsOpen).ToList();
            var proposals = await db.Set<Proposal>().Where(p => p.CampaignSlug == campaign.Slug && open.Contains(p.Status)).OrderBy(p => p.Number).Select(p => p.Id).ToListAsync(ct);
            proposals.ForEach(p => db.Raise(new CampaignTurned(p, campaign.Slug, isOpen)));
        }

        return Done.Ok;
    }
}

internal sealed class ToldOfCampaignMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var told = model.Entity<ToldOfCampaign>().ToTable("proposals_told_of_campaign");
        told.HasKey(t => t.CampaignId);
        told.Property(t => t.CampaignId).ValueGeneratedNever();
    }
}
