using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Workflows.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112225_Workflows_Follow")]
internal sealed class M2026112225_Workflows_Follow : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("origin", "workflows_wait", maxLength: 40, nullable: true);
        migrationBuilder.AddColumn<DateTime>("answer_due_utc", "workflows_wait", nullable: true);
        migrationBuilder.AddColumn<DateTime>("remind_utc", "workflows_wait", nullable: true);
        migrationBuilder.AddColumn<string>("reminders", "workflows_wait", nullable: true);
        migrationBuilder.CreateIndex("IX_workflows_wait_remind_utc", "workflows_wait", "remind_utc");
        migrationBuilder.CreateIndex("IX_workflows_wait_ended_by_ended_utc", "workflows_wait", ["ended_by", "ended_utc"]);

        migrationBuilder.AddColumn<string>("fault_activity_id", "workflows_instance", maxLength: 40, nullable: true);
        migrationBuilder.AddColumn<string>("fault_trigger", "workflows_instance", maxLength: 100, nullable: true);
        migrationBuilder.CreateIndex("IX_workflows_instance_status_created_utc", "workflows_instance", ["status", "created_utc"]);

        migrationBuilder.CreateTable(
            "workflows_local_day",
            t => new
            {
                day = t.Column<DateOnly>(),
                is_working = t.Column<bool>(),
                name = t.Column<string>(maxLength: 100),
            },
            constraints: t => t.PrimaryKey("PK_workflows_local_day", c => c.day));
    }
}
