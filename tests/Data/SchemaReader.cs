using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Data.Tests;

/// <summary>A database's schema as sorted lines that can be compared: tables, columns with type and nullability, keys, indexes.</summary>
internal static class SchemaReader
{
    /// <summary>Tables that EF does not know: its own bookkeeping, and the search tables that differ between the databases (made in the pairs of provider files).</summary>
    private static readonly string[] Outside = ["__EF", "sqlite_", "ideabank_text", "ideabank_term", "ideabank_change", "ideabank_kind", "ideabank_facet", "ideabank_stats"];

    private const string Sqlite = """
        SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN ' not null' ELSE '' END
               || CASE WHEN c.pk > 0 THEN ' key ' || c.pk ELSE '' END || CASE WHEN c.pk > 0 AND t.sql LIKE '%AUTOINCREMENT%' THEN ' counts' ELSE '' END AS "Value"
        FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'
        UNION ALL
        SELECT 'index ' || t.name || '.' || CASE WHEN i.name LIKE 'sqlite_autoindex%' THEN 'auto ' || i.origin ELSE i.name END || CASE WHEN i."unique" = 1 THEN ' unique' ELSE '' END
               || ' (' || (SELECT group_concat(coalesce(x.name, '?') || CASE WHEN x."desc" = 1 THEN ' desc' ELSE '' END, ', ') FROM pragma_index_xinfo(i.name) x WHERE x.key = 1) || ')'
               || coalesce((SELECT ' where' || substr(s.sql, instr(upper(s.sql), ' WHERE ') + 6) FROM sqlite_master s WHERE s.name = i.name AND i.partial = 1), '')
        FROM sqlite_master t, pragma_index_list(t.name) i WHERE t.type = 'table'
        UNION ALL
        SELECT 'foreign ' || t.name || '.' || f."from" || ' to ' || f."table" || '.' || coalesce(f."to", '?') || ' ' || f.on_delete
        FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
        """;

    private const string Postgres = """
        SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || coalesce('(' || character_maximum_length || ')', '')
               || CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE '' END || CASE WHEN is_identity = 'YES' THEN ' identity' ELSE '' END AS "Value"
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT 'index ' || tablename || '.' || indexname || ' ' || regexp_replace(indexdef, '^CREATE (UNIQUE )?INDEX .* USING', '\1USING') FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL
        SELECT 'constraint ' || conrelid::regclass || '.' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        """;

    public static async Task<IReadOnlyList<string>> ReadAsync(AppDb db)
    {
        var lines = await db.Database.SqlQueryRaw<string>(db.IsSqlite ? Sqlite : Postgres).ToListAsync();
        return [.. lines.Where(l => !Outside.Any(o => l.Contains($" {o}", StringComparison.Ordinal) || l.Contains($" \"{o}", StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
    }
}
