using System.Runtime.InteropServices;
using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Lexica;
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
    private const int LeastTerms = 4;
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
        var (lexicon, _) = await LexiconKeeper.ReadAsync(db, [], ct);
        var telling = terms.Select(t => WantedWord.Exactly(t, lexicon.Documents(t))).Where(w => w.Documents > 0).OrderBy(w => w.Documents).ThenBy(w => Array.IndexOf(terms, w.Token.Term)).Take(MaxTerms);

        // The rarest words first, as long as what has them can be ranked; a word that thousands have finds nothing that the rarer ones do not.
        var matches = 0L;
        return new(new([.. telling.TakeWhile((w, i) => (matches += w.Documents) <= IdeaSearch.MaxCandidates || i < LeastTerms)], [], lexicon, null), own);
    }

    /// <summary>Those that share most of the words that tell most, which are to be compared.</summary>
    public IReadOnlyList<Candidate> Nearest(IEnumerable<Candidate> candidates)
    {
        var weights = Wanted.Words.DistinctBy(w => TermCounts.Hash(w.Token.Term)).ToDictionary(w => TermCounts.Hash(w.Token.Term), w => Ranker.Weight(w.Documents, Wanted.Stats.Documents));
        double Shared(TermCounts terms)
        {
            var shared = 0.0;
            for (var i = 0; i < terms.Count; i++)
            {
                var term = terms[i];
                shared += term.Title + term.Problem + term.Solution > 0 ? weights.GetValueOrDefault(term.Hash) : 0; // Another proposal of the same workplace is not alike for that.
            }

            return shared;
        }

        return [.. Ranked.InOrder(candidates.Select(c => new Ranked(c, Shared(c.Terms)))).Take(Compared).Select(r => r.Candidate)];
    }

    /// <summary>Those alike, best first, each with a likeness of at most 1.</summary>
    /// <param name="nearest">As <see cref="Nearest"/> gave them.</param>
    /// <param name="texts">Their terms, by number.</param>
    public IEnumerable<Ranked> Compare(IEnumerable<Candidate> nearest, IReadOnlyDictionary<int, IndexedText> texts) => Ranked.InOrder(nearest.Where(c => texts.ContainsKey(c.Number))
        .Select(c => (Candidate: c, Text: texts[c.Number]))
        .Select(c => new Ranked(c.Candidate, pieces.Cosine(Pieces.Of(IndexedText.WordsIn(c.Text.Title), IndexedText.WordsIn(c.Text.Problem).Concat(IndexedText.WordsIn(c.Text.Solution))))))
        .Where(r => r.Score >= Least));

    private static IEnumerable<string> Terms(Analyzer analyzer, string text) =>
        analyzer.Tokens(Analyzer.Clean(text.Length <= MaxText ? text : text[..MaxText])).Where(t => t.Word.Length > 1).Select(t => t.Term);

    /// <summary>How often each piece of three letters stands in a text, as a vector of length 1.</summary>
    private sealed class Pieces
    {
        private const char Begin = '^';
        private const char End = '$';

        // Three letters of sixteen bits each.
        private readonly Dictionary<ulong, double> values = [];

        public static Pieces Of(IEnumerable<string> title, IEnumerable<string> text)
        {
            var pieces = new Pieces();
            pieces.Add(title, TitleWorth);
            pieces.Add(text, 1);

            // What stands ten times does not say ten times as much.
            var sum = 0.0;
            foreach (var (piece, count) in pieces.values)
            {
                var value = Math.Log(1 + count);
                pieces.values[piece] = value;
                sum += value * value;
            }

            var length = Math.Sqrt(sum);
            foreach (var piece in pieces.values.Keys)
            {
                pieces.values[piece] /= length;
            }

            return pieces;
        }

        public double Cosine(Pieces other)
        {
            var product = 0.0;
            foreach (var (piece, value) in other.values)
            {
                product += value * values.GetValueOrDefault(piece);
            }

            return Math.Min(1, product);
        }

        private void Add(IEnumerable<string> terms, double worth)
        {
            foreach (var term in terms)
            {
                var folded = Analyzer.Fold(term);
                ulong piece = Begin;
                for (var i = 0; i <= folded.Length; i++)
                {
                    piece = ((piece << 16) | (i < folded.Length ? folded[i] : End)) & 0xFFFF_FFFF_FFFF;
                    if (i > 0)
                    {
                        CollectionsMarshal.GetValueRefOrAddDefault(values, piece, out _) += worth;
                    }
                }
            }
        }
    }
}
