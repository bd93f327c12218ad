using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Workflows.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112300_Workflows_Events")]
internal sealed class M2026112300_Workflows_Events : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<bool>("overdue_told", "workflows_wait", nullable: false, defaultValue: false);

        migrationBuilder.CreateTable(
            "workflows_call",
            t => new
            {
                id = t.Column<Guid>(),
                instance_id = t.Column<Guid>(),
                method = t.Column<string>(maxLength: 10),
                url = t.Column<string>(maxLength: 2000),
                headers = t.Column<string>(maxLength: 4000),
                body = t.Column<string>(nullable: true),
                content_type = t.Column<string>(maxLength: 100),
                created_utc = t.Column<DateTime>(),
                attempts = t.Column<int>(),
                next_try_utc = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("PK_workflows_call", c => c.id));
        migrationBuilder.CreateIndex("IX_workflows_call_next_try_utc", "workflows_call", "next_try_utc");
        migrationBuilder.CreateIndex("IX_workflows_call_instance_id", "workflows_call", "instance_id");
    }
}
