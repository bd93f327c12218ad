using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Notifications.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112145_Notifications_Create")]
internal sealed class M2026112145_Notifications_Create : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "notifications_notice",
            t => new
            {
                id = t.Column<Guid>(),
                person_id = t.Column<Guid>(),
                kind = t.Column<string>(maxLength: 40),
                subject_type = t.Column<string>(maxLength: 40),
                subject_id = t.Column<Guid>(),
                parameters = t.Column<string>(maxLength: 1000),
                created_utc = t.Column<DateTime>(),
                read_utc = t.Column<DateTime>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_notifications_notice", c => c.id));
        migrationBuilder.CreateIndex("IX_notifications_notice_person_id_created_utc", "notifications_notice", ["person_id", "created_utc"]);
        migrationBuilder.CreateIndex("IX_notifications_notice_person_id_read_utc", "notifications_notice", ["person_id", "read_utc"]);

        migrationBuilder.CreateTable(
            "notifications_mail",
            t => new
            {
                id = t.Column<Guid>(),
                to = t.Column<string>(maxLength: 254),
                subject = t.Column<string>(maxLength: 200),
                body = t.Column<string>(maxLength: 4000),
                message_id = t.Column<string>(maxLength: 300),
                status = t.Column<string>(maxLength: 40),
                created_utc = t.Column<DateTime>(),
                claimed_utc = t.Column<DateTime>(nullable: true),
                next_try_utc = t.Column<DateTime>(nullable: true),
                sent_utc = t.Column<DateTime>(nullable: true),
                attempts = t.Column<int>(),
                last_error = t.Column<string>(maxLength: 1000, nullable: true),
                version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_notifications_mail", c => c.id));
        migrationBuilder.CreateIndex("IX_notifications_mail_status_created_utc", "notifications_mail", ["status", "created_utc"]);
    }
}
