using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Workflows.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112302_Workflows_Trials")]
internal sealed class M2026112302_Workflows_Trials : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "workflows_trial",
            t => new
            {
                id = t.Column<Guid>(),
                type_id = t.Column<Guid>(),
                name = t.Column<string>(maxLength: 200),
                author = t.Column<Guid>(nullable: true),
                said = t.Column<string>(),
                choices = t.Column<string>(),
                path = t.Column<string>(),
                created_utc = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("PK_workflows_trial", c => c.id));
        migrationBuilder.CreateIndex("IX_workflows_trial_type_id", "workflows_trial", "type_id");
    }
}
