using IntranetInnovation.IdeaBank.Lexica;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>A proposal that matches, with what to rank it by and what it is in every facet.</summary>
internal sealed record Candidate(int Number, TermCounts Terms, long Kind)
{
    public DateTime SubmittedUtc => Terms.SubmittedUtc;
}

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
internal sealed class Ranker
{
    private const double K1 = 1.2;

    // All parts of a compound say half of what the compound does; some of them, a trace.
    private const double Together = 0.5;
    private const double Apart = 0.1;

    // So much of a word makes the proposal one that has it.
    private const double Whole = 0.3;

    // A mild lift for what was carried out, and for what is new: half as much for each year that has passed.
    private const double ImplementedLift = 0.03;
    private const double FreshLift = 0.03;

    private static readonly (double Weight, double B)[] Fields = [(3.0, 0.5), (1.4, 0.75), (1.0, 0.75), (0.7, 0.3)];

    private readonly Wanted wanted;
    private readonly double[] averages;
    private readonly double[] weights;
    private readonly double whole;

    // The words come first, their parts after them; the same term may be a variant of two words.
    private readonly Dictionary<uint, List<(int Slot, double Share)>> meanings = [];
    private readonly double[] found;
    private readonly double[] worths = new double[Fields.Length];

    private Ranker(Wanted wanted)
    {
        this.wanted = wanted;
        averages = Averages(wanted.Stats);
        weights = [.. wanted.Words.Select(w => Weight(w.Documents, wanted.Stats.Documents))];
        whole = weights.Sum();
        var slots = wanted.Words.Select(w => w.Variants).Concat(wanted.Words.SelectMany(w => w.Parts).Select(p => p.Variants)).ToList();
        found = new double[slots.Count];
        for (var i = 0; i < slots.Count; i++)
        {
            foreach (var (term, share) in slots[i])
            {
                var hash = TermCounts.Hash(term);
                if (!meanings.TryGetValue(hash, out var means))
                {
                    meanings[hash] = means = [];
                }

                means.Add((i, share));
            }
        }
    }

    /// <summary>Best first; ties by date and number, newest first.</summary>
    /// <param name="candidates">What matches.</param>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="today">From which age is reckoned; a day, so that the next page is of the same order.</param>
    public static List<Ranked> Rank(IEnumerable<Candidate> candidates, Wanted wanted, DateTime today)
    {
        var ranker = new Ranker(wanted);
        return [.. Ranked.InOrder(candidates.Select(c => new Ranked(c, ranker.Score(c.Terms) * Lift(c, today))))];
    }

    /// <summary>How much a word that so many of all proposals have tells; never negative.</summary>
    public static double Weight(long documents, long all) => Math.Log(1 + ((Math.Max(all, documents) - documents + 0.5) / (documents + 0.5)));

    private static double Lift(Candidate candidate, DateTime today) =>
        1 + (candidate.Terms.IsImplemented ? ImplementedLift : 0) + (FreshLift * Math.Pow(0.5, Math.Max(0, (today - candidate.SubmittedUtc).TotalDays) / 365));

    private double Score(TermCounts terms)
    {
        Array.Clear(found);
        for (var field = 0; field < Fields.Length; field++)
        {
            var (weight, b) = Fields[field];
            worths[field] = weight / (1 - b + (b * terms.Length(field) / averages[field]));
        }

        for (var i = 0; i < terms.Count; i++)
        {
            var term = terms[i];
            if (meanings.TryGetValue(term.Hash, out var means))
            {
                var worth = (worths[0] * term.Title) + (worths[1] * term.Problem) + (worths[2] * term.Solution) + (worths[3] * term.Place);
                foreach (var (slot, share) in means)
                {
                    found[slot] += worth * share;
                }
            }
        }

        AddParts();
        double score = 0, covered = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            score += weights[i] * found[i] * (K1 + 1) / (K1 + found[i]);
            covered += weights[i] * Math.Min(1, found[i] / Whole);
        }

        // Several of the words beat one of them many times.
        var full = whole == 0 ? 0 : covered / whole;
        return score * full * full;
    }

    private void AddParts()
    {
        var slot = weights.Length;
        for (var i = 0; i < weights.Length; i++)
        {
            var parts = wanted.Words[i].Parts;
            if (parts.Count == 0)
            {
                continue;
            }

            double least = double.MaxValue, some = 0, all = 0;
            foreach (var part in parts)
            {
                var one = found[slot++];
                least = Math.Min(least, one);
                some += part.Weight * Math.Min(1, one);
                all += part.Weight;
            }

            found[i] += (Together * least) + (all > 0 ? Apart * some / all : 0);
        }
    }

    private static double[] Averages(IndexStats stats)
    {
        double all = Math.Max(1, stats.Documents);
        return [Math.Max(1, stats.Title / all), Math.Max(1, stats.Problem / all), Math.Max(1, stats.Solution / all), Math.Max(1, stats.Place / all)];
    }
}
