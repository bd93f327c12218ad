using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Proposals.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112230_Proposals_Form")]
internal sealed class M2026112230_Proposals_Form : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<bool>("is_workplaces", "proposals_proposal", nullable: false, defaultValue: false);
        migrationBuilder.AddColumn<Guid>("registered_by_id", "proposals_proposal", nullable: true);
        migrationBuilder.AddColumn<string>("registered_by_name", "proposals_proposal", maxLength: 200, nullable: true);
        migrationBuilder.CreateIndex("IX_proposals_proposal_registered_by_id", "proposals_proposal", "registered_by_id");

        migrationBuilder.CreateTable(
            "proposals_coauthor",
            t => new
            {
                proposal_id = t.Column<Guid>(),
                person_id = t.Column<Guid>(),
                name = t.Column<string>(maxLength: 200),
                added_utc = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("PK_proposals_coauthor", c => new { c.proposal_id, c.person_id }));
        migrationBuilder.CreateIndex("IX_proposals_coauthor_person_id", "proposals_coauthor", "person_id");

        migrationBuilder.CreateTable(
            "proposals_answer",
            t => new
            {
                proposal_id = t.Column<Guid>(),
                key = t.Column<string>(maxLength: 40),
                kind = t.Column<string>(maxLength: 40),
                question = t.Column<string>(maxLength: 200),
                value = t.Column<string>(maxLength: 2000),
                position = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_proposals_answer", c => new { c.proposal_id, c.key }));

        migrationBuilder.CreateTable(
            "proposals_attachment",
            t => new
            {
                id = t.Column<Guid>(),
                proposal_id = t.Column<Guid>(),
                slot = t.Column<int>(),
                name = t.Column<string>(maxLength: 120),
                kind = t.Column<string>(maxLength: 40),
                bytes = t.Column<int>(),
                added_utc = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("PK_proposals_attachment", c => c.id));
        migrationBuilder.CreateIndex("IX_proposals_attachment_proposal_id_slot", "proposals_attachment", ["proposal_id", "slot"], unique: true);

        migrationBuilder.CreateTable(
            "proposals_attachment_content",
            t => new
            {
                attachment_id = t.Column<Guid>(),
                proposal_id = t.Column<Guid>(),
                content = t.Column<byte[]>(),
            },
            constraints: t => t.PrimaryKey("PK_proposals_attachment_content", c => c.attachment_id));
    }
}
