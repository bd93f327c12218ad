using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteTimerTests() : TimerTests(DatabaseProvider.Sqlite);

public sealed class PostgresTimerTests() : TimerTests(DatabaseProvider.Postgres);

/// <summary>Many timers at once, and several nodes that wake them.</summary>
public abstract class TimerTests(DatabaseProvider provider) : IAsyncLifetime
{
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await Engine.StartAsync(provider);
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
    public async Task Nodes_that_fire_at_once_wake_each_timer_once()
    {
        var things = await WaitingAsync(120);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => engine.RunAsync<FireTimers>()));
        await engine.RunAsync<FireTimers>(); // What one node passed by since another held it.

        things.ShouldAllBe(t => engine.Things.Value(t, "status") == "woken");
        (await CountAsync("Workflow.Why.TimeCame")).ShouldBe(things.Count);
        (await CountAsync("Workflow.Why.Waits")).ShouldBe(things.Count);
    }

    [Fact]
    public async Task One_timer_that_cannot_be_woken_holds_nobody_up()
    {
        var things = await WaitingAsync(12);
        var broken = (await engine.InstancesAsync(things[3])).Single().Id;
        await engine.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.Id == broken)
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.VersionId, new WorkflowVersionId(Guid.CreateVersion7()))));

        await engine.RunAsync<FireTimers>();

        things.Where((_, i) => i != 3).ShouldAllBe(t => engine.Things.Value(t, "status") == "woken");
        (await engine.InstancesAsync(things[3])).Single().Status.ShouldBe(WorkflowStatus.Halted, "it waits to be mended");
    }

    [Fact]
    public async Task Complaint_5_after_a_wait_the_flow_sees_its_subject_as_it_is_now()
    {
        var isDecided = new { Condition = new { All = new[] { new { Field = "status", Operator = "is", Value = "decided" } } } };
        (await engine.ImportAsync(Graph([Begin(), ("TimerEvent", new { Duration = "P1D" }), ("IfElseTask", isDecided), Status("seen")], (0, "Done", 1), (1, "Done", 2), (2, "True", 3)))).Problems.ShouldBeEmpty();
        var thing = engine.Things.Add(engine.Town);
        await engine.SubmitAsync(thing);

        engine.Things.Set(thing.Id, "status", "decided");
        engine.Clock.Advance(TimeSpan.FromDays(2));
        await engine.RunAsync<FireTimers>();

        engine.Things.Value(thing, "status").ShouldBe("seen");
    }

    private async Task<List<SubjectRef>> WaitingAsync(int count)
    {
        (await engine.ImportAsync(Type(Begin(), ("TimerEvent", new { Duration = "PT1H" }), Status("woken"), Ask("central-coach")))).Problems.ShouldBeEmpty();
        var things = Enumerable.Range(0, count).Select(_ => engine.Things.Add(engine.Town)).ToList();
        foreach (var thing in things)
        {
            await engine.SubmitAsync(thing);
        }

        engine.Clock.Advance(TimeSpan.FromHours(2));
        return things;
    }

    private Task<int> CountAsync(string why) => engine.ReadAsync(db => db.Set<JournalEntry>().CountAsync(e => e.Why == why));
}
