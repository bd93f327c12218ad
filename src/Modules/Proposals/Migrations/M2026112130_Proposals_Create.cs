using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Proposals.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112130_Proposals_Create")]
internal sealed class M2026112130_Proposals_Create : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "proposals_proposal",
            t => new
            {
                id = t.Column<Guid>(),
                number = t.Column<int>(),
                version = t.Column<int>(),
                title = t.Column<string>(maxLength: 120),
                problem = t.Column<string>(),
                solution = t.Column<string>(),
                benefit = t.Column<string>(),
                status = t.Column<string>(maxLength: 40),
                maturity = t.Column<string>(maxLength: 40),
                source = t.Column<string>(maxLength: 40),
                author_id = t.Column<Guid>(nullable: true),
                author_name = t.Column<string>(maxLength: 200),
                department_id = t.Column<Guid>(),
                department_name = t.Column<string>(maxLength: 200),
                unit_id = t.Column<Guid>(nullable: true),
                unit_name = t.Column<string>(maxLength: 200, nullable: true),
                campaign_slug = t.Column<string>(maxLength: 80, nullable: true),
                campaign_title = t.Column<string>(maxLength: 200, nullable: true),
                goal_slug = t.Column<string>(maxLength: 80, nullable: true),
                goal_title = t.Column<string>(maxLength: 200, nullable: true),
                is_confidential = t.Column<bool>(),
                confidential_reason = t.Column<string>(maxLength: 500, nullable: true),
                assignee_principal = t.Column<string>(maxLength: 100, nullable: true),
                assignee_name = t.Column<string>(maxLength: 200, nullable: true),
                owner_id = t.Column<Guid>(nullable: true),
                owner_name = t.Column<string>(maxLength: 200, nullable: true),
                implementation_due_utc = t.Column<DateTime>(nullable: true),
                motivation = t.Column<string>(nullable: true),
                reason = t.Column<string>(maxLength: 40, nullable: true),
                effect = t.Column<string>(nullable: true),
                evidence = t.Column<string>(nullable: true),
                merged_into_id = t.Column<Guid>(nullable: true),
                supports = t.Column<int>(),
                import_key = t.Column<string>(maxLength: 100, nullable: true),
                created_utc = t.Column<DateTime>(),
                submitted_utc = t.Column<DateTime>(nullable: true),
                answered_utc = t.Column<DateTime>(nullable: true),
                decided_utc = t.Column<DateTime>(nullable: true),
                implemented_utc = t.Column<DateTime>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_proposals_proposal", c => c.id));
        migrationBuilder.CreateIndex("IX_proposals_proposal_number", "proposals_proposal", "number", unique: true, filter: "number > 0");
        migrationBuilder.CreateIndex("IX_proposals_proposal_import_key", "proposals_proposal", "import_key", unique: true);
        migrationBuilder.CreateIndex("IX_proposals_proposal_author_id_created_utc", "proposals_proposal", ["author_id", "created_utc"]);
        migrationBuilder.CreateIndex("IX_proposals_proposal_campaign_slug_submitted_utc", "proposals_proposal", ["campaign_slug", "submitted_utc"]);
        migrationBuilder.CreateIndex("IX_proposals_proposal_unit_id_submitted_utc", "proposals_proposal", ["unit_id", "submitted_utc"]);
        migrationBuilder.CreateIndex("IX_proposals_proposal_submitted_utc", "proposals_proposal", "submitted_utc");

        migrationBuilder.CreateTable(
            "proposals_timeline",
            t => new
            {
                id = t.Column<Guid>(),
                proposal_id = t.Column<Guid>(),
                kind = t.Column<string>(maxLength: 40),
                at_utc = t.Column<DateTime>(),
                sequence = t.Column<int>(),
                by_id = t.Column<Guid>(nullable: true),
                by_name = t.Column<string>(maxLength: 200),
                text = t.Column<string>(nullable: true),
                detail = t.Column<string>(maxLength: 200, nullable: true),
            },
            constraints: t =>
            {
                t.PrimaryKey("PK_proposals_timeline", c => c.id);
                t.ForeignKey("FK_proposals_timeline_proposals_proposal_proposal_id", c => c.proposal_id, "proposals_proposal", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_proposals_timeline_proposal_id_at_utc", "proposals_timeline", ["proposal_id", "at_utc"]);

        migrationBuilder.CreateTable(
            "proposals_comment",
            t => new
            {
                id = t.Column<Guid>(),
                proposal_id = t.Column<Guid>(),
                author_id = t.Column<Guid>(),
                author_name = t.Column<string>(maxLength: 200),
                text = t.Column<string>(maxLength: 4000),
                at_utc = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("PK_proposals_comment", c => c.id));
        migrationBuilder.CreateIndex("IX_proposals_comment_proposal_id_at_utc", "proposals_comment", ["proposal_id", "at_utc"]);

        migrationBuilder.CreateTable(
            "proposals_support",
            t => new { proposal_id = t.Column<Guid>(), person_id = t.Column<Guid>(), at_utc = t.Column<DateTime>() },
            constraints: t => t.PrimaryKey("PK_proposals_support", c => new { c.proposal_id, c.person_id }));

        migrationBuilder.CreateTable(
            "proposals_access",
            t => new { proposal_id = t.Column<Guid>(), principal = t.Column<string>(maxLength: 100) },
            constraints: t => t.PrimaryKey("PK_proposals_access", c => new { c.proposal_id, c.principal }));
        migrationBuilder.CreateIndex("IX_proposals_access_principal_proposal_id", "proposals_access", ["principal", "proposal_id"]);
    }
}
