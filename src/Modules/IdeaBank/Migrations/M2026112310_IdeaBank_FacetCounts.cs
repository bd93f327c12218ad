using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.IdeaBank.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112310_IdeaBank_FacetCounts")]
internal sealed class M2026112310_IdeaBank_FacetCounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(IndexStore.For(ActiveProvider).CreateFacetCounts);
        foreach (var facet in IdeaQuery.FacetNames)
        {
            migrationBuilder.Sql(
                $"INSERT INTO ideabank_facet (facet, value, name, documents) SELECT '{facet}', {facet}, {(facet is "department" or "unit" ? $"max({facet}_name)" : "''")}, count(*) FROM ideabank_entry e " +
                $"WHERE e.is_counted AND {facet} IS NOT NULL AND {facet} <> '' GROUP BY {facet}");
        }

        migrationBuilder.DropIndex("IX_ideabank_entry_campaign", "ideabank_entry");
        migrationBuilder.CreateIndex("IX_ideabank_entry_campaign_submitted_utc", "ideabank_entry", ["campaign", "submitted_utc"]);
        migrationBuilder.CreateIndex("IX_ideabank_entry_is_counted", "ideabank_entry", "is_counted", filter: "NOT is_counted");
    }
}
