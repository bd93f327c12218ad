using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Workflows.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112125_Workflows_Create")]
internal sealed class M2026112125_Workflows_Create : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "workflows_type",
            t => new
            {
                id = t.Column<Guid>(),
                key = t.Column<string>(maxLength: 40),
                name = t.Column<string>(maxLength: 200),
                enabled = t.Column<bool>(),
                published_version_id = t.Column<Guid>(nullable: true),
                created_utc = t.Column<DateTime>(),
                modified_utc = t.Column<DateTime>(),
                version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_workflows_type", c => c.id));
        migrationBuilder.CreateIndex("IX_workflows_type_key", "workflows_type", "key", unique: true);

        migrationBuilder.CreateTable(
            "workflows_version",
            t => new
            {
                id = t.Column<Guid>(),
                type_id = t.Column<Guid>(),
                number = t.Column<int>(),
                definition = t.Column<string>(),
                hash = t.Column<string>(maxLength: 64),
                created_utc = t.Column<DateTime>(),
                published_utc = t.Column<DateTime>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_workflows_version", c => c.id));
        migrationBuilder.CreateIndex("IX_workflows_version_type_id_number", "workflows_version", ["type_id", "number"], unique: true);

        migrationBuilder.CreateTable(
            "workflows_instance",
            t => new
            {
                id = t.Column<Guid>(),
                type_id = t.Column<Guid>(),
                version_id = t.Column<Guid>(),
                subject_type = t.Column<string>(maxLength: 40),
                subject_id = t.Column<Guid>(),
                status = t.Column<string>(maxLength: 40),
                live_key = t.Column<string>(maxLength: 120, nullable: true),
                memory = t.Column<string>(),
                steps = t.Column<int>(),
                fault = t.Column<string>(maxLength: 100, nullable: true),
                fault_arguments = t.Column<string>(),
                created_utc = t.Column<DateTime>(),
                modified_utc = t.Column<DateTime>(),
                version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_workflows_instance", c => c.id));
        migrationBuilder.CreateIndex("IX_workflows_instance_live_key", "workflows_instance", "live_key", unique: true);
        migrationBuilder.CreateIndex("IX_workflows_instance_subject_type_subject_id", "workflows_instance", ["subject_type", "subject_id"]);
        migrationBuilder.CreateIndex("IX_workflows_instance_type_id_status", "workflows_instance", ["type_id", "status"]);

        migrationBuilder.CreateTable(
            "workflows_journal",
            t => new
            {
                id = t.Column<Guid>(),
                instance_id = t.Column<Guid>(),
                subject_type = t.Column<string>(maxLength: 40),
                subject_id = t.Column<Guid>(),
                step = t.Column<int>(),
                at_utc = t.Column<DateTime>(),
                activity_id = t.Column<string>(maxLength: 40, nullable: true),
                activity = t.Column<string>(maxLength: 100),
                title = t.Column<string>(maxLength: 200, nullable: true),
                outcome = t.Column<string>(maxLength: 100, nullable: true),
                why = t.Column<string>(maxLength: 100, nullable: true),
                why_arguments = t.Column<string>(),
                by = t.Column<Guid>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_workflows_journal", c => c.id));
        migrationBuilder.CreateIndex("IX_workflows_journal_subject_type_subject_id", "workflows_journal", ["subject_type", "subject_id"]);
        migrationBuilder.CreateIndex("IX_workflows_journal_instance_id_step", "workflows_journal", ["instance_id", "step"], unique: true);

        migrationBuilder.CreateTable(
            "workflows_wait",
            t => new
            {
                id = t.Column<Guid>(),
                instance_id = t.Column<Guid>(),
                subject_type = t.Column<string>(maxLength: 40),
                subject_id = t.Column<Guid>(),
                activity_id = t.Column<string>(maxLength: 40),
                step = t.Column<int>(),
                kind = t.Column<string>(maxLength: 40),
                principal = t.Column<string>(maxLength: 100, nullable: true),
                assignee_name = t.Column<string>(maxLength: 200, nullable: true),
                except = t.Column<Guid>(nullable: true),
                title = t.Column<string>(maxLength: 200, nullable: true),
                form = t.Column<string>(maxLength: 60, nullable: true),
                actions = t.Column<string>(nullable: true),
                event_name = t.Column<string>(maxLength: 100, nullable: true),
                due_utc = t.Column<DateTime>(nullable: true),
                created_utc = t.Column<DateTime>(),
                ended_utc = t.Column<DateTime>(nullable: true),
                outcome = t.Column<string>(maxLength: 100, nullable: true),
                ended_by = t.Column<Guid>(nullable: true),
                version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_workflows_wait", c => c.id));
        migrationBuilder.CreateIndex("IX_workflows_wait_principal_ended_utc_due_utc", "workflows_wait", ["principal", "ended_utc", "due_utc"]);
        migrationBuilder.CreateIndex("IX_workflows_wait_kind_ended_utc_due_utc", "workflows_wait", ["kind", "ended_utc", "due_utc"]);
        migrationBuilder.CreateIndex(
            "IX_workflows_wait_subject_type_subject_id_ended_utc", "workflows_wait", ["subject_type", "subject_id", "ended_utc"]);
        migrationBuilder.CreateIndex("IX_workflows_wait_instance_id", "workflows_wait", "instance_id");
    }
}
