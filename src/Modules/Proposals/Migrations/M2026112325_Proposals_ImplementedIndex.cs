using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Proposals.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112325_Proposals_ImplementedIndex")]
internal sealed class M2026112325_Proposals_ImplementedIndex : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateIndex("IX_proposals_proposal_implemented_utc", "proposals_proposal", "implemented_utc");
}
