using IntranetInnovation.Kernel.Data;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>A value to filter by and the hits that have it, given all other filters.</summary>
/// <param name="Value">Slug.</param>
/// <param name="Name">The name kept with the proposals; empty when the value is worded elsewhere.</param>
/// <param name="Count">Hits.</param>
internal sealed record FacetValue(string Value, string Name, long Count);

internal static class Facets
{
    /// <summary>Values of a facet at most, the most frequent ones; a chosen one is always among them.</summary>
    public const int MaxValues = 100;

    public static IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> None { get; } = IdeaQuery.FacetNames.ToDictionary(f => f, _ => (IReadOnlyList<FacetValue>)[]);

    // What everyone may see is counted already: only the few others are counted then.
    private const string Kept = """

        UNION ALL SELECT '', '', '', CAST(documents AS bigint) FROM ideabank_stats
        UNION ALL SELECT facet, value, name, documents FROM ideabank_facet WHERE documents > 0
        """;

    /// <summary>
    /// The total and all counts, in one statement; of the whole bank from the counts that are kept. A facet's own choices do not narrow its own counts, so one sees what another choice would give.
    /// </summary>
    public static async Task<(long Total, IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Facets)> CountAsync(
        IdeaSearch search, AppDb db, IdeaQuery query, Wanted? wanted, CancellationToken ct)
    {
        var sql = new Sql();
        var ofAll = wanted is null && !query.HasFilters && query.Said.Without.Count == 0 && search.MayCount;
        var matching = ofAll ? search.Uncounted(sql) : search.Conditions(sql, query, wanted, withFacets: false);
        var chosen = query.Chosen.ToDictionary(c => c.Key, c => $"m.{c.Key} IN ({sql.AddAll(c.Value)})");
        string Others(string? facet) => string.Concat(chosen.Where(c => c.Key != facet).Select(c => $" AND {c.Value}"));
        var parts = IdeaQuery.FacetNames.Select(f =>
            $"SELECT '{f}', m.{f}, {Name(f, "m")}, count(*) FROM m WHERE m.{f} IS NOT NULL AND m.{f} <> ''{Others(f)} GROUP BY m.{f}");
        var rows = await sql.ReadAsync(
            db,
            $"""
            WITH m AS (SELECT {string.Join(", ", IdeaQuery.FacetNames.Select(f => $"e.{f}"))}, e.department_name, e.unit_name FROM ideabank_entry e WHERE {matching})
            SELECT '', '', '', count(*) FROM m WHERE 1 = 1{Others(null)}
            UNION ALL {string.Join("\nUNION ALL ", parts)}{(ofAll ? Kept : "")}
            """,
            Read, ct);
        var counts = rows.GroupBy(r => (r.Facet, r.Value.Value)).Select(g => (g.Key.Facet, Value: new FacetValue(g.Key.Value, g.Max(r => r.Value.Name)!, g.Sum(r => r.Value.Count)))).ToList();
        return (counts.Single(c => c.Facet.Length == 0).Value.Count, IdeaQuery.FacetNames.ToDictionary(f => f, f => Values(query, f, counts.Where(c => c.Facet == f).Select(c => c.Value))));
    }

    private static (string Facet, FacetValue Value) Read(Microsoft.EntityFrameworkCore.Storage.RelationalDataReader row) =>
        (row.DbDataReader.GetString(0), new(row.DbDataReader.GetString(1), row.DbDataReader.GetString(2), row.DbDataReader.GetInt64(3)));

    private static IReadOnlyList<FacetValue> Values(IdeaQuery query, string facet, IEnumerable<FacetValue> counted)
    {
        // Years are looked for in their own order.
        var sorted = facet == "year"
            ? counted.OrderByDescending(v => v.Value, StringComparer.Ordinal).ToList()
            : counted.OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal).ToList();
        var chosen = query.ChosenOf(facet);

        // A choice that gives nothing stays to be seen, and taken back.
        return [.. sorted.Where((v, i) => i < MaxValues || chosen.Contains(v.Value)), .. chosen.Where(c => sorted.All(v => v.Value != c)).Select(c => new FacetValue(c, "", 0))];
    }

    /// <summary>SQL for the name kept with the values of a facet in rows of <paramref name="table"/>.</summary>
    public static string Name(string facet, string table) => facet is "department" or "unit" ? $"max({table}.{facet}_name)" : "''";
}
