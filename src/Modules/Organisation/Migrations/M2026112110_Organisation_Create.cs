using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.Organisation.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112110_Organisation_Create")]
internal sealed class M2026112110_Organisation_Create : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "organisation_department",
            t => new
            {
                id = t.Column<Guid>(),
                slug = t.Column<string>(maxLength: 80),
                name = t.Column<string>(maxLength: 100),
                authority = t.Column<string>(maxLength: 100),
                version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_organisation_department", c => c.id));
        migrationBuilder.CreateIndex("IX_organisation_department_slug", "organisation_department", "slug", unique: true);

        migrationBuilder.CreateTable(
            "organisation_unit",
            t => new
            {
                id = t.Column<Guid>(),
                department_id = t.Column<Guid>(),
                slug = t.Column<string>(maxLength: 80),
                name = t.Column<string>(maxLength: 100),
                version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_organisation_unit", c => c.id));
        migrationBuilder.CreateIndex("IX_organisation_unit_slug", "organisation_unit", "slug", unique: true);
        migrationBuilder.CreateIndex("IX_organisation_unit_department_id", "organisation_unit", "department_id");

        migrationBuilder.CreateTable(
            "organisation_head_count",
            t => new
            {
                department_id = t.Column<Guid>(),
                as_of = t.Column<DateOnly>(),
                employees = t.Column<int>(),
                is_example = t.Column<bool>(),
            },
            constraints: t => t.PrimaryKey("PK_organisation_head_count", c => new { c.department_id, c.as_of }));

        migrationBuilder.CreateTable(
            "organisation_person",
            t => new
            {
                id = t.Column<Guid>(),
                user_name = t.Column<string>(maxLength: 64),
                name = t.Column<string>(maxLength: 100),
                email = t.Column<string>(maxLength: 254, nullable: true),
                title = t.Column<string>(maxLength: 100, nullable: true),
                department_id = t.Column<Guid>(),
                unit_id = t.Column<Guid>(nullable: true),
                manager_id = t.Column<Guid>(nullable: true),
                active = t.Column<bool>(),
                language = t.Column<string>(maxLength: 5),
                version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_organisation_person", c => c.id));
        migrationBuilder.CreateIndex("IX_organisation_person_user_name", "organisation_person", "user_name", unique: true);
        migrationBuilder.CreateIndex("IX_organisation_person_unit_id", "organisation_person", "unit_id");

        migrationBuilder.CreateTable(
            "organisation_role_assignment",
            t => new { person_id = t.Column<Guid>(), role = t.Column<string>(maxLength: 40), scope = t.Column<Guid>() },
            constraints: t => t.PrimaryKey("PK_organisation_role_assignment", c => new { c.person_id, c.role, c.scope }));
        migrationBuilder.CreateIndex("IX_organisation_role_assignment_role_scope", "organisation_role_assignment", ["role", "scope"]);

        migrationBuilder.CreateTable(
            "organisation_goal",
            t => new
            {
                id = t.Column<Guid>(),
                slug = t.Column<string>(maxLength: 80),
                title = t.Column<string>(maxLength: 120),
                description = t.Column<string>(maxLength: 500),
                kind = t.Column<string>(maxLength: 40),
                version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_organisation_goal", c => c.id));
        migrationBuilder.CreateIndex("IX_organisation_goal_slug", "organisation_goal", "slug", unique: true);

        migrationBuilder.CreateTable(
            "organisation_indicator_goal",
            t => new { year = t.Column<int>(), indicator = t.Column<string>(maxLength: 40), target = t.Column<decimal>() },
            constraints: t => t.PrimaryKey("PK_organisation_indicator_goal", c => new { c.year, c.indicator }));
    }
}
