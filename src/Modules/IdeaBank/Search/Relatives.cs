using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Lexica;

namespace IntranetInnovation.IdeaBank.Search;

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

    /// <summary>Adds relatives to words that find little; returns the query as it may have been meant, or null when nothing was to mend.</summary>
    public static string? Add(Analyzer analyzer, Lexicon lexicon, string text, List<WantedWord> words)
    {
        var (mended, certain) = (text, words.Count > 1 ? BesideOthers : 1);
        foreach (var i in Enumerable.Range(0, words.Count).Where(i => words[i].Found < Thin && words[i].Token.Term.Length >= ShortestPart).Take(MostWords).Reverse())
        {
            var word = words[i];
            var (variants, stem) = (new Dictionary<string, double>(word.Variants), Analyzer.Fold(word.Token.Term));
            var pieces = Grams.Of(stem);
            var alike = lexicon.Sharing(pieces, Math.Max(1, (int)Math.Ceiling(pieces.Count * LeastShared)), Most);
            foreach (var (term, shared) in alike)
            {
                var like = Like(shared / (double)pieces.Count);
                Put(variants, term.Term, certain * (stem.Length > ShortestPart && term.Folded.EndsWith(stem, StringComparison.Ordinal) ? Math.Max(EndingWorth, like) : like));
            }

            foreach (var term in Parts(analyzer, lexicon, word.Token.Word))
            {
                Put(variants, term.Term, certain * PartWorth);
            }

            words[i] = word with { Variants = variants, Weak = word.Weak.Concat(variants.Keys.Where(t => !word.Variants.ContainsKey(t))).ToHashSet() };
            mended = NearWords.Mend(mended, words, i, lexicon, alike.Select(a => a.Term));
        }

        return mended == text ? null : mended;
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

    // Only where the lexicon knows both parts.
    private static IEnumerable<LexiconTerm> Parts(Analyzer analyzer, Lexicon lexicon, string word) => Splits(analyzer, word).Take(MostSplits)
        .Where(s => lexicon.Knows(s.End) && Forms(analyzer, s.Beginning).Any(lexicon.Knows))
        .SelectMany(s => lexicon.Beginning(s.Beginning, Most).Concat(lexicon.Ending(s.End, Most)));

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
