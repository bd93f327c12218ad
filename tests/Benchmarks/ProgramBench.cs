using IntranetInnovation.IdeaBank;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Benchmarks;

/// <summary>What only the program by itself can show: how soon it answers, and what it holds after much work.</summary>
internal static class ProgramBench
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>Start to first answer with data that is set up, against an empty program with EF Core.</summary>
    public static async Task<IReadOnlyList<Figure>> StartAsync()
    {
        var (ours, empty) = (await Published.MakeAsync("src/Web"), await Published.MakeAsync("tests/Benchmarks/Empty"));
        var data = Directory.CreateTempSubdirectory("innovation-bench-data").FullName;
        try
        {
            async Task<double> Once(string folder, string assembly, Dictionary<string, string> settings)
            {
                var (program, milliseconds) = await Published.StartAsync(folder, assembly, settings);
                await program.DisposeAsync();
                return milliseconds;
            }

            var values = await Rounds.RunAsync(
                () => Once(ours, "IntranetInnovation.Web", new() { ["Data__Path"] = data, ["Setup__Recipe"] = "motala-demo" }),
                () => Once(empty, "IntranetInnovation.Empty", new() { ["ConnectionStrings__Database"] = $"Data Source={Path.Combine(data, "empty.db")}" }));
            var ratio = Rounds.Ratio(values[0], values[1]);
            return [new("Start to first answer, ms", Spread.Of(values[0]).ToString(), $"empty program with EF Core: {Spread.Of(values[1])}", ratio, "≤ 3", ratio.Median <= 3)];
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Working set of the published program on the data of <paramref name="host"/>, half-way through mixed requests and after them.</summary>
    public static async Task<IReadOnlyList<Figure>> MemoryAsync(BenchHost host, string place, int requests, int most)
    {
        var queries = await SearchBench.QueriesAsync(host);
        var numbers = await host.ReadAsync(db => db.Set<IdeaEntry>().Where(e => e.IsCounted).OrderBy(e => e.Number).Select(e => e.Number).Take(1_000).ToListAsync());
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Data__Path"] = host.Database.DataPath,
            ["Database__Provider"] = host.Provider.ToString(),
            ["ConnectionStrings__Database"] = host.Database.ConnectionString ?? "",
        };
        var (program, _) = await Published.StartAsync(await Published.MakeAsync("src/Web"), "IntranetInnovation.Web", settings);
        await using (program)
        {
            using var person = await Person.SignInAsync(program.Address, "medarbetare");
            await AskAsync(person, queries, numbers, 0, requests / 2);
            var half = program.WorkingSet / Megabyte;
            await AskAsync(person, queries, numbers, requests / 2, requests);
            var whole = program.WorkingSet / Megabyte;
            var ratio = Spread.Of([whole / half]);
            return
            [
                new($"{place}: working set after {requests:N0} requests, MB", Spread.Short(whole), "", null, $"≤ {most}", whole <= most),
                new($"{place}: the same, flat", Spread.Short(whole), $"after {requests / 2:N0}: {Spread.Short(half)}", ratio, "≤ 1.1", whole / half <= 1.1),
            ];
        }
    }

    private static async Task AskAsync(Person person, IReadOnlyList<string> queries, IReadOnlyList<int> numbers, int from, int until)
    {
        var next = from - 1;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < until; i = Interlocked.Increment(ref next))
            {
                await person.GetAsync(Address(i, Uri.EscapeDataString(queries[i % queries.Count]), numbers));
            }
        }));
    }

    private static string Address(int i, string query, IReadOnlyList<int> numbers) => (i % 10) switch
    {
        0 => "/",
        1 => "/idebank",
        2 => $"/idebank?q={query}",
        3 => "/kampanjer",
        4 => "/mina/forslag",
        5 => "/goda-exempel",
        6 => $"/api/v1/ideas/suggest?q={query}",
        7 => $"/api/v1/ideas?q={query}",
        _ => $"/forslag/{numbers[i % numbers.Count]}",
    };
}
