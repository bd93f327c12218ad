using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.Extensions.DependencyInjection;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class FaultTests : IAsyncLifetime
{
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await Engine.StartAsync(DatabaseProvider.Sqlite);

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    [Fact]
    public async Task A_loop_without_a_wait_stops_with_a_sentence()
    {
        var steps = new[] { Begin(), Status("a"), Status("b") };
        await engine.ImportAsync(Graph(steps, (0, "Done", 1), (1, "Done", 2), (2, "Done", 1)));
        var thing = engine.Things.Add(engine.Town);

        (await engine.SubmitAsync(thing)).Succeeded.ShouldBeTrue();

        var instance = (await engine.InstancesAsync(thing)).ShouldHaveSingleItem();
        (instance.Status, instance.Fault).ShouldBe((WorkflowStatus.Faulted, "Workflow.Fault.Loop"));
        (await engine.JournalAsync(thing))[^1].Why.ShouldBe("Workflow.Why.Stopped");
    }

    [Fact]
    public async Task A_step_that_throws_leaves_nothing_behind_and_never_fails_the_caller()
    {
        await engine.ImportAsync(Type(Begin(), Step("StumbleTask")));
        var thing = engine.Things.Add(engine.Town);

        (await engine.SubmitAsync(thing)).Succeeded.ShouldBeTrue();

        var instance = (await engine.InstancesAsync(thing)).ShouldHaveSingleItem();
        instance.Status.ShouldBe(WorkflowStatus.Faulted);
        instance.FaultArguments.ShouldContain("hemlig detalj");
        instance.Memory.ShouldBe("{}");
        (await engine.EventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_went_wrong_inside_is_not_told_in_the_journal()
    {
        await engine.ImportAsync(Type(Begin(), Step("StumbleTask")));
        var thing = engine.Things.Add(engine.Town);

        await engine.SubmitAsync(thing);

        (await engine.JournalAsync(thing)).ShouldNotContain(l => l.WhyArguments.Any(a => a.Contains("hemlig", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_the_caller_changed_before_a_step_that_throws_is_kept()
    {
        await engine.ImportAsync(Type(Begin(), Step("StumbleTask")));
        var thing = engine.Things.Add(engine.Town);

        await engine.SaveAsync(async (scope, ct) =>
        {
            await scope.GetRequiredService<AppDb>().SetSettingAsync("test.before", "kept", ct);
            await scope.GetRequiredService<IWorkflows>().TriggerAsync("ProposalSubmittedEvent", thing, null, engine.Clock.NowUtc, ct);
            return Kernel.Outcome.Done.Ok;
        });

        (await engine.ReadAsync(db => db.SettingAsync("test.before", default))).ShouldBe("kept");
    }

    [Fact]
    public async Task A_script_is_never_evaluated()
    {
        await engine.ImportAsync(Graph([Begin(), ("IfElseTask", new { Condition = new { Expression = "true" } }), Status("ran")], (0, "Done", 1), (1, "True", 2)));
        var thing = engine.Things.Add(engine.Town);

        await engine.SubmitAsync(thing);

        (await engine.InstancesAsync(thing)).Single().Fault.ShouldBe("Workflow.Fault.Script");
        engine.Things.Value(thing, "status").ShouldBeNull();
    }

    [Fact]
    public async Task A_decision_stands_though_a_step_after_it_fails()
    {
        var chief = engine.Town.Add("karin", new RoleGrant(Roles.UnitManager, engine.Town.Library.Value));
        await engine.ImportAsync(Graph([Begin(), Assign("unit-manager"), Ask(), Step("StumbleTask")], (0, "Done", 1), (1, "Done", 2), (2, "yes", 3)));
        var thing = engine.Things.Add(engine.Town);
        await engine.SubmitAsync(thing);

        (await engine.CompleteAsync((await engine.TasksAsync(thing)).Single(), "yes", chief)).Succeeded.ShouldBeTrue();

        (await engine.JournalAsync(thing)).ShouldContain(l => l.Outcome == "yes");
        (await engine.InstancesAsync(thing)).Single().Status.ShouldBe(WorkflowStatus.Faulted);
    }

    [Fact]
    public async Task A_timer_wakes_the_flow_when_its_time_has_come()
    {
        await engine.ImportAsync(Type(Begin(), Step("PauseTask"), Status("woken")));
        var thing = engine.Things.Add(engine.Town);
        await engine.SubmitAsync(thing);

        await FireAsync();
        engine.Things.Value(thing, "status").ShouldBeNull();
        engine.Clock.Advance(TimeSpan.FromDays(8));
        await FireAsync();
        await FireAsync();

        engine.Things.Value(thing, "status").ShouldBe("woken");
        (await engine.InstancesAsync(thing)).Single().Status.ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task An_answer_ends_the_timer_that_waited_beside_it()
    {
        var chief = engine.Town.Add("karin", new RoleGrant(Roles.UnitManager, engine.Town.Library.Value));
        await engine.ImportAsync(Graph([Begin(), Assign("unit-manager"), Step("EitherTask"), Status("in-time"), Status("late")],
            (0, "Done", 1), (1, "Done", 2), (2, "yes", 3), (2, "Timer", 4)));
        var thing = engine.Things.Add(engine.Town);
        await engine.SubmitAsync(thing);

        await engine.CompleteAsync((await engine.TasksAsync(thing)).Single(), "yes", chief);
        engine.Clock.Advance(TimeSpan.FromDays(8));
        await FireAsync();

        engine.Things.Value(thing, "status").ShouldBe("in-time");
    }

    [Fact]
    public async Task An_event_resumes_only_when_the_step_takes_it()
    {
        await engine.ImportAsync(Type(Begin(), Step("SupportReachedEvent"), Status("popular")));
        var thing = engine.Things.Add(engine.Town);
        await engine.SubmitAsync(thing);

        await engine.TriggerAsync("SupportReachedEvent", thing);
        engine.Things.Value(thing, "status").ShouldBeNull();
        engine.Things.Set(thing.Id, "enough", "true");
        await engine.TriggerAsync("SupportReachedEvent", thing);

        engine.Things.Value(thing, "status").ShouldBe("popular");
    }

    private Task<bool> FireAsync() => engine.RunAsync<FireTimers>();
}
