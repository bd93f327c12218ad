using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Workflows.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112321_Workflows_TimerStarts")]
internal sealed class M2026112321_Workflows_TimerStarts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "workflows_timer_start",
            t => new
            {
                type_id = t.Column<Guid>(),
                activity_id = t.Column<string>(maxLength: 40),
                subject_type = t.Column<string>(maxLength: 40),
                cron = t.Column<string>(maxLength: 200),
                next_utc = t.Column<DateTime>(),
                after = t.Column<int>(),
                begun = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_workflows_timer_start", c => new { c.type_id, c.activity_id, c.subject_type }));

        migrationBuilder.AddColumn<string>("correlation", "workflows_instance", maxLength: 200, nullable: true);
        migrationBuilder.CreateIndex("IX_workflows_instance_correlation", "workflows_instance", "correlation");
    }
}
