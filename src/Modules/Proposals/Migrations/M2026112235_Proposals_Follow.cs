using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Proposals.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112235_Proposals_Follow")]
internal sealed class M2026112235_Proposals_Follow : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "proposals_follow",
            t => new { proposal_id = t.Column<Guid>(), person_id = t.Column<Guid>(), at_utc = t.Column<DateTime>() },
            constraints: t => t.PrimaryKey("PK_proposals_follow", c => new { c.proposal_id, c.person_id }));
        migrationBuilder.CreateIndex("IX_proposals_proposal_merged_into_id", "proposals_proposal", "merged_into_id");
    }
}
