using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using IntranetInnovation.IdeaBank;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Workflows;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Benchmarks;

/// <summary>What an administrator's trial of a large workflow costs against a page, and that flows which wait hold no memory.</summary>
internal static class TrialBench
{
    private const int Steps = 50;
    private const int Times = 20;
    private const int Fewer = 1_000;
    private const double Megabyte = 1024 * 1024;

    /// <summary>A dry run of a type of fifty steps against one page request, in the same process.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchHost host, string place)
    {
        var graph = WorkflowGraph.Parse(Definition());
        var number = await host.ReadAsync(db => db.Set<IdeaEntry>().OrderBy(e => e.Number).Select(e => e.Number).FirstAsync());
        using var person = await Person.SignInAsync(host, "medarbetare");
        var page = $"/forslag/{number.ToString(CultureInfo.InvariantCulture)}";
        var values = await Rounds.RunAsync(() => MillisecondsAsync(() => TryAsync(host, graph)), () => MillisecondsAsync(() => person.GetAsync(page)));
        var ratio = Rounds.Ratio(values[0], values[1]);
        return [new($"{place}: dry run of {Steps} steps, ms", Spread.Of(values[0]).ToString(), $"one page: {Spread.Of(values[1])}", ratio, "≤ 10", ratio.Median <= 10)];
    }

    /// <summary>What is held after the jobs and the pages about flows have been at work among so many that wait, ten times more against fewer. Leaves them waiting.</summary>
    public static async Task<Figure> MemoryAsync(BenchHost host, int waiting, DateTime dueUtc)
    {
        using var admin = await Person.SignInAsync(host, "admin");
        await FlowBench.WaitAsync(host, Fewer, dueUtc);
        await HeldAsync(host, admin);
        var few = await HeldAsync(host, admin);
        await FlowBench.WaitAsync(host, waiting - Fewer, dueUtc);
        var many = await HeldAsync(host, admin);
        var ratio = many / few;
        return new($"{host.Provider}: heap among {waiting:N0} flows that wait, MB", Spread.Short(many), $"among {Fewer:N0}: {Spread.Short(few)}", Spread.Of([ratio]), "≤ 1.1", ratio <= 1.1);
    }

    private static async Task<double> HeldAsync(BenchHost host, Person admin)
    {
        await JobAsync<FireTimers>(host);
        await JobAsync<BeginByTime>(host);
        await JobAsync<TellOverdue>(host);
        await JobAsync<Remind>(host);
        foreach (var path in new[] { "/admin/arbetsfloden", "/admin/arbetsfloden/pagaende", "/mina/arenden" })
        {
            await admin.GetAsync(path);
        }

        return GC.GetTotalMemory(forceFullCollection: true) / Megabyte;
    }

    private static Task<bool> JobAsync<TJob>(BenchHost host)
        where TJob : IJob => host.InScopeAsync(async services =>
    {
        await ActivatorUtilities.CreateInstance<TJob>(services).RunAsync(CancellationToken.None);
        return true;
    });

    private static async Task TryAsync(BenchHost host, WorkflowGraph graph)
    {
        var trial = await host.InScopeAsync(services => services.GetRequiredService<TryOut>()
            .RunAsync(graph, new SubjectSketch(null, new Dictionary<string, string>()), [], host.Clock.NowUtc, CancellationToken.None));
        if (trial.Lines.Count < Steps)
        {
            throw new InvalidOperationException($"The trial came {trial.Lines.Count} steps: {trial.Fault}");
        }
    }

    private static async Task<double> MillisecondsAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Times; i++)
        {
            await work();
        }

        return Stopwatch.GetElapsedTime(started).TotalMilliseconds / Times;
    }

    private static string Definition()
    {
        static string Id(int step) => $"4trial{step.ToString("00", CultureInfo.InvariantCulture)}";
        return new JsonObject
        {
            ["WorkflowTypeId"] = "4trial",
            ["Name"] = "Trial",
            ["Activities"] = new JsonArray([.. Enumerable.Range(0, Steps).Select(i => (JsonNode)new JsonObject
            {
                ["ActivityId"] = Id(i), ["Name"] = i == 0 ? "ProposalSubmittedEvent" : "LogTask", ["IsStart"] = i == 0, ["Properties"] = new JsonObject { ["Text"] = "{{ title }} i {{ department }}" },
            })]),
            ["Transitions"] = new JsonArray([.. Enumerable.Range(1, Steps - 1).Select(i => (JsonNode)new JsonObject
            {
                ["SourceActivityId"] = Id(i - 1), ["SourceOutcomeName"] = "Done", ["DestinationActivityId"] = Id(i),
            })]),
        }.ToJsonString();
    }
}
