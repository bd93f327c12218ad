using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Workflows.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112301_Workflows_Drafts")]
internal sealed class M2026112301_Workflows_Drafts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("description", "workflows_type", maxLength: 500, nullable: false, defaultValue: "");
        migrationBuilder.AddColumn<bool>("paused", "workflows_type", nullable: false, defaultValue: false);
        migrationBuilder.AddColumn<Guid>("created_by", "workflows_version", nullable: true);
        migrationBuilder.AddColumn<string>("note", "workflows_version", maxLength: 500, nullable: false, defaultValue: "");

        migrationBuilder.CreateTable(
            "workflows_draft",
            t => new
            {
                type_id = t.Column<Guid>(),
                definition = t.Column<string>(),
                based_on = t.Column<int>(),
                modified_utc = t.Column<DateTime>(),
                modified_by = t.Column<Guid>(nullable: true),
                version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_workflows_draft", c => c.type_id));

        migrationBuilder.CreateTable(
            "workflows_type_entry",
            t => new
            {
                id = t.Column<Guid>(),
                type_id = t.Column<Guid>(),
                at_utc = t.Column<DateTime>(),
                by = t.Column<Guid>(nullable: true),
                what = t.Column<string>(maxLength: 40),
                number = t.Column<int>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_workflows_type_entry", c => c.id));
        migrationBuilder.CreateTable(
            "workflows_held_event",
            t => new
            {
                id = t.Column<Guid>(),
                wait_id = t.Column<Guid>(),
                event_name = t.Column<string>(maxLength: 100),
                by = t.Column<Guid>(nullable: true),
                at_utc = t.Column<DateTime>(),
                facts = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_workflows_held_event", c => c.id));
        migrationBuilder.CreateIndex("IX_workflows_held_event_wait_id", "workflows_held_event", "wait_id");
        migrationBuilder.CreateIndex("IX_workflows_type_entry_type_id_at_utc", "workflows_type_entry", ["type_id", "at_utc"]);
    }
}
