using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Notifications.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112245_Notifications_Choices")]
internal sealed class M2026112245_Notifications_Choices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "notifications_preference",
            t => new
            {
                person_id = t.Column<Guid>(),
                topic = t.Column<string>(maxLength: 40),
                choice = t.Column<string>(maxLength: 40),
            },
            constraints: t => t.PrimaryKey("PK_notifications_preference", c => new { c.person_id, c.topic }));

        migrationBuilder.CreateTable(
            "notifications_digest_item",
            t => new
            {
                notice_id = t.Column<Guid>(),
                person_id = t.Column<Guid>(),
                topic = t.Column<string>(maxLength: 40),
                due_utc = t.Column<DateTime>(),
                digested_utc = t.Column<DateTime>(nullable: true),
                version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_notifications_digest_item", c => c.notice_id));
        migrationBuilder.CreateIndex("IX_notifications_digest_item_digested_utc_due_utc", "notifications_digest_item", ["digested_utc", "due_utc"]);
        migrationBuilder.CreateIndex("IX_notifications_digest_item_person_id_digested_utc", "notifications_digest_item", ["person_id", "digested_utc"]);
    }
}
