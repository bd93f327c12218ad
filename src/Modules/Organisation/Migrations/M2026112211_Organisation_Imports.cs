using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Organisation.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112211_Organisation_Imports")]
internal sealed class M2026112211_Organisation_Imports : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateTable(
            "organisation_pending_import",
            t => new
            {
                id = t.Column<Guid>(),
                kind = t.Column<string>(maxLength: 40),
                text = t.Column<string>(),
                made_by = t.Column<Guid>(),
                made_utc = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("PK_organisation_pending_import", c => c.id));
}
