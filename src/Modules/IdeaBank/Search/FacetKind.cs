using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>A value of a facet, with the name of its time where it has one of its own.</summary>
internal sealed record FacetValueOf(string Facet, string? Value, string Name);

/// <summary>
/// What a proposal is in every facet at once. There are far fewer kinds than proposals, so hits are counted by kind, a number, and only then by facet. A kind never changes: its number is
/// made of what it says.
/// </summary>
/// <param name="Id">The beginning of the text's SHA-256.</param>
/// <param name="Text">The values of all facets, then the names of department and unit, as a JSON array.</param>
/// <param name="Values">In the order of <see cref="IdeaQuery.FacetNames"/>.</param>
internal sealed record FacetKind(long Id, string Text, IReadOnlyList<FacetValueOf> Values)
{
    public static FacetKind Of(IdeaEntry entry)
    {
        string?[] all = [entry.Department, entry.Unit, entry.Campaign, entry.Status, entry.Goal, entry.Year, entry.Source, entry.DepartmentName, entry.UnitName];
        var text = IndexStore.Json(all);
        return new(BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))), text, Named(all));
    }

    /// <summary>The values that a text holds.</summary>
    public static FacetValueOf[] Read(string text) => Named(JsonSerializer.Deserialize<string?[]>(text)!);

    private static FacetValueOf[] Named(string?[] all) =>
        [.. IdeaQuery.FacetNames.Select((facet, i) => new FacetValueOf(facet, all[i], (facet switch { "department" => all[^2], "unit" => all[^1], _ => null }) ?? ""))];
}

/// <summary>The kinds that have been met lately; what is kept never becomes wrong.</summary>
internal sealed class FacetKinds
{
    // Some twenty-five megabytes at most; then it begins anew.
    private const int Most = 200_000;

    private readonly ConcurrentDictionary<long, FacetValueOf[]> kept = new();

    // The kinds are put together of few values, so each of those is kept once.
    private readonly ConcurrentDictionary<FacetValueOf, FacetValueOf> values = new();

    /// <summary>The values of kinds by their numbers: one statement, none when all are known.</summary>
    public async Task<IReadOnlyDictionary<long, FacetValueOf[]>> OfAsync(AppDb db, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var kinds = new Dictionary<long, FacetValueOf[]>(ids.Count);
        var unknown = new List<long>();
        foreach (var id in ids)
        {
            if (kept.TryGetValue(id, out var kind))
            {
                kinds[id] = kind;
            }
            else
            {
                unknown.Add(id);
            }
        }

        if (unknown.Count > 0)
        {
            var (sql, store) = (new Sql(), IndexStore.Of(db));
            var read = await sql.ReadAsync(
                db, $"SELECT id, text FROM ideabank_kind WHERE id IN ({store.Each(sql.Add(store.Several(unknown)))})",
                r => (Id: r.DbDataReader.GetInt64(0), Values: Array.ConvertAll(FacetKind.Read(r.DbDataReader.GetString(1)), Once)), ct);
            read.ForEach(k => kinds[k.Id] = k.Values);
            Keep(db, read);
        }

        return kinds;
    }

    /// <summary>Writes down those that nobody has written before.</summary>
    public static Task WriteAsync(AppDb db, IEnumerable<FacetKind> kinds, CancellationToken ct)
    {
        var fresh = kinds.DistinctBy(k => k.Id).OrderBy(k => k.Id).ToList();
        if (fresh.Count == 0)
        {
            return Task.CompletedTask;
        }

        var sql = new Sql();
        var rows = string.Join(", ", fresh.Select(k => $"({sql.Add(k.Id)}, {sql.Add(k.Text)})"));
        return sql.WriteAsync(db, $"INSERT INTO ideabank_kind (id, text) VALUES {rows} ON CONFLICT (id) DO NOTHING", ct);
    }

    private FacetValueOf Once(FacetValueOf value) => values.GetOrAdd(value, value);

    // What is read inside a transaction may never be committed.
    private void Keep(AppDb db, List<(long Id, FacetValueOf[] Values)> kinds)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return;
        }

        if (kept.Count > Most)
        {
            kept.Clear();
            values.Clear();
        }

        kinds.ForEach(k => kept.TryAdd(k.Id, k.Values));
    }
}
