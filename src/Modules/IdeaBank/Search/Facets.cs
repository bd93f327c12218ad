using System.Runtime.InteropServices;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;

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

        UNION ALL SELECT '', '', '', 0, CAST(documents AS bigint) FROM ideabank_stats
        UNION ALL SELECT facet, value, name, 0, documents FROM ideabank_facet WHERE documents > 0
        """;

    private readonly IdeaQuery query;
    private readonly HashSet<string>?[] chosen;
    private readonly Dictionary<long, Kind> kinds = [];
    private readonly Dictionary<string, (string Name, long Count)>[] counts = [.. IdeaQuery.FacetNames.Select(_ => new Dictionary<string, (string, long)>(StringComparer.Ordinal))];
    private long total;

    public Facets(IdeaQuery query) =>
        (this.query, chosen) = (query, [.. IdeaQuery.FacetNames.Select(f => query.Chosen.TryGetValue(f, out var values) ? values.ToHashSet(StringComparer.Ordinal) : null)]);

    public static IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> None { get; } = IdeaQuery.FacetNames.ToDictionary(f => f, _ => (IReadOnlyList<FacetValue>)[]);

    /// <summary>Counts hits.</summary>
    public Task AddAsync(AppDb db, IEnumerable<Candidate> hits, CancellationToken ct)
    {
        var some = new Dictionary<long, long>();
        foreach (var hit in hits)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(some, hit.Kind, out _)++;
        }

        return AddAsync(db, some, ct);
    }

    /// <summary>True for a kind that was counted and has what is chosen.</summary>
    public bool Has(long kind) => kinds[kind].Misses == 0;

    /// <summary>Counts all that is asked for, choices left out, in one statement; the whole bank from the counts that are kept.</summary>
    public async Task AddAllAsync(IdeaSql bank, AppDb db, Wanted? wanted, CancellationToken ct)
    {
        // What everyone may see is counted already: then only the few others are counted now.
        var ofAll = wanted is null && !query.HasFilters && query.Said.Without.Count == 0 && bank.MayCount;
        var sql = new Sql();
        var rows = await sql.ReadAsync(
            db,
            $"SELECT 'kind', '', '', e.kind, count(*) FROM ideabank_entry e WHERE {(ofAll ? bank.Uncounted(sql) : bank.Conditions(sql, query, wanted, withFacets: false))} GROUP BY e.kind{(ofAll ? Kept : "")}",
            r => (Facet: r.DbDataReader.GetString(0), Value: r.DbDataReader.GetString(1), Name: r.DbDataReader.GetString(2), Kind: r.DbDataReader.GetInt64(3), Count: r.DbDataReader.GetInt64(4)), ct);
        await AddAsync(db, rows.Where(r => r.Facet == "kind").ToDictionary(r => r.Kind, r => r.Count), ct);
        foreach (var (facet, value, name, _, count) in rows.Where(r => r.Facet != "kind"))
        {
            if (facet.Length == 0)
            {
                total += count;
            }
            else
            {
                Count(IdeaQuery.FacetNames.IndexOf(facet), value, name, count);
            }
        }
    }

    /// <summary>How many hits have what is chosen in every facet, and the counts: each facet's most frequent values first, years in their own order.</summary>
    public (long Total, IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Counts) Result()
    {
        foreach (var kind in kinds.Values.Where(k => k.Misses <= 1))
        {
            total += kind.Misses == 0 ? kind.Count : 0;
            for (var i = 0; i < kind.Values.Count; i++)
            {
                if (kind.Values[i] is { Value.Length: > 0 } value && (kind.Misses == 0 || i == kind.Missed))
                {
                    Count(i, value.Value, value.Name, kind.Count);
                }
            }
        }

        kinds.Clear();
        return (total, IdeaQuery.FacetNames.Select((f, i) => (Facet: f, Values: Values(f, counts[i].Select(c => new FacetValue(c.Key, c.Value.Name, c.Value.Count))))).ToDictionary(f => f.Facet, f => f.Values));
    }

    private async Task AddAsync(AppDb db, Dictionary<long, long> some, CancellationToken ct)
    {
        var known = await db.GetService<FacetKinds>().OfAsync(db, some.Keys, ct);
        foreach (var (id, count) in some)
        {
            ref var kind = ref CollectionsMarshal.GetValueRefOrAddDefault(kinds, id, out _);
            kind ??= Of(known.GetValueOrDefault(id) ?? []);
            kind.Count += count;
        }
    }

    private void Count(int facet, string value, string name, long count)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(counts[facet], value, out var isKnown);
        known = (isKnown && string.CompareOrdinal(known.Name, name) > 0 ? known.Name : name, known.Count + count);
    }

    // One that is not known was indexed by an earlier version: it has nothing that could be chosen until the index has been made anew.
    private Kind Of(IReadOnlyList<FacetValueOf> values)
    {
        var missed = Enumerable.Range(0, chosen.Length).Where(i => chosen[i] is { } wanted && !(values.Count > 0 && wanted.Contains(values[i].Value ?? ""))).ToList();
        return new(values, missed.Count, missed.FirstOrDefault(-1));
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
    /// <param name="Values">In every facet.</param>
    /// <param name="Misses">Facets with choices that it does not have.</param>
    /// <param name="Missed">The first of them.</param>
    private sealed record Kind(IReadOnlyList<FacetValueOf> Values, int Misses, int Missed)
    {
        public long Count { get; set; }
    }
}
