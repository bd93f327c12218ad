using System.Runtime.InteropServices;
using System.Text.Json;
using IntranetInnovation.Kernel.Data;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>A value to filter by and the hits that have it, given all other filters.</summary>
/// <param name="Value">Slug.</param>
/// <param name="Name">The name kept with the proposals; empty when the value is worded elsewhere.</param>
/// <param name="Count">Hits.</param>
internal sealed record FacetValue(string Value, string Name, long Count);

/// <summary>The hits by what they are, facet by facet. A facet's own choices do not narrow its own counts, so one sees what another choice would give.</summary>
internal sealed class Facets
{
    /// <summary>Values of a facet at most, the most frequent ones; a chosen one is always among them.</summary>
    public const int MaxValues = 100;

    // What everyone may see, counted at each save.
    private const string Kept = """

        UNION ALL SELECT '', '', '', CAST(documents AS bigint) FROM ideabank_stats
        UNION ALL SELECT facet, value, name, documents FROM ideabank_facet WHERE documents > 0
        """;

    private readonly IdeaQuery query;
    private readonly HashSet<string>?[] chosen;
    private readonly Dictionary<string, Kind> kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Name, long Count)>[] counts = [.. IdeaQuery.FacetNames.Select(_ => new Dictionary<string, (string, long)>(StringComparer.Ordinal))];
    private long total;

    public Facets(IdeaQuery query) =>
        (this.query, chosen) = (query, [.. IdeaQuery.FacetNames.Select(f => query.Chosen.TryGetValue(f, out var values) ? values.ToHashSet(StringComparer.Ordinal) : null)]);

    public static IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> None { get; } = IdeaQuery.FacetNames.ToDictionary(f => f, _ => (IReadOnlyList<FacetValue>)[]);

    /// <summary>SQL for what a proposal is in every facet, as one text: far fewer different ones than proposals.</summary>
    public static string KindOf(AppDb db) => $"{(db.IsSqlite ? "json_array(" : "json_build_array(")}{Columns}){(db.IsSqlite ? "" : "::text")}";

    /// <summary>Counts a hit, or several of the same kind; true when it has what is chosen.</summary>
    public bool Add(string text, long count = 1)
    {
        ref var kind = ref CollectionsMarshal.GetValueRefOrAddDefault(kinds, text, out _);
        kind ??= Read(text);
        kind.Count += count;
        return kind.Misses == 0;
    }

    /// <summary>Counts all that is asked for, choices left out, in one statement; the whole bank from the counts that are kept.</summary>
    public async Task AddAllAsync(IdeaSearch search, AppDb db, Wanted? wanted, CancellationToken ct)
    {
        // What everyone may see is counted already: then only the few others are counted now.
        var ofAll = wanted is null && !query.HasFilters && query.Said.Without.Count == 0 && search.MayCount;
        var sql = new Sql();
        var rows = await sql.ReadAsync(
            db,
            $"""
            SELECT 'kind', {KindOf(db)}, '', count(*) FROM ideabank_entry e WHERE {(ofAll ? search.Uncounted(sql) : search.Conditions(sql, query, wanted, withFacets: false))} GROUP BY {Columns}{(ofAll ? Kept : "")}
            """,
            r => (Facet: r.DbDataReader.GetString(0), Value: r.DbDataReader.GetString(1), Name: r.DbDataReader.GetString(2), Count: r.DbDataReader.GetInt64(3)), ct);
        foreach (var (facet, value, name, count) in rows)
        {
            switch (facet)
            {
                case "":
                    total += count;
                    break;
                case "kind":
                    Add(value, count);
                    break;
                default:
                    Count(IdeaQuery.FacetNames.IndexOf(facet), value, name, count);
                    break;
            }
        }
    }

    /// <summary>How many hits have what is chosen in every facet, and the counts: each facet's most frequent values first, years in their own order.</summary>
    public (long Total, IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Counts) Result()
    {
        foreach (var kind in kinds.Values.Where(k => k.Misses <= 1))
        {
            total += kind.Misses == 0 ? kind.Count : 0;
            foreach (var (value, i) in kind.Values.Select((v, i) => (v, i)).Where(v => v.v.Length > 0 && (kind.Misses == 0 || v.i == kind.Missed)))
            {
                Count(i, value, kind.Names[i], kind.Count);
            }
        }

        kinds.Clear();
        return (total, IdeaQuery.FacetNames.Select((f, i) => (Facet: f, Values: Values(f, counts[i].Select(c => new FacetValue(c.Key, c.Value.Name, c.Value.Count))))).ToDictionary(f => f.Facet, f => f.Values));
    }

    /// <summary>All that <see cref="KindOf"/> needs.</summary>
    public static string Columns => string.Join(", ", IdeaQuery.FacetNames.Concat(["department_name", "unit_name"]).Select(f => $"e.{f}"));

    private void Count(int facet, string value, string name, long count)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(counts[facet], value, out var isKnown);
        known = (isKnown && string.CompareOrdinal(known.Name, name) > 0 ? known.Name : name, known.Count + count);
    }

    private Kind Read(string text)
    {
        var parts = JsonSerializer.Deserialize<string?[]>(text)!;
        string[] values = [.. parts.Take(chosen.Length).Select(p => p ?? "")];
        var missed = Enumerable.Range(0, chosen.Length).Where(i => chosen[i] is { } wanted && !wanted.Contains(values[i])).ToList();
        return new(values, [.. IdeaQuery.FacetNames.Select(f => (f switch { "department" => parts[^2], "unit" => parts[^1], _ => null }) ?? "")], missed.Count, missed.FirstOrDefault(-1));
    }

    private IReadOnlyList<FacetValue> Values(string facet, IEnumerable<FacetValue> counted)
    {
        // Years are looked for in their own order.
        var sorted = facet == "year"
            ? counted.OrderByDescending(v => v.Value, StringComparer.Ordinal).ToList()
            : counted.OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal).ToList();
        var own = query.ChosenOf(facet);

        // A choice that gives nothing stays to be seen, and taken back.
        return [.. sorted.Where((v, i) => i < MaxValues || own.Contains(v.Value)), .. own.Where(c => sorted.All(v => v.Value != c)).Select(c => new FacetValue(c, "", 0))];
    }

    /// <summary>What some proposals are.</summary>
    /// <param name="Values">In every facet; empty for nothing.</param>
    /// <param name="Names">Of the values, where they are kept.</param>
    /// <param name="Misses">Facets with choices that it does not have.</param>
    /// <param name="Missed">The first of them.</param>
    private sealed record Kind(string[] Values, string[] Names, int Misses, int Missed)
    {
        public long Count { get; set; }
    }
}
