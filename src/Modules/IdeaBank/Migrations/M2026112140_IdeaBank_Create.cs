using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.IdeaBank.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112140_IdeaBank_Create")]
internal sealed class M2026112140_IdeaBank_Create : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "ideabank_entry",
            t => new
            {
                proposal_id = t.Column<Guid>(),
                number = t.Column<int>(),
                title = t.Column<string>(maxLength: 200),
                problem = t.Column<string>(),
                solution = t.Column<string>(),
                benefit = t.Column<string>(),
                status = t.Column<string>(maxLength: 80),
                source = t.Column<string>(maxLength: 80),
                department = t.Column<string>(maxLength: 80),
                department_name = t.Column<string>(maxLength: 200),
                unit = t.Column<string>(maxLength: 80, nullable: true),
                unit_name = t.Column<string>(maxLength: 200, nullable: true),
                campaign = t.Column<string>(maxLength: 80, nullable: true),
                goal = t.Column<string>(maxLength: 80, nullable: true),
                submitted_utc = t.Column<DateTime>(),
                supports = t.Column<int>(),
                is_counted = t.Column<bool>(),
            },
            constraints: t => t.PrimaryKey("PK_ideabank_entry", c => c.proposal_id));
        migrationBuilder.CreateIndex("IX_ideabank_entry_number", "ideabank_entry", "number", unique: true);
        migrationBuilder.CreateIndex("IX_ideabank_entry_submitted_utc_number", "ideabank_entry", ["submitted_utc", "number"]);
        migrationBuilder.CreateIndex("IX_ideabank_entry_supports_submitted_utc", "ideabank_entry", ["supports", "submitted_utc"]);
        migrationBuilder.CreateIndex("IX_ideabank_entry_campaign", "ideabank_entry", "campaign");

        // The search tables differ between the databases and lie in their pair of files.
        foreach (var statement in IndexStore.For(ActiveProvider).Create)
        {
            migrationBuilder.Sql(statement);
        }
    }
}
