using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.IdeaBank.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112244_IdeaBank_Grams")]
internal sealed class M2026112244_IdeaBank_Grams : Migration
{
    // Filled by the rebuild that the next start begins, since the analyzer has a new version.
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var statement in IndexStore.For(ActiveProvider).CreateGrams)
        {
            migrationBuilder.Sql(statement);
        }
    }
}
