using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Organisation.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112210_Organisation_Absences")]
internal sealed class M2026112210_Organisation_Absences : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateOnly>("closed_on", "organisation_department", nullable: true);
        migrationBuilder.AddColumn<DateOnly>("closed_on", "organisation_unit", nullable: true);

        migrationBuilder.CreateTable(
            "organisation_absence",
            t => new
            {
                id = t.Column<Guid>(),
                person_id = t.Column<Guid>(),
                substitute_id = t.Column<Guid>(),
                first_day = t.Column<DateOnly>(),
                last_day = t.Column<DateOnly>(),
                begun_utc = t.Column<DateTime>(nullable: true),
            },
            constraints: t => t.PrimaryKey("PK_organisation_absence", c => c.id));
        migrationBuilder.CreateIndex("IX_organisation_absence_person_id", "organisation_absence", "person_id");
        migrationBuilder.CreateIndex("IX_organisation_absence_substitute_id", "organisation_absence", "substitute_id");

        migrationBuilder.CreateTable(
            "organisation_former_name",
            t => new
            {
                place_id = t.Column<Guid>(),
                kind = t.Column<string>(maxLength: 40),
                until_day = t.Column<DateOnly>(),
                name = t.Column<string>(maxLength: 100),
            },
            constraints: t => t.PrimaryKey("PK_organisation_former_name", c => new { c.place_id, c.kind, c.until_day }));
    }
}
