using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Campaigns.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112120_Campaigns_Create")]
internal sealed class M2026112120_Campaigns_Create : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "campaigns_campaign",
            t => new
            {
                id = t.Column<Guid>(),
                opens_utc = t.Column<DateTime>(),
                closes_utc = t.Column<DateTime>(nullable: true),
                slug = t.Column<string>(maxLength: 80),
                draft = t.Column<string>(nullable: true),
                published = t.Column<string>(nullable: true),
                published_utc = t.Column<DateTime>(nullable: true),
                created_utc = t.Column<DateTime>(),
                modified_utc = t.Column<DateTime>(),
                modified_by = t.Column<Guid>(nullable: true),
                version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_campaigns_campaign", c => c.id));
        migrationBuilder.CreateIndex("IX_campaigns_campaign_slug", "campaigns_campaign", "slug", unique: true);
        migrationBuilder.CreateIndex("IX_campaigns_campaign_published_utc", "campaigns_campaign", "published_utc");
    }
}
