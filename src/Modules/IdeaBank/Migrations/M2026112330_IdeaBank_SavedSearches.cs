using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.IdeaBank.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112330_IdeaBank_SavedSearches")]
internal sealed class M2026112330_IdeaBank_SavedSearches : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "ideabank_saved_search",
            t => new
            {
                id = t.Column<Guid>(),
                person_id = t.Column<Guid>(),
                name = t.Column<string>(maxLength: 120),
                address = t.Column<string>(maxLength: 2_000),
                tells = t.Column<bool>(),
                saved_utc = t.Column<DateTime>(),
                looked_utc = t.Column<DateTime>(),
                quiet_until_utc = t.Column<DateTime>(nullable: true),
                version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_ideabank_saved_search", c => c.id));
        migrationBuilder.CreateIndex("IX_ideabank_saved_search_person_id", "ideabank_saved_search", "person_id");
        migrationBuilder.CreateIndex("IX_ideabank_saved_search_tells_looked_utc", "ideabank_saved_search", ["tells", "looked_utc"]);
        migrationBuilder.CreateTable(
            "ideabank_new",
            t => new
            {
                id = t.Column<Guid>(),
                number = t.Column<int>(),
                since_utc = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("PK_ideabank_new", c => c.id));
        migrationBuilder.CreateIndex("IX_ideabank_new_since_utc_number", "ideabank_new", ["since_utc", "number"]);
    }
}
