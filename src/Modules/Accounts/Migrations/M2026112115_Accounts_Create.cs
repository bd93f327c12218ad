using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Accounts.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112115_Accounts_Create")]
internal sealed class M2026112115_Accounts_Create : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "accounts_account",
            t => new
            {
                id = t.Column<Guid>(),
                user_name = t.Column<string>(maxLength: 64),
                normalized_user_name = t.Column<string>(maxLength: 64),
                password_hash = t.Column<string>(maxLength: 200, nullable: true),
                security_stamp = t.Column<string>(maxLength: 64, nullable: true),
                concurrency_stamp = t.Column<string>(maxLength: 64, nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_accounts_account", c => c.id));
        migrationBuilder.CreateIndex("IX_accounts_account_normalized_user_name", "accounts_account", "normalized_user_name", unique: true);

        migrationBuilder.CreateTable(
            "accounts_one_time_link",
            t => new
            {
                code_hash = t.Column<string>(maxLength: 64),
                purpose = t.Column<string>(maxLength: 40),
                person_id = t.Column<Guid>(nullable: true),
                expires_utc = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("PK_accounts_one_time_link", c => c.code_hash));

        migrationBuilder.CreateTable(
            "accounts_attempt",
            t => new { key = t.Column<string>(maxLength: 64), count = t.Column<int>(), since_utc = t.Column<DateTime>() },
            constraints: t => t.PrimaryKey("PK_accounts_attempt", c => c.key));
    }
}
