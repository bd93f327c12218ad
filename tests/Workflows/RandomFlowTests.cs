using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.TestKit;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteRandomFlowTests() : RandomFlowTests(DatabaseProvider.Sqlite, Repository.Long ? 400 : 30);

public sealed class PostgresRandomFlowTests() : RandomFlowTests(DatabaseProvider.Postgres, Repository.Long ? 100 : 8);

/// <summary>Random drawings and random orders of what happens: every flow waits or has ended, nothing is lost, nothing is answered twice. The seed is in the message.</summary>
public abstract class RandomFlowTests(DatabaseProvider provider, int drawings) : IAsyncLifetime
{
    private const int Happenings = 25;

    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await Engine.StartAsync(provider);
        foreach (var name in new[] { "anna", "bo", "cecilia" })
        {
            engine.Town.Add(name, new RoleGrant(Roles.PanelMember, null));
        }

        engine.Town.Add("siv", new RoleGrant(Roles.CentralIdeaCoach, null));
    }

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
    }

    [Fact]
    public async Task Whatever_is_drawn_and_whatever_happens_a_flow_waits_or_has_ended()
    {
        var (met, finished, faulted) = (0, 0, 0);
        for (var seed = 1; seed <= drawings; seed++)
        {
            var random = new Random(seed);
            (await engine.ImportAsync(Draw(random))).Problems.ShouldBeEmpty($"seed {seed}");
            var thing = engine.Things.Add(engine.Town);
            (await engine.SubmitAsync(thing)).Problems.ShouldBeEmpty($"seed {seed}");
            for (var i = 0; i < Happenings; i++)
            {
                await SoundAsync(thing, $"seed {seed}, after {i}");
                if (!await HappenAsync(random, thing, $"seed {seed}, happening {i}"))
                {
                    break;
                }
            }

            await SoundAsync(thing, $"seed {seed}, last");
            var ends = (await engine.InstancesAsync(thing)).Select(i => i.Status).ToList();
            (finished, faulted) = (finished + ends.Count(s => s == WorkflowStatus.Finished), faulted + ends.Count(s => s == WorkflowStatus.Faulted));
            met += (await engine.JournalAsync(thing)).Count(l => l.Why is "Workflow.Why.BranchesMet" or "Workflow.Why.FirstBranch");
            await engine.SaveAsync(async (scope, ct) =>
            {
                await scope.GetRequiredService<IWorkflows>().CancelAsync(thing, "Workflow.Why.SubjectGone", null, engine.Clock.NowUtc, ct);
                return Done.Ok;
            });
        }

        // What the drawings must have come to, or they prove nothing.
        met.ShouldBeGreaterThan(drawings / 4);
        finished.ShouldBeGreaterThan(drawings / 10);
        faulted.ShouldBeGreaterThan(0);
    }

    private static JsonObject Draw(Random random)
    {
        var count = random.Next(4, 14);
        List<(string Name, object Properties)> steps = [Begin()];
        while (steps.Count < count)
        {
            steps.Add(random.Next(11) switch
            {
                0 or 1 => Ask(random.Next(2) == 0 ? "person:anna" : "role:PanelMember"),
                2 => ("UserTaskEvent", new { To = "role:PanelMember", AnsweredBy = random.Next(2) == 0 ? "All" : "Any", Actions = new[] { "yes", "no" } }),
                3 => ("TimerEvent", new { Duration = "PT1H" }),
                4 => Step("SupportReachedEvent"),
                5 or 6 => ("ForkTask", new { Forks = new[] { "a", "b", "c" }.Take(random.Next(1, 4)).ToArray() }),
                7 or 8 => ("JoinTask", new { Mode = random.Next(2) == 0 ? "WaitAll" : "WaitAny" }),
                9 => ("IfElseTask", new { Condition = new { All = new[] { new { Field = "status", Operator = "is", Value = "odd" } } } }),
                _ => Status(random.Next(2) == 0 ? "odd" : "even"),
            });
        }

        var arrows = new List<(int From, string Outcome, int To)>();
        for (var i = 0; i < count; i++)
        {
            foreach (var outcome in OutcomesOf(steps[i].Name).Where(_ => random.Next(6) > 0))
            {
                // Forward more often than back, or nothing would ever end.
                arrows.Add((i, outcome, i + 1 < count && random.Next(4) > 0 ? random.Next(i + 1, count) : random.Next(1, count)));
            }
        }

        return Graph(steps, [.. arrows.Where(a => steps[a.From].Name != "ForkTask" || ForksOf(steps[a.From]).Contains(a.Outcome))]);
    }

    private static string[] OutcomesOf(string name) => name switch
    {
        "UserTaskEvent" => ["yes", "no"],
        "ForkTask" => ["a", "b", "c"],
        "JoinTask" => ["Joined"],
        "IfElseTask" => ["True", "False"],
        _ => ["Done"],
    };

    private static string[] ForksOf((string Name, object Properties) fork) => (string[])fork.Properties.GetType().GetProperty("Forks")!.GetValue(fork.Properties)!;

    // False when nothing more can happen.
    private async Task<bool> HappenAsync(Random random, SubjectRef thing, string where)
    {
        var tasks = await engine.TasksAsync(thing);
        switch (random.Next(6))
        {
            case 0:
                engine.Clock.Advance(TimeSpan.FromHours(2));
                await engine.RunAsync<FireTimers>();
                break;
            case 1:
                engine.Things.Set(thing.Id, "enough", random.Next(2) == 0 ? "true" : "false");
                (await engine.TriggerAsync("SupportReachedEvent", thing)).Problems.ShouldBeEmpty(where);
                break;
            case 2 when (await engine.InstancesAsync(thing)).FirstOrDefault(i => i.Status == WorkflowStatus.Faulted && i.FaultActivityId is not null) is { } stopped:
                await engine.SaveAsync((scope, ct) => scope.GetRequiredService<WorkflowEngine>().RetryAsync(stopped.Id, null, engine.Clock.NowUtc, ct));
                break;
            case 3 when tasks.Count > 1:
                // Two at once, perhaps of the same step.
                var both = await Task.WhenAll(tasks.Take(2).Select(t => CompleteAsync(t, random.Next(2) == 0 ? "yes" : "no")));
                both.ShouldContain(r => r.Succeeded, where);
                both.SelectMany(r => r.Problems).ShouldAllBe(p => p.Kind == ProblemKind.Conflict, where);
                break;
            case 4 when tasks.Count > 0:
                // One task twice at once: one answer.
                (await Task.WhenAll(CompleteAsync(tasks[0], "yes"), CompleteAsync(tasks[0], "no"))).Count(r => r.Succeeded).ShouldBe(1, where);
                break;
            default:
                if (tasks.Count > 0)
                {
                    (await CompleteAsync(tasks[random.Next(tasks.Count)], random.Next(3) > 0 ? "yes" : "no")).Problems.ShouldBeEmpty(where);
                }

                break;
        }

        return (await engine.InstancesAsync(thing)).Any(i => i.Status is WorkflowStatus.Halted or WorkflowStatus.Faulted);
    }

    private Task<Result<Done>> CompleteAsync(WorkflowTaskInfo task, string action) => engine.SaveAsync((scope, ct) =>
        scope.GetRequiredService<IWorkflows>().CompleteAsync(task.Id, action, Viewer.System("test"), engine.Clock.NowUtc, ct));

    private async Task SoundAsync(SubjectRef thing, string where)
    {
        foreach (var flow in await engine.InstancesAsync(thing))
        {
            var rows = await engine.ReadAsync(db => db.Set<WaitRow>().AsNoTracking().Where(w => w.InstanceId == flow.Id).ToListAsync());
            var open = rows.Where(r => r.IsOpen).ToList();
            flow.Status.ShouldBeOneOf(WorkflowStatus.Halted, WorkflowStatus.Finished, WorkflowStatus.Faulted);
            (open.Count > 0).ShouldBe(flow.Status == WorkflowStatus.Halted, $"{where}: {flow.Status} with {open.Count} open");
            flow.IsLive.ShouldBe(flow.Status == WorkflowStatus.Halted, where);

            // A step waits once, though several may be asked.
            open.GroupBy(r => r.ActivityId).ShouldAllBe(g => g.Select(r => r.Step).Distinct().Count() == 1, where);

            // Whoever waits at a join waits for something that can still come.
            var graph = await engine.ReadAsync(async db => WorkflowGraph.Parse(await db.Set<WorkflowVersion>().Where(v => v.Id == flow.VersionId).Select(v => v.Definition).SingleAsync()));
            if (flow.Status != WorkflowStatus.Faulted)
            {
                flow.Parked().ShouldAllBe(j => open.Any(r => graph.Reaches(r.ActivityId, j)), $"{where}: {flow.Status}");
            }

            // Of a step's tasks one answer was followed: each outcome that led on is one row's, journaled once.
            var lines = await engine.ReadAsync(db => db.Set<JournalEntry>().AsNoTracking().Where(e => e.InstanceId == flow.Id).OrderBy(e => e.Step).ToListAsync());
            lines.Select(l => l.Step).ShouldBe(Enumerable.Range(1, flow.Steps), where);
            var answered = rows.Count(r => r is { Kind: WaitKind.Task, Outcome: not null });
            lines.Count(l => l.Why is "Workflow.Why.Answered" or "Workflow.Why.AnsweredOne").ShouldBe(answered, where);
        }
    }
}
