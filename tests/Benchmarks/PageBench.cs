using IntranetInnovation.IdeaBank;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Benchmarks;

/// <summary>Pages for a signed-in person, against a bare page with the same layout, person and number of reads.</summary>
internal static class PageBench
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1.5);

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchHost host, string place)
    {
        var number = await host.ReadAsync(db => db.Set<IdeaEntry>().OrderByDescending(e => e.Supports).ThenBy(e => e.Number).Select(e => e.Number).FirstAsync());
        var campaign = await host.ReadAsync(db => db.Set<IdeaEntry>().Where(e => e.Campaign != null).GroupBy(e => e.Campaign!).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstAsync());
        using var person = await Person.SignInAsync(host, "medarbetare");
        var figures = new List<Figure>();
        foreach (var path in new[] { "/", "/idebank", $"/forslag/{number}", $"/kampanjer/{campaign}" })
        {
            var reads = await ReadsAsync(host, path) - await ReadsAsync(host, "/bench/bare");
            var bare = $"/bench/bare?reads={reads}";
            var values = await Rounds.RunAsync(() => person.RateAsync(path, Length), () => person.RateAsync(bare, Length));
            var ratio = Rounds.Ratio(values[0], values[1]);
            figures.Add(new($"{place}: {path}, requests/s", Spread.Of(values[0]).ToString(), $"bare, {reads} reads: {Spread.Of(values[1])}", ratio, "≥ 0.5", ratio.Median >= 0.5));
        }

        return figures;
    }

    // The second time, when what is kept in memory is there.
    private static async Task<int> ReadsAsync(BenchHost host, string path)
    {
        using var visitor = await host.SignInAsync("medarbetare");
        await visitor.GetPageAsync(path);
        return (await visitor.GetPageAsync(path)).Statements.Count;
    }
}
