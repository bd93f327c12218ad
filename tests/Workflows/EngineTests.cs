using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.Extensions.DependencyInjection;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteEngineTests() : EngineTests(DatabaseProvider.Sqlite);

public sealed class PostgresEngineTests() : EngineTests(DatabaseProvider.Postgres);

public abstract class EngineTests(DatabaseProvider provider) : IAsyncLifetime
{
    private Engine engine = null!;

    private Town Town => engine.Town;

    public async ValueTask InitializeAsync() => engine = await Engine.StartAsync(provider);

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_submitted_proposal_waits_with_the_manager_and_finishes_when_answered()
    {
        var chief = Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value));
        await ImportAsync(Graph([Begin(), Assign("unit-manager"), Ask(days: 30), Status("approved")], (0, "Done", 1), (1, "Done", 2), (2, "yes", 3)));
        var thing = engine.Things.Add(Town, Town.Add("anna"));

        await engine.SubmitAsync(thing);

        var task = (await engine.TasksAsync(thing)).ShouldHaveSingleItem();
        task.Assignee.Person.ShouldBe(chief);
        task.Actions.ShouldBe(["yes", "no"]);
        task.DueUtc.ShouldNotBeNull().ShouldBeGreaterThan(engine.Clock.NowUtc.AddDays(40));
        (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Halted);
        (await engine.EventsAsync()).ShouldContain(nameof(TaskAssigned));

        (await engine.CompleteAsync(task, "yes", chief)).Succeeded.ShouldBeTrue();

        engine.Things.Value(thing, "status").ShouldBe("approved");
        (await engine.TasksAsync(thing)).ShouldBeEmpty();
        (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Finished);
        (await engine.JournalAsync(thing)).ShouldContain(l => l.Why == "Workflow.Why.UnitManager" && l.WhyArguments[0] == "Karin");
        (await engine.JournalAsync(thing)).ShouldContain(l => l.Outcome == "yes" && l.By == "Karin");
    }

    [Fact]
    public async Task Answering_twice_is_refused()
    {
        var (thing, task, chief) = await WaitingAsync();
        await engine.CompleteAsync(task, "yes", chief);

        var second = await engine.CompleteAsync(task, "no", chief);

        second.Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
        (await engine.JournalAsync(thing)).ShouldNotContain(l => l.Outcome == "no");
    }

    [Fact]
    public async Task Of_two_who_answer_at_once_one_is_told_of_the_conflict()
    {
        var (thing, task, chief) = await WaitingAsync();

        var answers = await Task.WhenAll(engine.CompleteAsync(task, "yes", chief), engine.CompleteAsync(task, "no", chief));

        answers.Count(a => a.Succeeded).ShouldBe(1);
        answers.Single(a => !a.Succeeded).Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
        (await engine.JournalAsync(thing)).Count(l => l.Why == "Workflow.Why.Answered").ShouldBe(1);
    }

    [Fact]
    public async Task Complaint_10_somebody_else_is_refused_by_the_engine_itself()
    {
        var (_, task, _) = await WaitingAsync();

        var refused = await engine.CompleteAsync(task, "yes", Town.Add("nyfiken"));

        refused.Problems[0].Kind.ShouldBe(ProblemKind.Forbidden);
    }

    [Fact]
    public async Task An_answer_that_is_not_offered_is_refused()
    {
        var (_, task, chief) = await WaitingAsync();

        (await engine.CompleteAsync(task, "maybe", chief)).Problems[0].Kind.ShouldBe(ProblemKind.Invalid);
    }

    [Fact]
    public async Task Complaint_6_only_one_flow_of_a_type_lives_for_a_subject_also_while_it_waits()
    {
        var (thing, _, _) = await WaitingAsync();

        await engine.SubmitAsync(thing);

        (await engine.InstancesAsync(thing)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_triggers_in_one_unit_of_work_start_one_flow()
    {
        await ImportAsync(Type(Begin(), Assign(), Ask()));
        var thing = engine.Things.Add(Town);

        await engine.SaveAsync(async (scope, ct) =>
        {
            var workflows = scope.GetRequiredService<IWorkflows>();
            await workflows.TriggerAsync("ProposalSubmittedEvent", thing, null, engine.Clock.NowUtc, ct);
            await workflows.TriggerAsync("ProposalSubmittedEvent", thing, null, engine.Clock.NowUtc, ct);
            (await workflows.TasksAsync(thing, ct)).Count.ShouldBe(1);
            return Done.Ok;
        });

        (await engine.InstancesAsync(thing)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_task_made_and_answered_in_one_unit_of_work_runs_on()
    {
        await ImportAsync(Graph([Begin(), Assign(), Ask(), Ask("central-coach")], (0, "Done", 1), (1, "Done", 2), (2, "yes", 3)));
        var thing = engine.Things.Add(Town);

        await engine.SaveAsync(async (scope, ct) =>
        {
            var workflows = scope.GetRequiredService<IWorkflows>();
            await workflows.TriggerAsync("ProposalSubmittedEvent", thing, null, engine.Clock.NowUtc, ct);
            var first = (await workflows.TasksAsync(thing, ct)).Single();
            return await workflows.CompleteAsync(first.Id, "yes", Viewer.System("test"), engine.Clock.NowUtc, ct);
        });

        (await engine.TasksAsync(thing)).Count.ShouldBe(1);
        (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Halted);
    }

    [Fact]
    public async Task A_disabled_type_starts_nothing()
    {
        var type = Type(Begin(), Assign(), Ask());
        type["IsEnabled"] = false;
        await ImportAsync(type);
        var thing = engine.Things.Add(Town);

        await engine.SubmitAsync(thing);

        (await engine.InstancesAsync(thing)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_start_with_a_filter_takes_only_what_it_names()
    {
        await ImportAsync(Type(Begin(new { Campaigns = new[] { "en-skola-for-alla" } }), Assign(), Ask()));
        var (inside, outside) = (engine.Things.Add(Town, null, true, ("campaign", "en-skola-for-alla")), engine.Things.Add(Town, null, true, ("campaign", "centrum")));

        await engine.SubmitAsync(inside);
        await engine.SubmitAsync(outside);

        (await engine.InstancesAsync(inside)).Count.ShouldBe(1);
        (await engine.InstancesAsync(outside)).ShouldBeEmpty();
        (await engine.JournalAsync(outside)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Complaint_1_a_running_flow_stays_on_the_version_it_began_with()
    {
        var (thing, task, chief) = await WaitingAsync();
        await ImportAsync(Graph([Begin(), Assign("unit-manager"), Ask(), Status("ny-version")], (0, "Done", 1), (1, "Done", 2), (2, "yes", 3)));

        await engine.CompleteAsync(task, "yes", chief);

        engine.Things.Value(thing, "status").ShouldBeNull();
        (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task A_condition_sees_what_an_earlier_step_changed()
    {
        var condition = new { Condition = new { All = new[] { new { Field = "status", Operator = "is", Value = "assigned" } } } };
        await ImportAsync(Graph([Begin(), Status("assigned"), ("IfElseTask", condition), Status("rejected"), Status("approved")],
            (0, "Done", 1), (1, "Done", 2), (2, "False", 3), (2, "True", 4)));
        var thing = engine.Things.Add(Town);

        await engine.SubmitAsync(thing);

        engine.Things.Value(thing, "status").ShouldBe("approved");
    }

    [Fact]
    public async Task Complaint_11_many_who_tell_of_one_subject_at_once_wait_for_each_other_instead_of_a_conflict()
    {
        await ImportAsync(Type(Begin(), Step("SupportReachedEvent"), Status("popular")));
        var thing = engine.Things.Add(Town, null, true, ("enough", "true"));

        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => engine.SubmitAsync(thing)));
        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => engine.TriggerAsync("SupportReachedEvent", thing)));

        begun.Concat(told).SelectMany(r => r.Problems).ShouldBeEmpty();
        (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Finished);
        (await engine.JournalAsync(thing)).Count(l => l.Activity == "SetStatusTask").ShouldBe(1);
    }

    [Fact]
    public async Task Those_who_answer_are_followed_by_the_owner_of_the_subject()
    {
        var (_, task, chief) = await WaitingAsync();
        var before = engine.Things.TasksChanged;

        await engine.CompleteAsync(task, "yes", chief);

        engine.Things.TasksChanged.ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_silent_scope_raises_nothing_for_people()
    {
        await ImportAsync(Type(Begin(), ("NotifyTask", new { To = "author", Template = "receipt" }), Assign(), Ask()));
        var thing = engine.Things.Add(Town, Town.Add("anna"));

        await engine.SaveAsync(async (scope, ct) =>
        {
            scope.GetRequiredService<AppDb>().IsSilent = true;
            await scope.GetRequiredService<IWorkflows>().TriggerAsync("ProposalSubmittedEvent", thing, null, engine.Clock.NowUtc, ct);
            return Done.Ok;
        });

        (await engine.TasksAsync(thing)).Count.ShouldBe(1);
        (await engine.EventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_closes_tasks_and_says_why()
    {
        var (thing, task, chief) = await WaitingAsync();

        await engine.SaveAsync(async (scope, ct) =>
        {
            await scope.GetRequiredService<IWorkflows>().CancelAsync(thing, "Workflow.Why.SubjectGone", null, engine.Clock.NowUtc, ct);
            return Done.Ok;
        });

        (await engine.TasksAsync(thing)).ShouldBeEmpty();
        (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Aborted);
        (await engine.JournalAsync(thing))[^1].Why.ShouldBe("Workflow.Why.SubjectGone");
        (await engine.CompleteAsync(task, "yes", chief)).Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
    }

    [Fact]
    public async Task Open_and_overdue_tasks_are_counted_for_the_one_they_wait_for()
    {
        var (_, _, chief) = await WaitingAsync(days: 5);
        var workflow = await CountAsync(chief);
        engine.Clock.Advance(TimeSpan.FromDays(30));

        workflow.ShouldBe((1, 0));
        (await CountAsync(chief)).ShouldBe((1, 1));
        (await CountAsync(Town.Add("nyfiken"))).ShouldBe((0, 0));
    }

    private Task<(int Open, int Overdue)> CountAsync(PersonId person) => engine.InScopeAsync(s =>
        s.GetRequiredService<IWorkflows>().CountAsync(Town.Viewer(person), engine.Clock.NowUtc, default));

    private async Task<(SubjectRef Thing, WorkflowTaskInfo Task, PersonId Chief)> WaitingAsync(int? days = null)
    {
        var chief = Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value));
        await ImportAsync(Type(Begin(), Assign("unit-manager"), Ask(days: days)));
        var thing = engine.Things.Add(Town, Town.Add("anna"));
        await engine.SubmitAsync(thing);
        return (thing, (await engine.TasksAsync(thing)).Single(), chief);
    }

    private async Task ImportAsync(JsonObject type) => (await engine.ImportAsync(type)).Problems.ShouldBeEmpty();
}
