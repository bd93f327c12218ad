using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.IdeaBank.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026120110_IdeaBank_Lexicon")]
internal sealed class M2026120110_IdeaBank_Lexicon : Migration
{
    // What the entries lack is filled in by the rebuild that the next start begins, since the analyzer has a new version; until then they are found, but come last and count in no facet.
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP TABLE IF EXISTS ideabank_gram");
        migrationBuilder.Sql("ALTER TABLE ideabank_stats ADD COLUMN stamp bigint NOT NULL DEFAULT 0");
        migrationBuilder.Sql("CREATE TABLE ideabank_change (slot integer NOT NULL PRIMARY KEY, stamp bigint NOT NULL, terms text NOT NULL)");
        migrationBuilder.Sql("CREATE TABLE ideabank_kind (id bigint NOT NULL PRIMARY KEY, text text NOT NULL)");
        migrationBuilder.AddColumn<long>("kind", "ideabank_entry", nullable: false, defaultValue: 0L);
        migrationBuilder.AddColumn<byte[]>("terms", "ideabank_entry", nullable: true);
    }
}
