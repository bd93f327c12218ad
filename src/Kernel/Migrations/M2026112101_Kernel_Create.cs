using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Kernel.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112101_Kernel_Create")]
internal sealed class M2026112101_Kernel_Create : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "kernel_counter",
            t => new { name = t.Column<string>(maxLength: 60), value = t.Column<int>() },
            constraints: t => t.PrimaryKey("PK_kernel_counter", c => c.name));

        migrationBuilder.CreateTable(
            "kernel_outbox",
            t => new
            {
                id = t.Column<Guid>(),
                type = t.Column<string>(maxLength: 100),
                body = t.Column<string>(),
                raised_utc = t.Column<DateTime>(),
                delivered_utc = t.Column<DateTime>(nullable: true),
                next_try_utc = t.Column<DateTime>(nullable: true),
                attempts = t.Column<int>(),
                last_error = t.Column<string>(maxLength: 2000, nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_kernel_outbox", c => c.id));
        migrationBuilder.CreateIndex("IX_kernel_outbox_delivered_utc_id", "kernel_outbox", ["delivered_utc", "id"]);

        migrationBuilder.CreateTable(
            "kernel_outbox_delivery",
            t => new { message_id = t.Column<Guid>(), listener = t.Column<string>(maxLength: 200) },
            constraints: t => t.PrimaryKey("PK_kernel_outbox_delivery", c => new { c.message_id, c.listener }));

        migrationBuilder.CreateTable(
            "kernel_job",
            t => new
            {
                name = t.Column<string>(maxLength: 100),
                next_due_utc = t.Column<DateTime>(),
                last_run_utc = t.Column<DateTime>(nullable: true),
                leased_until_utc = t.Column<DateTime>(nullable: true),
                leased_by = t.Column<string>(maxLength: 40, nullable: true),
                last_error = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_kernel_job", c => c.name));

        migrationBuilder.CreateTable(
            "kernel_setting",
            t => new { name = t.Column<string>(maxLength: 100), value = t.Column<string>() },
            constraints: t => t.PrimaryKey("PK_kernel_setting", c => c.name));
    }
}
