using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Campaigns;

internal sealed class CampaignMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var campaign = model.Entity<Campaign>().ToTable("campaigns_campaign");
        campaign.HasKey(c => c.Id);
        campaign.Property(c => c.Id).ValueGeneratedNever();
        campaign.MapContent<Campaign, CampaignBody>();
    }
}
