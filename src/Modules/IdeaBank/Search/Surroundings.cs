using IntranetInnovation.Kernel.Data;

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
    private const double Worth = 0.3;
    private const double Least = 0.05;

    private readonly IReadOnlyList<Centre> centres;
    private readonly double middleLength;

    private Surroundings(IReadOnlyList<Centre> centres, double middleLength) => (this.centres, this.middleLength) = (centres, middleLength);

    /// <summary>Of no hits.</summary>
    public static Surroundings None { get; } = new([], 1);

    /// <summary>Reads what the best hits' terms weigh: one statement, none when there are no hits.</summary>
    public static async Task<Surroundings> ReadAsync(AppDb db, IReadOnlyList<Ranked> ranked, IndexStats stats, CancellationToken ct)
    {
        var best = ForEveryone(ranked).Take(Best).Where(r => r.Score > 0).Select(r => (Hit: r, Terms: r.Candidate.Text.Content.Distinct().Take(MostTerms).ToArray())).ToList();
        if (best.Count == 0)
        {
            return None;
        }

        var (sql, store) = (new Sql(), IndexStore.Of(db));
        var known = await sql.ReadAsync(
            db, $"SELECT term, documents FROM ideabank_term WHERE term IN ({store.Each(sql.Add(store.Several(best.SelectMany(b => b.Terms).Distinct())))})",
            r => (Term: r.DbDataReader.GetString(0), Documents: r.DbDataReader.GetInt32(1)), ct);
        var weights = known.ToDictionary(k => k.Term, k => (Weight: Ranker.Weight(k.Documents, stats.Documents), IsShared: k.Documents > 1));
        return new(
            [.. best.Select(b => new Centre(
                b.Hit.Number, b.Hit.Score / best[0].Hit.Score, b.Terms.Where(weights.ContainsKey).Sum(t => weights[t].Weight),
                b.Terms.Where(t => weights.TryGetValue(t, out var w) && w.IsShared).ToDictionary(t => t, t => weights[t].Weight)))],
            Math.Max(1, (stats.Title + stats.Problem + stats.Solution) / (double)Math.Max(1, stats.Documents)));
    }

    /// <summary>The terms that tell most of what the best hits are about, and that others have too.</summary>
    public IReadOnlyList<string> Telling() =>
    [
        .. centres.SelectMany(c => c.Terms.Select(t => (t.Key, Worth: t.Value * c.Share))).GroupBy(t => t.Key)
            .OrderByDescending(g => g.Sum(t => t.Worth)).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MostTelling).Select(g => g.Key),
    ];

    /// <summary>The hits, those first that are about the same as the best ones; below the first fifty or so the order stays.</summary>
    public IReadOnlyList<Ranked> Reorder(IReadOnlyList<Ranked> ranked)
    {
        if (centres.Count == 0)
        {
            return ranked;
        }

        var common = ForEveryone(ranked).Take(Looked).ToList();
        var (whole, last) = (common[0].Score, common[^1].Score);
        var looked = ranked.TakeWhile(r => r.Score >= last).Select(r => (Hit: r, Close: Closeness(r.Candidate))).ToList();
        var closest = looked.Where(l => l.Hit.Candidate.IsForEveryone).Max(l => l.Close);
        return
        [
            .. Ranked.InOrder(looked.Select(l => l.Hit with { Score = 1 + (l.Hit.Score / whole) + (closest > 0 ? Worth * Math.Min(1, l.Close / closest) : 0) })),

            // After them all, whatever they are about.
            .. ranked.Skip(looked.Count).Select(r => r with { Score = r.Score / whole }),
        ];
    }

    /// <summary>Those of the candidates that are near enough to be shown, nearest first.</summary>
    public IEnumerable<Ranked> Near(IEnumerable<Candidate> candidates) =>
        Ranked.InOrder(candidates.Select(c => new Ranked(c, Closeness(c))).Where(r => r.Score >= Least));

    private static IEnumerable<Ranked> ForEveryone(IEnumerable<Ranked> ranked) => ranked.Where(r => r.Candidate.IsForEveryone);

    // The share of the best hits' words that it has; a long text has many words of everything. None is close to itself.
    private double Closeness(Candidate one)
    {
        var others = centres.Where(c => c.Number != one.Number).ToList();
        if (others.Count == 0)
        {
            return 0;
        }

        var terms = one.Text.Content.ToList();
        var own = terms.ToHashSet();
        var length = Math.Sqrt(Math.Max(1, terms.Count) / middleLength);
        return others.Where(c => c.Whole > 0).Sum(c => c.Share * c.Terms.Where(t => own.Contains(t.Key)).Sum(t => t.Value) / c.Whole) / centres.Sum(c => c.Share) / length;
    }

    /// <summary>One of the best hits: how good it is beside the very best, what its terms weigh together, and those of them that others have too.</summary>
    private sealed record Centre(int Number, double Share, double Whole, IReadOnlyDictionary<string, double> Terms);
}
