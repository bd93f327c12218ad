using System.Runtime.InteropServices;
using IntranetInnovation.IdeaBank.Lexica;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>
/// What a search's best hits are about, in their own words. A hit that speaks of the same as the best ones comes before one that has the word by chance, and what shares much with
/// them without having the word at all is near: somebody who looks for shovelled snow wants to see the one about ploughs too. Learnt only from what everyone may see, so the order
/// is the same for all.
/// </summary>
internal sealed class Surroundings
{
    /// <summary>Terms by which near ones are looked for.</summary>
    public const int MostTelling = 12;

    private const int Best = 3;
    private const int Looked = 50;
    private const int MostTerms = 200;
    private const double Worth = 0.35;
    private const double Least = 0.05;

    private readonly IReadOnlyList<Centre> centres;
    private readonly double middleLength;

    // What each term weighs in each of the centres.
    private readonly Dictionary<uint, double[]> weights = [];

    // The first hits with how close each is to the best ones; the score of the best and of the last of them, and the closest that everyone may see.
    private readonly IReadOnlyList<(Ranked Hit, double Close)> looked = [];
    private readonly double whole = 1;
    private readonly double closest;

    private Surroundings(IReadOnlyList<Centre> centres, double middleLength, IReadOnlyList<Ranked> ranked)
    {
        (this.centres, this.middleLength) = (centres, middleLength);
        foreach (var (centre, i) in centres.Select((c, i) => (c, i)))
        {
            foreach (var (hash, term) in centre.Terms)
            {
                ref var each = ref CollectionsMarshal.GetValueRefOrAddDefault(weights, hash, out _);
                (each ??= new double[centres.Count])[i] = term.Weight;
            }
        }

        if (centres.Count > 0)
        {
            var common = ForEveryone(ranked).Take(Looked).ToList();
            whole = common[0].Score;
            looked = [.. ranked.TakeWhile(r => r.Score >= common[^1].Score).Select(r => (r, Closeness(r.Candidate)))];
            closest = looked.Where(l => l.Hit.Candidate.Terms.IsForEveryone).Max(l => l.Close);
        }
    }

    /// <summary>Of no hits.</summary>
    public static Surroundings None { get; } = new([], 1, []);

    /// <summary>What the best of the hits are about; nothing when there are none.</summary>
    public static Surroundings Of(IReadOnlyList<Ranked> ranked, Lexicon lexicon)
    {
        var best = ForEveryone(ranked).Take(Best).Where(r => r.Score > 0).ToList();
        if (best.Count == 0)
        {
            return None;
        }

        var stats = lexicon.Stats;
        return new(
            [.. best.Select(b => Centre.Of(b, b.Score / best[0].Score, lexicon))], Math.Max(1, (stats.Title + stats.Problem + stats.Solution) / (double)Math.Max(1, stats.Documents)), ranked);
    }

    /// <summary>The terms that tell most of what the best hits are about, and that others have too.</summary>
    public IReadOnlyList<string> Telling() =>
    [
        .. centres.SelectMany(c => c.Terms.Select(t => (t.Value.Term, Worth: t.Value.Weight * c.Share))).GroupBy(t => t.Term)
            .OrderByDescending(g => g.Sum(t => t.Worth)).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MostTelling).Select(g => g.Key),
    ];

    /// <summary>The hits, those first that are about the same as the best ones; below the first fifty or so the order stays.</summary>
    public IReadOnlyList<Ranked> Reorder(IReadOnlyList<Ranked> ranked) => centres.Count == 0 ? ranked :
    [
        .. Ranked.InOrder(looked.Select(l => l.Hit with { Score = 1 + (l.Hit.Score / whole) + (closest > 0 ? Worth * Math.Min(1, l.Close / closest) : 0) })),

        // After them all, whatever they are about.
        .. ranked.Skip(looked.Count).Select(r => r with { Score = r.Score / whole }),
    ];

    /// <summary>Those that are near enough to be shown, nearest first: what has something like the words, and what is about the same as the best hits.</summary>
    /// <param name="ranked">Candidates, with the score that the words give them.</param>
    public IEnumerable<Ranked> Near(IEnumerable<Ranked> ranked) => Ranked.InOrder(ranked.Select(r => (Hit: r, Close: Closeness(r.Candidate))).Where(r => r.Hit.Score > 0 || r.Close >= Least)
        .Select(r => r.Hit with { Score = (r.Hit.Score / whole) + (Worth * r.Close / Math.Max(closest, Least)) }));

    private static IEnumerable<Ranked> ForEveryone(IEnumerable<Ranked> ranked) => ranked.Where(r => r.Candidate.Terms.IsForEveryone);

    // The share of the best hits' words that it has; a long text has many words of everything. None is close to itself; the best are
    // measured by the other best ones, and no worse for being fewer.
    private double Closeness(Candidate one)
    {
        if (centres.All(c => c.Number == one.Number))
        {
            return 0;
        }

        Span<double> shared = stackalloc double[Best];
        for (var i = 0; i < one.Terms.Count; i++)
        {
            if (weights.TryGetValue(one.Terms[i].Hash, out var each))
            {
                for (var c = 0; c < each.Length; c++)
                {
                    shared[c] += each[c];
                }
            }
        }

        double close = 0, others = 0, words = one.Terms.Length(0) + one.Terms.Length(1) + one.Terms.Length(2);
        for (var c = 0; c < centres.Count; c++)
        {
            if (centres[c].Number != one.Number)
            {
                others += centres[c].Share;
                close += centres[c].Whole > 0 ? centres[c].Share * shared[c] / centres[c].Whole : 0;
            }
        }

        return close / others / Math.Sqrt(Math.Max(1, words) / middleLength);
    }

    /// <summary>One of the best hits: how good it is beside the very best, what its terms weigh together, and those of them that others have too, by their hashes.</summary>
    private sealed record Centre(int Number, double Share, double Whole, IReadOnlyDictionary<uint, (string Term, double Weight)> Terms)
    {
        public static Centre Of(Ranked hit, double share, Lexicon lexicon)
        {
            var (whole, terms) = (0.0, new Dictionary<uint, (string, double)>());
            for (var i = 0; i < Math.Min(MostTerms, hit.Candidate.Terms.Count); i++)
            {
                var hash = hit.Candidate.Terms[i].Hash;
                if (lexicon.Find(hash) is { } term)
                {
                    var weight = Math.Pow(Ranker.Weight(term.Documents, lexicon.Stats.Documents), 2);
                    whole += weight;
                    if (term.Documents > 1)
                    {
                        terms[hash] = (term.Term, weight);
                    }
                }
            }

            return new(hit.Number, share, whole, terms);
        }
    }
}
