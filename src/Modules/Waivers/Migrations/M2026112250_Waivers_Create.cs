using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Waivers.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112250_Waivers_Create")]
internal sealed class M2026112250_Waivers_Create : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "waivers_text",
            t => new
            {
                number = t.Column<int>(),
                title = t.Column<string>(maxLength: 200),
                body = t.Column<string>(maxLength: 20_000),
                created_utc = t.Column<DateTime>(),
                created_by = t.Column<Guid>(nullable: true),
                created_by_name = t.Column<string>(maxLength: 200),
            },
            constraints: t => t.PrimaryKey("PK_waivers_text", c => c.number));

        migrationBuilder.CreateTable(
            "waivers_waiver",
            t => new
            {
                id = t.Column<Guid>(),
                version = t.Column<int>(),
                proposal_id = t.Column<Guid>(),
                proposal_number = t.Column<int>(),
                proposal_title = t.Column<string>(maxLength: 200),
                person_id = t.Column<Guid>(),
                person_name = t.Column<string>(maxLength: 200),
                reason = t.Column<string>(maxLength: 4_000),
                requested_utc = t.Column<DateTime>(),
                status = t.Column<string>(maxLength: 40),
                decided_by = t.Column<Guid>(nullable: true),
                decided_by_name = t.Column<string>(maxLength: 200, nullable: true),
                decision_reason = t.Column<string>(maxLength: 4_000, nullable: true),
                decided_utc = t.Column<DateTime>(nullable: true),
                text_number = t.Column<int>(nullable: true),
                accepted_utc = t.Column<DateTime>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_waivers_waiver", c => c.id));
        migrationBuilder.CreateIndex(
            "IX_waivers_waiver_proposal_id_person_id", "waivers_waiver", ["proposal_id", "person_id"], unique: true, filter: "status NOT IN ('Refused', 'TakenBack')");
        migrationBuilder.CreateIndex("IX_waivers_waiver_proposal_number", "waivers_waiver", "proposal_number");
        migrationBuilder.CreateIndex("IX_waivers_waiver_status_requested_utc", "waivers_waiver", ["status", "requested_utc"]);

        migrationBuilder.CreateTable(
            "waivers_access",
            t => new { waiver_id = t.Column<Guid>(), principal = t.Column<string>(maxLength: 100), decides = t.Column<bool>() },
            constraints: t =>
            {
                t.PrimaryKey("PK_waivers_access", c => new { c.waiver_id, c.principal });
                t.ForeignKey("FK_waivers_access_waivers_waiver_waiver_id", c => c.waiver_id, "waivers_waiver", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_waivers_access_principal_waiver_id", "waivers_access", ["principal", "waiver_id"]);
    }
}
