using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Proposals.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112320_Proposals_Campaigns")]
internal sealed class M2026112320_Proposals_Campaigns : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "proposals_told_of_campaign",
        t => new { campaign_id = t.Column<Guid>(), is_open = t.Column<bool>() },
        constraints: t => t.PrimaryKey("PK_proposals_told_of_campaign", c => c.campaign_id));
}
