using System.Diagnostics;
using IntranetInnovation.IdeaBank;
using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Benchmarks;

/// <summary>Fifty searches with facets through HTTP, against the same by hand and an empty answer.</summary>
internal static class SearchBench
{
    private const int Queries = 50;
    private static readonly Analyzer Swedish = Analyzer.Of("sv");

    private const int WarmUps = 3_000;
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchHost host, string place)
    {
        using var person = await Person.SignInAsync(host, "medarbetare");
        await using var hand = await HandWritten.OpenAsync(host, await person.ReadAsync<string[]>(YardstickModule.Principals));
        var queries = await QueriesAsync(host);
        Task<double> Middle(Func<string, Task<double>> one) => MiddleAsync(queries, one);

        // Code that has answered a few thousand times is compiled for good; until then one would measure the compiler, which made searches twice as slow.
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < WarmUps && (i < Queries || Stopwatch.GetElapsedTime(started) < LongestWarmUp); i++)
        {
            var query = queries[i % queries.Count];
            await person.TimeAsync($"/api/v1/ideas?q={Uri.EscapeDataString(query)}");
            await person.TimeAsync(Suggestions(query));
            await person.TimeAsync(YardstickModule.Empty);
        }

        var values = await Rounds.RunAsync(
            () => Middle(q => person.TimeAsync($"/api/v1/ideas?q={Uri.EscapeDataString(q)}")),
            () => Middle(q => TimeAsync(hand, q)),
            () => Middle(_ => person.TimeAsync(YardstickModule.Empty)),
            () => Middle(q => person.TimeAsync(Suggestions(q))));
        var (ours, byHand, empty, suggest) = (values[0], values[1], values[2], values[3]);
        var ratio = Rounds.Ratio(ours, [.. byHand.Zip(empty, (h, e) => h + e)]);
        var suggested = Rounds.Ratio(suggest, empty);
        return
        [
            new($"{place}: search with facets, ms", Text(ours), $"by hand {Text(byHand)} + empty {Text(empty)}", ratio, "≤ 3", ratio.Median <= 3),
            new($"{place}: suggestions, ms", Text(suggest), $"empty {Text(empty)}", suggested, "≤ 3", suggested.Median <= 3),
        ];
    }

    // As somebody types it who has two letters to go.
    private static string Suggestions(string query) => $"/api/v1/ideas/suggest?q={Uri.EscapeDataString(query[..Math.Max(3, query.Length - 2)])}";

    /// <summary>One to three words each, as they stand in proposals spread over the whole bank.</summary>
    public static async Task<IReadOnlyList<string>> QueriesAsync(BenchHost host)
    {
        var problems = await host.ReadAsync(async db =>
        {
            var entries = db.Set<IdeaEntry>().AsNoTracking();
            var step = Math.Max(1, await entries.MaxAsync(e => e.Number) / (Queries * 2));
            return await entries.Where(e => e.Number % step == 0).OrderBy(e => e.Number).Select(e => e.Problem).Take(Queries * 2).ToListAsync();
        });
        return [.. problems.Select((problem, i) => string.Join(' ', Swedish.Tokens(problem).Where(t => t.Word.Length > 3 && t.Word.All(char.IsLetter)).DistinctBy(t => t.Term)
            .Skip(i % 4).Take((i % 3) + 1).Select(t => t.Word))).Where(q => q.Length > 0).Distinct().Take(Queries)];
    }

    private static async Task<double> MiddleAsync(IReadOnlyList<string> queries, Func<string, Task<double>> one)
    {
        var times = new List<double>();
        foreach (var query in queries)
        {
            times.Add(await one(query));
        }

        return Spread.Middle(times);
    }

    private static async Task<double> TimeAsync(HandWritten hand, string query)
    {
        var started = Stopwatch.GetTimestamp();
        await hand.FindAsync([.. Swedish.Tokens(query).Select(t => t.Term)]);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static string Text(double[] values) => Spread.Of(values).ToString();
}
