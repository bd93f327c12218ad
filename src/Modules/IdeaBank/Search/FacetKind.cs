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

    public static FacetKind Read(long id, string text) => new(id, text, Named(JsonSerializer.Deserialize<string?[]>(text)!));

    private static IReadOnlyList<FacetValueOf> Named(string?[] all) =>
        [.. IdeaQuery.FacetNames.Select((facet, i) => new FacetValueOf(facet, all[i], (facet switch { "department" => all[^2], "unit" => all[^1], _ => null }) ?? ""))];
}

/// <summary>The kinds that have been met lately; what is kept never becomes wrong.</summary>
internal sealed class FacetKinds
{
    // Some fifty megabytes at most; then it begins anew.
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<long, FacetKind> kept = new();

    /// <summary>Kinds by their numbers: one statement, none when all are known.</summary>
    public async Task<IReadOnlyDictionary<long, FacetKind>> OfAsync(AppDb db, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var kinds = new Dictionary<long, FacetKind>(ids.Count);
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
            foreach (var kind in await sql.ReadAsync(
                db, $"SELECT id, text FROM ideabank_kind WHERE id IN ({store.Each(sql.Add(store.Several(unknown)))})", r => FacetKind.Read(r.DbDataReader.GetInt64(0), r.DbDataReader.GetString(1)), ct))
            {
                kinds[kind.Id] = kind;
            }

            Keep(db, kinds.Values);
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

    // What is read inside a transaction may never be committed.
    private void Keep(AppDb db, IEnumerable<FacetKind> kinds)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return;
        }

        if (kept.Count > Most)
        {
            kept.Clear();
        }

        foreach (var kind in kinds)
        {
            kept.TryAdd(kind.Id, kind);
        }
    }
}
