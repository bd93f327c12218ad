using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.Extensions.DependencyInjection;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteStoppedTests() : StoppedTests(DatabaseProvider.Sqlite);

public sealed class PostgresStoppedTests() : StoppedTests(DatabaseProvider.Postgres);

public abstract class StoppedTests(DatabaseProvider provider) : IAsyncLifetime
{
    private Engine engine = null!;

    private Town Town => engine.Town;

    public async ValueTask InitializeAsync()
    {
        engine = await Engine.StartAsync(provider);
        engine.Things.Need = thing => thing.Values.GetValueOrDefault("status") switch
        {
            "approved" => new("plan", ["started"]),
            "rejected" or "being-implemented" => null,
            _ => new("decision", ["approved", "rejected"]),
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_flow_that_stops_leaves_a_task_with_the_coach()
    {
        var coach = Town.Add("siv", new RoleGrant(Roles.IdeaCoach, Town.Culture.Value));
        await ImportAsync(Step("BrokenTask"), Assign("unit-manager"), Form("decision", "approved", "rejected"));

        var thing = await SubmitAsync();

        var task = (await engine.TasksAsync(thing)).ShouldHaveSingleItem();
        (task.Form, task.Assignee.Person, task.Title).ShouldBe(("decision", coach, "Flödet stannade: ta hand om förslaget"));
        task.DueUtc.ShouldNotBeNull();
        (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Faulted);
        (await engine.EventsAsync<TaskAssigned>()).ShouldHaveSingleItem().Principal.ShouldBe(Principal.Person(coach.Value));
        engine.Things.Answerer(thing).ShouldBe("Siv");
        (await engine.JournalAsync(thing))[^1].Why.ShouldBe("Workflow.Why.TakenCareOf");
    }

    [Fact]
    public async Task The_one_who_answered_for_it_keeps_it_when_the_flow_stops()
    {
        var chief = Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value));
        await ImportAsync(Assign("unit-manager"), Step("BrokenTask"), Form("decision", "approved", "rejected"));

        var thing = await SubmitAsync();

        (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Assignee.Person.ShouldBe(chief);
    }

    [Fact]
    public async Task Answering_the_task_that_stands_in_goes_on_from_the_step_it_stands_for()
    {
        var chief = Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value));
        (await engine.ImportAsync(Graph([Begin(), Assign("unit-manager"), Step("BrokenTask"), Form("decision", "approved", "rejected"), Form("plan", "started")],
            (0, "Done", 1), (1, "Done", 2), (2, "Done", 3), (3, "approved", 4)))).Problems.ShouldBeEmpty();
        var thing = await SubmitAsync();
        engine.Things.Set(thing.Id, "status", "approved");

        (await engine.CompleteAsync((await engine.TasksAsync(thing)).Single(), "approved", chief)).Succeeded.ShouldBeTrue();

        (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Form.ShouldBe("plan");
        (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Halted);
    }

    [Fact]
    public async Task A_flow_that_stops_again_and_again_never_leaves_it_with_nobody()
    {
        var chief = Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value));
        (await engine.ImportAsync(Graph([Begin(), Assign("unit-manager"), Form("decision", "approved", "rejected"), Step("BrokenTask")],
            (0, "Done", 1), (1, "Done", 2), (2, "approved", 3)))).Problems.ShouldBeEmpty();
        var thing = await SubmitAsync();
        engine.Things.Set(thing.Id, "status", "approved");
        await engine.CompleteAsync((await engine.TasksAsync(thing)).Single(), "approved", chief);

        var plan = (await engine.TasksAsync(thing)).ShouldHaveSingleItem();
        (plan.Form, plan.Assignee.Person).ShouldBe(("plan", chief));
        engine.Things.Set(thing.Id, "status", "being-implemented");
        (await engine.CompleteAsync(plan, "started", chief)).Succeeded.ShouldBeTrue();

        (await engine.TasksAsync(thing)).ShouldBeEmpty("nothing more is awaited");
        (await engine.JournalAsync(thing)).ShouldContain(l => l.Outcome == "started" && l.By == "Karin");
    }

    [Fact]
    public async Task Without_any_flow_the_coach_is_asked_and_administrators_see_it()
    {
        var central = Town.Add("cia", new RoleGrant(Roles.CentralIdeaCoach));

        var thing = await SubmitAsync();

        var task = (await engine.TasksAsync(thing)).ShouldHaveSingleItem();
        (task.Form, task.Assignee.Person).ShouldBe(("decision", central));
        var stray = (await engine.InstancesAsync(thing)).ShouldHaveSingleItem();
        (stray.Status, stray.Fault).ShouldBe((WorkflowStatus.Faulted, "Workflow.Fault.NoFlow"));
        engine.Things.Set(thing.Id, "status", "approved");
        (await engine.CompleteAsync(task, "approved", central)).Succeeded.ShouldBeTrue();
        (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Form.ShouldBe("plan");
    }

    [Fact]
    public async Task A_flow_that_ends_before_anybody_was_asked_is_no_end()
    {
        await ImportAsync(Status("assigned"));

        var thing = await SubmitAsync();

        (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Form.ShouldBe("decision");
        (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Fault.ShouldBe("Workflow.Fault.EndedEarly");
    }

    [Fact]
    public async Task Trying_again_goes_on_from_the_step_that_was_mended()
    {
        var chief = Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value));
        await ImportAsync(Assign("unit-manager"), Step("BrokenTask"), Form("decision", "approved", "rejected"));
        var thing = await SubmitAsync();
        var stood = (await engine.TasksAsync(thing)).Single();
        engine.Things.IsMended = true;

        (await RetryAsync(thing, chief)).Succeeded.ShouldBeTrue();

        var task = (await engine.TasksAsync(thing)).ShouldHaveSingleItem();
        (task.Title, task.Assignee.Person).ShouldBe(("Ta ställning", chief));
        (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Halted);
        (await engine.JournalAsync(thing)).ShouldContain(l => l.Why == "Workflow.Why.TriedAgain" && l.By == "Karin");
        (await engine.CompleteAsync(stood, "approved", chief)).Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
        (await RetryAsync(thing, chief)).Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
    }

    [Fact]
    public async Task Trying_again_takes_the_mended_drawing()
    {
        var admin = Town.Add("admin");
        await ImportAsync(("IfElseTask", new { Condition = new { Expression = "1" } }));
        var thing = await SubmitAsync();
        (await engine.ImportAsync(Graph([Begin(), ("IfElseTask", new { Condition = new { All = Array.Empty<object>() } }), Form("decision", "approved", "rejected")],
            (0, "Done", 1), (1, "True", 2)))).Problems.ShouldBeEmpty();

        (await RetryAsync(thing, admin)).Succeeded.ShouldBeTrue();

        (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Title.ShouldBe("Ta ställning");
    }

    [Fact]
    public async Task Trying_again_where_there_was_no_flow_begins_one()
    {
        var thing = await SubmitAsync();
        await ImportAsync(Assign("unit-manager"), Form("decision", "approved", "rejected"));

        (await RetryAsync(thing, Town.Add("admin"))).Succeeded.ShouldBeTrue();

        (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Title.ShouldBe("Ta ställning");
        (await engine.InstancesAsync(thing)).Select(i => i.Status).ShouldBe([WorkflowStatus.Aborted, WorkflowStatus.Halted], ignoreOrder: true);
    }

    [Fact]
    public async Task Cancelling_closes_the_task_that_stood_in()
    {
        var thing = await SubmitAsync();

        await engine.SaveAsync(async (scope, ct) =>
        {
            await scope.GetRequiredService<IWorkflows>().CancelAsync(thing, "Workflow.Why.SubjectGone", null, engine.Clock.NowUtc, ct);
            return Done.Ok;
        });

        (await engine.TasksAsync(thing)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Undoing_where_the_living_flow_knows_no_such_step_gives_a_task_all_the_same()
    {
        await ImportAsync(Step("SupportReachedEvent"));
        var thing = await SubmitAsync();
        (await engine.TasksAsync(thing)).ShouldBeEmpty();

        (await engine.SaveAsync((scope, ct) => scope.GetRequiredService<IWorkflows>().RewindAsync(thing, "decision", "Fel.", null, engine.Clock.NowUtc, ct)))
            .Succeeded.ShouldBeTrue();

        (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Form.ShouldBe("decision");
    }

    private async Task<Result<Done>> RetryAsync(SubjectRef thing, PersonId by)
    {
        var faulted = (await engine.InstancesAsync(thing))[0].Id;
        return await engine.SaveAsync((scope, ct) => scope.GetRequiredService<WorkflowEngine>().RetryAsync(faulted, by, engine.Clock.NowUtc, ct));
    }

    private async Task ImportAsync(params (string Name, object Properties)[] steps) => (await engine.ImportAsync(Type([Begin(), .. steps]))).Problems.ShouldBeEmpty();

    private async Task<SubjectRef> SubmitAsync()
    {
        var thing = engine.Things.Add(Town, Town.Add("anna"));
        await engine.SubmitAsync(thing);
        return thing;
    }
}
