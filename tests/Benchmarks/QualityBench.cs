using System.Globalization;
using IntranetInnovation.IdeaBank.Synonyms;
using IntranetInnovation.IdeaBank.Tests;

namespace IntranetInnovation.Benchmarks;

/// <summary>How well the bank finds what people mean, by kind of query: without synonyms, with those that the product comes with, and what text alone could reach.</summary>
internal static class QualityBench
{
    public static async Task<string> RunAsync()
    {
        await using var host = new SqliteBank();
        await host.InitializeAsync();
        await host.LoadAsync();
        var (queries, own) = (Judged.Queries(), Judged.OwnQueries());
        var ownWithout = await ScoresAsync(host, own);
        var without = await ScoresAsync(host, queries);
        await host.ReadAsync(async db =>
        {
            db.AddRange(await Judged.SynonymsAsync());
            return await db.SaveChangesAsync();
        });
        var with = await ScoresAsync(host, queries);
        var ownWith = await ScoresAsync(host, own);
        var ceilings = Judged.Ceilings(queries);
        var rows = Enumerable.Range(0, queries.Count).ToList();
        string Line(string kind, IReadOnlyCollection<int> of)
        {
            double Mean(IReadOnlyList<double> values) => of.Average(i => values[i]);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind,-12} | {of.Count,7} | {Mean(without),7:F3} | {Mean(with),13:F3} | {Mean(ceilings),7:F3} | {(Mean(ceilings) > 0 ? Mean(without) / Mean(ceilings) : 1),14:F2} |");
        }

        return string.Join('\n', (string[])
        [
            "| Kind         | Queries | nDCG@10 | with synonyms | ceiling | of the ceiling |",
            "|--------------|---------|---------|---------------|---------|----------------|",
            .. rows.GroupBy(i => queries[i].Kind).OrderByDescending(g => g.Count()).Select(g => Line(g.Key, [.. g])),
            Line("all", rows),
            string.Create(CultureInfo.InvariantCulture, $"\nOwn queries, known-item: {own.Count}, nDCG@10 {ownWithout.Average():F3}, with synonyms {ownWith.Average():F3}"),
        ]);
    }

    private static async Task<IReadOnlyList<double>> ScoresAsync(SqliteBank host, IReadOnlyList<JudgedQuery> queries)
    {
        var scores = new List<double>();
        foreach (var query in queries)
        {
            scores.Add(Judged.Ndcg(await host.FirstTenAsync(query.Text), query.Judgments));
        }

        return scores;
    }
}
