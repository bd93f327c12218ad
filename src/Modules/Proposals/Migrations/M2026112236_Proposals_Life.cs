using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Proposals.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112236_Proposals_Life")]
internal sealed class M2026112236_Proposals_Life : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("secrecy_provision", "proposals_proposal", maxLength: 200, nullable: true);
        migrationBuilder.AddColumn<string>("status_before_merge", "proposals_proposal", maxLength: 40, nullable: true);
        migrationBuilder.AddColumn<bool>("has_notes", "proposals_proposal", nullable: false, defaultValue: false);
        migrationBuilder.AddColumn<Guid>("decided_by_id", "proposals_proposal", nullable: true);
        migrationBuilder.AddColumn<DateTime>("status_utc", "proposals_proposal", nullable: true);

        migrationBuilder.AddColumn<int>("version", "proposals_comment", nullable: false, defaultValue: 0);
        migrationBuilder.AddColumn<bool>("is_official", "proposals_comment", nullable: false, defaultValue: false);
        migrationBuilder.AddColumn<DateTime>("edited_utc", "proposals_comment", nullable: true);
        migrationBuilder.AddColumn<DateTime>("removed_utc", "proposals_comment", nullable: true);
        migrationBuilder.AddColumn<DateTime>("hidden_utc", "proposals_comment", nullable: true);
        migrationBuilder.AddColumn<string>("hidden_by_name", "proposals_comment", maxLength: 200, nullable: true);
        migrationBuilder.AddColumn<string>("hidden_reason", "proposals_comment", maxLength: 500, nullable: true);

        migrationBuilder.CreateTable(
            "proposals_note",
            t => new
            {
                id = t.Column<Guid>(),
                proposal_id = t.Column<Guid>(),
                author_id = t.Column<Guid>(),
                author_name = t.Column<string>(maxLength: 200),
                text = t.Column<string>(maxLength: 4000),
                at_utc = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("PK_proposals_note", c => c.id));
        migrationBuilder.CreateIndex("IX_proposals_note_proposal_id_at_utc", "proposals_note", ["proposal_id", "at_utc"]);

        migrationBuilder.CreateTable(
            "proposals_note_access",
            t => new { proposal_id = t.Column<Guid>(), principal = t.Column<string>(maxLength: 100), allows = t.Column<bool>() },
            constraints: t => t.PrimaryKey("PK_proposals_note_access", c => new { c.proposal_id, c.principal }));
    }
}
