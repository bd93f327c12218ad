using IntranetInnovation.IdeaBank.Language;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>Slips of the pen: a word that nobody has used is taken for the nearest one that somebody has.</summary>
internal static class NearWords
{
    private const int Looked = 4_000;
    private const int Shortest = 4;
    private const double Worth = 0.6;

    /// <summary>True for a word that nobody has used, unless it is made of words that one knows.</summary>
    public static bool Asks(WantedWord word) => !word.IsKnown && word.Parts.Count == 0 && word.Token.Word.Length >= Shortest;

    /// <summary>SQL for the terms among which to look.</summary>
    public static string Statement(Sql sql, Token token)
    {
        var folded = Analyzer.Fold(token.Term);
        var first = folded[..(char.IsHighSurrogate(folded[0]) ? 2 : 1)];
        return $"SELECT term, folded, word, documents FROM ideabank_term WHERE folded >= {sql.Add(first)} AND folded < {sql.Add(Grams.PastPrefix(first))} " +
            $"AND length(folded) BETWEEN {sql.Add(folded.Length - 3)} AND {sql.Add(folded.Length + 3)} ORDER BY documents DESC, term LIMIT {Looked}";
    }

    /// <summary>Gives words without any known variant the terms nearest to them; returns the query as it may have been meant, or null when there was nothing to mend.</summary>
    public static string? Mend(string text, List<WantedWord> words, IReadOnlyList<Relative> terms)
    {
        var unknown = words.Select((word, i) => (word, i)).Where(w => Asks(w.word)).ToList();
        var mended = text;
        foreach (var (word, i) in unknown.OrderByDescending(u => u.word.Token.Start))
        {
            var allowed = word.Token.Word.Length >= 8 ? 2 : 1;
            var (stem, written) = (Analyzer.Fold(word.Token.Term), Analyzer.Fold(word.Token.Word));
            var near = terms.Where(t => t.Index == i && t.Relation != Relation.Part).DistinctBy(t => t.Term)
                .Select(t => (t.Term, t.Word, t.Documents, Distance: Math.Min(Distance(stem, t.Folded, allowed), Distance(written, Analyzer.Fold(t.Word), allowed))))
                .Where(t => t.Distance <= allowed).OrderBy(t => t.Distance).ThenByDescending(t => t.Documents).ThenBy(t => t.Term, StringComparer.Ordinal).Take(4).ToList();
            if (near.Count == 0)
            {
                continue;
            }

            var best = near[0].Distance;
            var variants = new Dictionary<string, double>(word.Variants);
            foreach (var term in near.Where(n => n.Distance == best))
            {
                variants[term.Term] = Worth;
            }

            words[i] = word with { Variants = variants, Documents = near[0].Documents, Weak = word.Weak.Except(near.Where(n => n.Distance == best).Select(n => n.Term)).ToHashSet() };
            mended = string.Concat(mended.AsSpan(0, word.Token.Start), near[0].Word, mended.AsSpan(word.Token.Start + word.Token.Length));
        }

        return mended == text ? null : mended;
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
