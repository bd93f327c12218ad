using System.Data.Common;
using System.Text.Json;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace IntranetInnovation.IdeaBank.Lexica;

/// <summary>
/// Keeps the lexicon in memory, as right as if each search read it anew: every search asks for the stamp, and what has changed since is read from the last changes, or all of it where they
/// reach no longer back. Only derived: gone with the process, and read again.
/// </summary>
internal sealed class LexiconKeeper : IDisposable
{
    /// <summary>Changes that are kept in the database; each takes the place of the one as many before it.</summary>
    public const int Slots = 64;

    /// <summary>A change of more terms than this is not written down: then everyone reads the lexicon anew.</summary>
    public const int LargestChange = 20_000;

    private readonly SemaphoreSlim reading = new(1, 1);
    private Lexicon? kept;

    /// <summary>The lexicon as the database has it now, and what synonyms mean for the keys: one statement, one more after a change.</summary>
    public static async Task<(Lexicon Lexicon, IReadOnlyList<(string Key, string Means)> Synonyms)> ReadAsync(AppDb db, IReadOnlyCollection<string> synonymKeys, CancellationToken ct)
    {
        var sql = new Sql();
        var synonyms = synonymKeys.Count == 0 ? "" : $" UNION ALL SELECT key, means, CAST(0 AS bigint), 0, 0, 0, 0, 0 FROM ideabank_synonym_key WHERE key IN ({sql.AddAll(synonymKeys)})";
        var rows = await sql.ReadAsync(db, $"SELECT '', '', {Stats} FROM ideabank_stats{synonyms}", r => (Key: r.DbDataReader.GetString(0), Means: r.DbDataReader.GetString(1), Head: Head.Read(r.DbDataReader, 2)), ct);
        var head = rows.Single(r => r.Key.Length == 0).Head;
        var lexicon = await db.GetService<LexiconKeeper>().AtAsync(db, head, ct);
        return (lexicon, [.. rows.Where(r => r.Key.Length > 0).Select(r => (r.Key, r.Means))]);
    }

    public void Dispose() => reading.Dispose();

    private const string Stats = "CAST(stamp AS bigint), CAST(documents AS bigint), CAST(title AS bigint), CAST(problem AS bigint), CAST(solution AS bigint), CAST(place AS bigint)";

    private async Task<Lexicon> AtAsync(AppDb db, Head head, CancellationToken ct)
    {
        if (Volatile.Read(ref kept) is { } there && there.Stamp == head.Stamp)
        {
            return there;
        }

        if (db.Database.CurrentTransaction is not null)
        {
            return await NewerAsync(db, Volatile.Read(ref kept), ct); // Perhaps of what is never committed: not for others.
        }

        await reading.WaitAsync(ct);
        try
        {
            if (kept is null || kept.Stamp != head.Stamp)
            {
                Volatile.Write(ref kept, await NewerAsync(db, kept, ct));
            }

            return kept;
        }
        finally
        {
            reading.Release();
        }
    }

    // The stamp and what has changed in one statement each, so that they are of one moment.
    private static async Task<Lexicon> NewerAsync(AppDb db, Lexicon? older, CancellationToken ct)
    {
        if (older is not null)
        {
            var sql = new Sql();
            var since = sql.Add(older.Stamp);
            var rows = await sql.ReadAsync(
                db, $"SELECT '', {Stats} FROM ideabank_stats UNION ALL SELECT terms, stamp, 0, 0, 0, 0, 0 FROM ideabank_change WHERE stamp > {since}",
                r => (Terms: r.DbDataReader.GetString(0), Head: Head.Read(r.DbDataReader, 1)), ct);
            var (head, changes) = (rows.Single(r => r.Terms.Length == 0).Head, rows.Where(r => r.Terms.Length > 0).OrderBy(r => r.Head.Stamp).ToList());
            if (head.Stamp >= older.Stamp && changes.Count == head.Stamp - older.Stamp && changes.TrueForAll(c => c.Terms != TermChange.TooMany))
            {
                return older.With(changes.SelectMany(c => TermChange.Read(c.Terms)), head.Stamp, head.Stats);
            }
        }

        var whole = Head.None;
        var terms = new List<LexiconTerm>();
        await new Sql().ReadAsync(
            db, $"SELECT '', '', '', {Stats} FROM ideabank_stats UNION ALL SELECT term, folded, word, documents, 0, 0, 0, 0, 0 FROM ideabank_term",
            r =>
            {
                if (r.DbDataReader.GetString(0) is { Length: > 0 } term)
                {
                    terms.Add(new(term, r.DbDataReader.GetString(1), r.DbDataReader.GetString(2), r.DbDataReader.GetInt32(3)));
                }
                else
                {
                    whole = Head.Read(r.DbDataReader, 3);
                }

                return 0;
            }, ct);
        return Lexicon.Of(terms, whole.Stamp, whole.Stats);
    }

    private sealed record Head(long Stamp, IndexStats Stats)
    {
        public static Head None { get; } = new(0, IndexStats.None);

        public static Head Read(DbDataReader reader, int first) =>
            new(reader.GetInt64(first), new(reader.GetInt64(first + 1), reader.GetInt64(first + 2), reader.GetInt64(first + 3), reader.GetInt64(first + 4), reader.GetInt64(first + 5)));
    }
}
