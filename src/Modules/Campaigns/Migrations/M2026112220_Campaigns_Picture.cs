using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Campaigns.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112220_Campaigns_Picture")]
internal sealed class M2026112220_Campaigns_Picture : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateTime>("first_published_utc", "campaigns_campaign", nullable: true);
        migrationBuilder.CreateTable(
            "campaigns_picture",
            t => new
            {
                id = t.Column<Guid>(),
                campaign_id = t.Column<Guid>(),
                content_type = t.Column<string>(maxLength: 20),
                content = t.Column<byte[]>(),
                created_utc = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("PK_campaigns_picture", c => c.id));
        migrationBuilder.CreateIndex("IX_campaigns_picture_campaign_id", "campaigns_picture", "campaign_id");
    }
}
