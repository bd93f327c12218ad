using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Data;

namespace IntranetInnovation.IdeaBank.Search;

internal enum Relation
{
    /// <summary>Shares pieces of three letters.</summary>
    Alike,

    /// <summary>Begins or ends as a part of the word.</summary>
    Part,

    /// <summary>Begins with the same letter and is about as long: looked through for slips of the pen.</summary>
    Near,
}

/// <summary>A term of the lexicon that may stand for a word of the query.</summary>
internal sealed record Relative(Relation Relation, int Index, string Term, string Folded, string Word, int Documents, int Shared);

/// <summary>
/// For a word that finds little by itself: words that look like it, longer words that end in it, and the parts that it is made of (skolmat reaches what begins
/// with skol- and what ends in -mat). Worth less than the word itself, so they come after it.
/// </summary>
internal static class Relatives
{
    // Fewer proposals than this and a reader would look further.
    private const int Thin = 5;
    private const int MostWords = 4;
    private const int Most = 24;
    private const int MostSplits = 20;
    private const int ShortestPart = 3;
    private const double LeastShared = 0.4;
    private const double EndingWorth = 0.3;
    private const double PartWorth = 0.15;
    private const double LikeWorth = 0.5;

    // Beside other words, a guess matters less: one of those others may be there for certain.
    private const double BesideOthers = 0.5;

    // Endings that are words too: "parkering" is no ring.
    private static readonly HashSet<string> NoPart = ["ing", "ning", "ring", "het", "sen", "sok", "are", "ande", "else", "lig"];

    /// <summary>Adds relatives to words that find little, in at most one statement; returns the query as it may have been meant, or null when nothing was to mend.</summary>
    public static async Task<string?> AddAsync(AppDb db, string text, List<WantedWord> words, CancellationToken ct)
    {
        var thin = words.Select((word, i) => (Word: word, Index: i)).Where(w => w.Word.Found < Thin && w.Word.Token.Term.Length >= ShortestPart).Take(MostWords).ToList();
        if (thin.Count == 0)
        {
            return null;
        }

        var (sql, analyzer) = (new Sql(), Analyzer.Of(db));
        var rows = await sql.ReadAsync(
            db, string.Join("\nUNION ALL ", thin.SelectMany(t => Statements(analyzer, sql, t.Word, t.Index))),
            r => new Relative(
                (Relation)r.DbDataReader.GetInt64(0), (int)r.DbDataReader.GetInt64(1), r.DbDataReader.GetString(2), r.DbDataReader.GetString(3), r.DbDataReader.GetString(4),
                r.DbDataReader.GetInt32(5), (int)r.DbDataReader.GetInt64(6)), ct);
        var certain = words.Count > 1 ? BesideOthers : 1;
        foreach (var (word, i) in thin)
        {
            var variants = new Dictionary<string, double>(word.Variants);
            var weak = word.Weak.ToHashSet();
            var stem = Analyzer.Fold(word.Token.Term);
            var pieces = Grams.Of(stem).Count;
            foreach (var row in rows.Where(r => r.Index == i))
            {
                Put(variants, row.Term, certain * row.Relation switch
                {
                    Relation.Alike when stem.Length > ShortestPart && row.Folded.EndsWith(stem, StringComparison.Ordinal) => Math.Max(EndingWorth, Like(row.Shared / (double)pieces)),
                    Relation.Alike => Like(row.Shared / (double)pieces),
                    Relation.Part => PartWorth,
                    _ => 0,
                });
            }

            weak.UnionWith(variants.Keys.Where(t => !word.Variants.ContainsKey(t)));
            words[i] = word with { Variants = variants, Weak = weak };
        }

        return NearWords.Mend(text, words, rows);
    }

    /// <summary>Where a word may come apart: its beginning without a joining s, and the stem of its end.</summary>
    internal static IEnumerable<(string Beginning, string End)> Splits(Analyzer analyzer, string word)
    {
        for (var at = ShortestPart; at <= word.Length - ShortestPart; at++)
        {
            var end = Analyzer.Fold(analyzer.Term(word[at..]));
            if (end.Length < ShortestPart || NoPart.Contains(end))
            {
                continue;
            }

            var beginning = Analyzer.Fold(word[..at]);
            yield return (beginning, end);
            if (beginning.Length > ShortestPart + 1 && beginning.EndsWith('s'))
            {
                yield return (beginning[..^1], end);
            }
        }
    }

    private static IEnumerable<string> Statements(Analyzer analyzer, Sql sql, WantedWord word, int index)
    {
        const string Columns = "t.term, t.folded, t.word, t.documents";
        var name = 0;
        string Limited(Relation relation, string from, string shared, string order) =>
            $"SELECT * FROM (SELECT {(int)relation} AS relation, {index} AS position, {Columns}, CAST({shared} AS bigint) FROM {from} ORDER BY {order}t.documents DESC, t.term LIMIT {Most}) AS w{index}s{name++}";

        var grams = Grams.Of(Analyzer.Fold(word.Token.Term));
        yield return Limited(Relation.Alike, $"({Sharing(sql, grams, (int)Math.Ceiling(grams.Count * LeastShared))}) n JOIN ideabank_term t ON t.term = n.term", "n.shared", "n.shared DESC, ");
        foreach (var (beginning, end) in Splits(analyzer, word.Token.Word).Take(MostSplits))
        {
            // Only where the lexicon knows both parts; the database asks that first, at the cost of two looks.
            var known = $"EXISTS (SELECT 1 FROM ideabank_term WHERE folded = {sql.Add(end)}) AND EXISTS (SELECT 1 FROM ideabank_term WHERE folded IN ({sql.AddAll(Forms(analyzer, beginning))}))";
            yield return Limited(
                Relation.Part, $"ideabank_term t WHERE t.folded >= {sql.Add(beginning)} AND t.folded < {sql.Add(Grams.PastPrefix(beginning))} AND {known}", "0", "");
            var ending = Grams.OfEnding(end);
            yield return Limited(Relation.Part, $"({Sharing(sql, ending, ending.Count)}) n JOIN ideabank_term t ON t.term = n.term WHERE {known}", "0", "");
        }

        if (NearWords.Asks(word))
        {
            yield return $"SELECT {(int)Relation.Near}, {index}, {Columns}, CAST(0 AS bigint) FROM ({NearWords.Statement(sql, word.Token)}) AS t";
        }
    }

    private static string Sharing(Sql sql, IReadOnlyList<string> grams, int least) =>
        $"SELECT term, COUNT(*) AS shared FROM ideabank_gram WHERE gram IN ({sql.AddAll(grams)}) GROUP BY term HAVING COUNT(*) >= {sql.Add(least)}";

    // A part as written, as the stem it would have alone, and with the vowel that it loses when joined: skol-, forskole-.
    private static string[] Forms(Analyzer analyzer, string beginning) => [beginning, Analyzer.Fold(analyzer.Term(beginning)), beginning + "a", beginning + "e"];

    private static double Like(double shared) => LikeWorth * Math.Pow(shared, 3);

    private static void Put(Dictionary<string, double> variants, string term, double worth)
    {
        if (worth > variants.GetValueOrDefault(term))
        {
            variants[term] = worth;
        }
    }
}
