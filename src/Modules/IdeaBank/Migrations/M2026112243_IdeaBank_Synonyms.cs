using IntranetInnovation.IdeaBank.Synonyms;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.IdeaBank.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112243_IdeaBank_Synonyms")]
internal sealed class M2026112243_IdeaBank_Synonyms : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "ideabank_synonym",
            t => new
            {
                id = t.Column<Guid>(),
                words = t.Column<string>(maxLength: Synonym.TextMax),
                means = t.Column<string>(maxLength: Synonym.TextMax, nullable: true),
                version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("PK_ideabank_synonym", c => c.id));
        migrationBuilder.CreateTable(
            "ideabank_synonym_key",
            t => new
            {
                key = t.Column<string>(maxLength: SynonymKey.Max),
                means = t.Column<string>(maxLength: SynonymKey.Max),
                synonym_id = t.Column<Guid>(),
            },
            constraints: t => t.PrimaryKey("PK_ideabank_synonym_key", c => new { c.key, c.means, c.synonym_id }));
        migrationBuilder.CreateIndex("IX_ideabank_synonym_key_synonym_id", "ideabank_synonym_key", "synonym_id");
    }
}
