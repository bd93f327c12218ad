using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.GoodExamples.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112135_GoodExamples_Create")]
internal sealed class M2026112135_GoodExamples_Create : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "goodexamples_example",
            t => new
            {
                id = t.Column<Guid>(),
                proposal_id = t.Column<Guid>(nullable: true),
                published_department_id = t.Column<Guid>(nullable: true),
                revised_utc = t.Column<DateTime>(nullable: true),
                slug = t.Column<string>(maxLength: 80),
                draft = t.Column<string>(nullable: true),
                published = t.Column<string>(nullable: true),
                published_utc = t.Column<DateTime>(nullable: true),
                created_utc = t.Column<DateTime>(),
                modified_utc = t.Column<DateTime>(),
                modified_by = t.Column<Guid>(nullable: true),
                version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_goodexamples_example", c => c.id));
        migrationBuilder.CreateIndex("IX_goodexamples_example_slug", "goodexamples_example", "slug", unique: true);
        migrationBuilder.CreateIndex("IX_goodexamples_example_published_utc", "goodexamples_example", "published_utc");
        migrationBuilder.CreateIndex("IX_goodexamples_example_proposal_id", "goodexamples_example", "proposal_id", unique: true);
    }
}
