using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntranetInnovation.IdeaBank.Migrations;

[DbContext(typeof(AppDb))]
[Migration("2026112240_IdeaBank_Year")]
internal sealed class M2026112240_IdeaBank_Year : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("year", "ideabank_entry", maxLength: 4, nullable: true);

        // What is in the bank already gets its year: at the turn of the year Stockholm is always an hour ahead of UTC.
        migrationBuilder.Sql(ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite"
            ? "UPDATE ideabank_entry SET year = strftime('%Y', submitted_utc, '+1 hour')"
            : "UPDATE ideabank_entry SET year = to_char((submitted_utc AT TIME ZONE 'UTC') + interval '1 hour', 'YYYY')");
    }
}
