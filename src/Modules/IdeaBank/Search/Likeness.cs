using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Data;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>
/// How alike a text and the bank's proposals are. The words that tell most find those that may be; then all words are compared by their pieces of three letters, so that
/// two compounds that begin alike have something in common. Function words are never looked at.
/// </summary>
internal sealed class Likeness
{
    /// <summary>What a text may be, in characters; the rest is not looked at.</summary>
    public const int MaxText = 8_000;

    /// <summary>From here on two say nearly the same: of the sample bank's unrelated proposals not one in twenty has another so like it.</summary>
    public const double Very = 0.44;

    private const int MaxTerms = 40;
    private const int MaxTokens = 400;
    private const int Compared = 300;
    private const double Least = 0.22;
    private const double TitleWorth = 3;

    private readonly Pieces pieces;

    private Likeness(Wanted wanted, Pieces pieces) => (Wanted, this.pieces) = (wanted, pieces);

    /// <summary>What to look for; nothing when the text has no word that the bank knows.</summary>
    public Wanted Wanted { get; }

    /// <summary>Reads a text: one statement.</summary>
    public static async Task<Likeness> ReadAsync(AppDb db, string title, string text, CancellationToken ct)
    {
        var analyzer = Analyzer.Of(db);
        string[] inTitle = [.. Terms(analyzer, title)], inText = [.. Terms(analyzer, text)];
        string[] terms = [.. inTitle.Concat(inText).Distinct().Take(MaxTokens)];
        var own = Pieces.Of(inTitle, inText);
        if (terms.Length == 0)
        {
            return new(Wanted.Any([]), own);
        }

        var (sql, store) = (new Sql(), IndexStore.Of(db));
        var rows = await sql.ReadAsync(
            db,
            $"""
            SELECT '', CAST(documents AS bigint) FROM ideabank_stats
            UNION ALL SELECT term, documents FROM ideabank_term WHERE term IN ({store.Each(sql.Add(store.Several(terms)))})
            """,
            r => (Term: r.DbDataReader.GetString(0), Documents: r.DbDataReader.GetInt64(1)), ct);
        var all = rows.Single(r => r.Term.Length == 0).Documents;
        var known = rows.Where(r => r.Term.Length > 0).ToDictionary(r => r.Term, r => r.Documents);
        var telling = terms.Where(known.ContainsKey).OrderByDescending(t => Ranker.Weight(known[t], all)).ThenBy(t => Array.IndexOf(terms, t)).Take(MaxTerms)
            .Select(t => WantedWord.Exactly(t, (int)known[t]));
        return new(new([.. telling], [], IndexStats.None with { Documents = all }, null), own);
    }

    /// <summary>Those alike, best first, each with a likeness of at most 1.</summary>
    public IEnumerable<Ranked> Of(IEnumerable<Candidate> candidates)
    {
        var weights = Wanted.Words.ToDictionary(w => w.Token.Term, w => Ranker.Weight(w.Documents, Wanted.Stats.Documents));
        var most = Ranked.InOrder(candidates.Select(c => new Ranked(c, c.Text.Words.Distinct().Where(weights.ContainsKey).Sum(t => weights[t])))).Take(Compared);
        return Ranked.InOrder(most
            .Select(r => r with { Score = pieces.Cosine(Pieces.Of(IndexedText.WordsIn(r.Candidate.Text.Title), IndexedText.WordsIn(r.Candidate.Text.Problem).Concat(IndexedText.WordsIn(r.Candidate.Text.Solution)))) })
            .Where(r => r.Score >= Least));
    }

    private static IEnumerable<string> Terms(Analyzer analyzer, string text) =>
        analyzer.Tokens(Analyzer.Clean(text.Length <= MaxText ? text : text[..MaxText])).Where(t => t.Word.Length > 1).Select(t => t.Term);

    /// <summary>How often each piece of three letters stands in a text, as a vector of length 1.</summary>
    private sealed class Pieces
    {
        private readonly Dictionary<string, double> values = new(StringComparer.Ordinal);

        public static Pieces Of(IEnumerable<string> title, IEnumerable<string> text)
        {
            var pieces = new Pieces();
            foreach (var (terms, worth) in new[] { (title, TitleWorth), (text, 1) })
            {
                foreach (var piece in terms.SelectMany(t => Grams.Of(Analyzer.Fold(t))))
                {
                    pieces.values[piece] = pieces.values.GetValueOrDefault(piece) + worth;
                }
            }

            // What stands ten times does not say ten times as much.
            foreach (var (piece, count) in pieces.values)
            {
                pieces.values[piece] = Math.Log(1 + count);
            }

            var length = Math.Sqrt(pieces.values.Values.Sum(v => v * v));
            foreach (var piece in pieces.values.Keys)
            {
                pieces.values[piece] /= length;
            }

            return pieces;
        }

        public double Cosine(Pieces other) => Math.Min(1, other.values.Sum(v => v.Value * values.GetValueOrDefault(v.Key)));
    }
}
