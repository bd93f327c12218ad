using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Lexica;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>Slips of the pen: a word that nobody has used is taken for the nearest one that somebody has.</summary>
internal static class NearWords
{
    private const int Shortest = 4;
    private const int LengthApart = 3;
    private const double Worth = 0.6;

    /// <summary>Gives a word that nobody has used, unless it is made of words that one knows, the terms nearest to it; returns the text with the nearest in its place.</summary>
    /// <param name="text">The query; the word still stands where its token says.</param>
    /// <param name="words">The query's words; the mended one is put in its place.</param>
    /// <param name="i">Which of them.</param>
    /// <param name="lexicon">Where to look: among what begins with the same letter.</param>
    /// <param name="alike">What to look at besides.</param>
    public static string Mend(string text, List<WantedWord> words, int i, Lexicon lexicon, IEnumerable<LexiconTerm> alike)
    {
        var word = words[i];
        if (word.IsKnown || word.Parts.Count > 0 || word.Token.Word.Length < Shortest)
        {
            return text;
        }

        var allowed = word.Token.Word.Length >= 8 ? 2 : 1;
        var (stem, written) = (Analyzer.Fold(word.Token.Term), Analyzer.Fold(word.Token.Word));
        var first = stem[..(char.IsHighSurrogate(stem[0]) ? 2 : 1)];
        var near = lexicon.All(first).Where(t => Math.Abs(t.Folded.Length - stem.Length) <= LengthApart).Concat(alike).DistinctBy(t => t.Term)
            .Select(t => (t.Term, t.Word, t.Documents, Distance: Math.Min(Distance(stem, t.Folded, allowed), Distance(written, Analyzer.Fold(t.Word), allowed))))
            .Where(t => t.Distance <= allowed).OrderBy(t => t.Distance).ThenByDescending(t => t.Documents).ThenBy(t => t.Term, StringComparer.Ordinal).Take(4).ToList();
        if (near.Count == 0)
        {
            return text;
        }

        var best = near[0].Distance;
        var variants = new Dictionary<string, double>(word.Variants);
        foreach (var term in near.Where(n => n.Distance == best))
        {
            variants[term.Term] = Worth;
        }

        words[i] = word with { Variants = variants, Documents = near[0].Documents, Weak = word.Weak.Except(near.Where(n => n.Distance == best).Select(n => n.Term)).ToHashSet() };
        return string.Concat(text.AsSpan(0, word.Token.Start), near[0].Word, text.AsSpan(word.Token.Start + word.Token.Length));
    }

    /// <summary>Letters to add, drop, change or swap with the neighbour; anything above <paramref name="most"/> is only known to be above.</summary>
    internal static int Distance(string a, string b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most)
        {
            return most + 1;
        }

        var before = new int[b.Length + 1];
        var last = Enumerable.Range(0, b.Length + 1).ToArray();
        var row = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            if (least > most)
            {
                return most + 1;
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}
