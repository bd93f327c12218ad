using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.IdeaBank.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112331_IdeaBank_MissedSearches")]
internal sealed class M2026112331_IdeaBank_MissedSearches : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "ideabank_missed_search",
            t => new
            {
                text = t.Column<string>(maxLength: 100),
                times = t.Column<int>(),
                days = t.Column<int>(),
                last_day = t.Column<DateOnly>(),
            },
            constraints: t => t.PrimaryKey("PK_ideabank_missed_search", c => c.text));
        migrationBuilder.CreateIndex("IX_ideabank_missed_search_last_day", "ideabank_missed_search", "last_day");
    }
}
