using IntranetInnovation.IdeaBank.Tests;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Benchmarks;

/// <summary><c>./dev bench [--small | --long] [PART …]</c>: the ratios of docs/benchmarks.md, in one run. Never a test: a machine may be busy.</summary>
internal static class Benchmarks
{
    private const int Middle = 100_000;

    private static readonly string[] Parts = ["quality", "search", "index", "pages", "submit", "flows", "memory", "start"];

    public static async Task<int> Main(string[] args)
    {
        if (args.Except([.. Parts, "--small", "--long"]).Any())
        {
            await Console.Error.WriteLineAsync($"./dev bench [--small | --long] [{string.Join(" | ", Parts)}]");
            return 2;
        }

        int[] sizes = args.Contains("--small") ? [1_000] : args.Contains("--long") ? [1_000, Middle, 1_000_000] : [1_000, Middle];
        string[] chosen = [.. Parts.Intersect(args)];
        var parts = chosen.Length > 0 ? chosen : Parts;
        var figures = new List<Figure>();
        if (parts.Intersect(["quality", "search"]).Any() && SharedData.Find("queries.jsonl") is not null)
        {
            Console.WriteLine(await QualityBench.RunAsync());
        }

        foreach (var provider in new[] { DatabaseProvider.Sqlite, DatabaseProvider.Postgres }.Where(p => p == DatabaseProvider.Sqlite || TestDatabase.HasPostgres))
        {
            if (parts.Except(["quality", "start"]).Any())
            {
                await OnAsync(provider, sizes, parts, figures);
            }
        }

        if (parts.Contains("start"))
        {
            await ShowAsync(figures, ProgramBench.StartAsync());
        }

        if (figures.Count > 0)
        {
            Console.WriteLine($"\n{Table.Of(figures)}");
        }

        return 0;
    }

    private static async Task OnAsync(DatabaseProvider provider, int[] sizes, string[] parts, List<Figure> figures)
    {
        await using var host = new BenchHost(provider);
        await host.InitializeAsync();
        foreach (var size in sizes)
        {
            var place = $"{provider} {size:N0}";
            Console.WriteLine($"{place}: filled in {await Seeding.FillAsync(host, size):N0} s");
            if (parts.Contains("search"))
            {
                await ShowAsync(figures, SearchBench.RunAsync(host, place));
            }

            if (parts.Contains("pages"))
            {
                await ShowAsync(figures, PageBench.RunAsync(host, place));
            }

            if (parts.Contains("memory") && size >= Middle)
            {
                var (requests, most) = size == Middle ? (10_000, 300) : (1_000, 400);
                await ShowAsync(figures, ProgramBench.MemoryAsync(host, place, requests, most));
            }

            if (parts.Contains("flows") && size == sizes[0])
            {
                await ShowAsync(figures, FlowBench.RunAsync(host, place));
            }

            // Last, since they leave rows behind.
            if (parts.Contains("index") && size <= Middle)
            {
                await ShowAsync(figures, IndexBench.RunAsync(host, place));
            }

            if (parts.Contains("submit"))
            {
                await ShowAsync(figures, SubmitBench.RunAsync(host, place));
            }
        }
    }

    // Long runs may be broken off: each part is shown when it is there.
    private static async Task ShowAsync(List<Figure> figures, Task<IReadOnlyList<Figure>> measured)
    {
        var some = await measured;
        figures.AddRange(some);
        Console.WriteLine(Table.Of(some));
    }
}
