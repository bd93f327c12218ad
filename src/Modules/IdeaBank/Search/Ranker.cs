namespace IntranetInnovation.IdeaBank.Search;

/// <summary>A proposal that matches, with the terms to count in, whether everyone may see it, and what it is in every facet.</summary>
internal sealed record Candidate(int Number, DateTime SubmittedUtc, IndexedText Text, bool IsForEveryone, string Kind);

/// <summary>A candidate with its score.</summary>
internal sealed record Ranked(Candidate Candidate, double Score)
{
    public int Number => Candidate.Number;

    public DateTime SubmittedUtc => Candidate.SubmittedUtc;

    /// <summary>Best first; ties by date and number, newest first.</summary>
    public static IEnumerable<Ranked> InOrder(IEnumerable<Ranked> ranked) =>
        ranked.OrderByDescending(r => r.Score).ThenByDescending(r => r.SubmittedUtc).ThenByDescending(r => r.Number);
}

/// <summary>
/// BM25F over the fields: a word in the title says more than one in the problem, that more than one in solution and benefit, and the workplace's name least. One ranker for both
/// databases, on the same counts, so that they give the same order.
/// </summary>
internal static class Ranker
{
    private const double K1 = 1.2;

    private static readonly (double Weight, double B)[] Fields = [(3.0, 0.5), (1.4, 0.75), (1.0, 0.75), (0.7, 0.3)];

    /// <summary>Best first; ties by date and number, newest first.</summary>
    public static List<Ranked> Rank(IEnumerable<Candidate> candidates, Wanted wanted)
    {
        var averages = Averages(wanted.Stats);
        var weights = wanted.Words.Select(w => Weight(w.Documents, wanted.Stats.Documents)).ToArray();
        var whole = weights.Sum();
        var meanings = Meanings(wanted);
        var found = new double[weights.Length];
        return [.. Ranked.InOrder(candidates.Select(c => new Ranked(c, Score(c.Text, meanings, weights, whole, averages, found))))];
    }

    /// <summary>How much a word that so many of all proposals have tells; never negative.</summary>
    public static double Weight(long documents, long all) => Math.Log(1 + ((Math.Max(all, documents) - documents + 0.5) / (documents + 0.5)));

    private static double Score(IndexedText text, Dictionary<string, List<(int, double)>> meanings, double[] weights, double whole, double[] averages, double[] found)
    {
        Array.Clear(found);
        Count(text.Title, 0);
        Count(text.Problem, 1);
        Count(text.Solution, 2);
        Count(text.Place, 3);
        double score = 0, covered = 0;
        for (var i = 0; i < found.Length; i++)
        {
            score += weights[i] * found[i] * (K1 + 1) / (K1 + found[i]);
            covered += found[i] > 0 ? weights[i] : 0;
        }

        // Several of the words beat one of them many times.
        return whole == 0 ? 0 : score * (0.4 + (0.6 * covered / whole));

        void Count(string terms, int field)
        {
            if (terms.Length == 0)
            {
                return;
            }

            var length = 1 + terms.AsSpan().Count(' ');
            var (weight, b) = Fields[field];
            var worth = weight / (1 - b + (b * length / averages[field]));
            foreach (var range in terms.AsSpan().Split(' '))
            {
                if (meanings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(terms.AsSpan()[range], out var means))
                {
                    foreach (var (word, share) in means)
                    {
                        found[word] += worth * share;
                    }
                }
            }
        }
    }

    private static double[] Averages(IndexStats stats)
    {
        double all = Math.Max(1, stats.Documents);
        return [Math.Max(1, stats.Title / all), Math.Max(1, stats.Problem / all), Math.Max(1, stats.Solution / all), Math.Max(1, stats.Place / all)];
    }

    // The same term may be a variant of two words.
    private static Dictionary<string, List<(int Word, double Share)>> Meanings(Wanted wanted)
    {
        var meanings = new Dictionary<string, List<(int, double)>>(StringComparer.Ordinal);
        for (var i = 0; i < wanted.Words.Count; i++)
        {
            foreach (var (term, share) in wanted.Words[i].Variants)
            {
                if (!meanings.TryGetValue(term, out var means))
                {
                    meanings[term] = means = [];
                }

                means.Add((i, share));
            }
        }

        return meanings;
    }
}
