using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteAdminTests() : AdminTests(DatabaseProvider.Sqlite);

public sealed class PostgresAdminTests() : AdminTests(DatabaseProvider.Postgres);

/// <summary>What administrators do to flows by hand, and what becomes of flows that ended long ago.</summary>
public abstract class AdminTests(DatabaseProvider provider) : IAsyncLifetime
{
    private Engine engine = null!;
    private PersonId anna;

    private Town Town => engine.Town;

    public async ValueTask InitializeAsync()
    {
        engine = await Engine.StartAsync(provider);
        anna = Town.Add("anna");
        Town.Add("siv", new RoleGrant(Roles.CentralIdeaCoach, null));
    }

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_step_that_waits_is_passed_by_and_the_journal_says_why()
    {
        var thing = await BeginAsync(Graph([Begin(), Ask("person:anna"), Status("after")], (0, "Done", 1), (1, "no", 2)));
        var task = (await engine.TasksAsync(thing)).Single();

        (await SkipAsync(thing, 1, "no", "Anna är på semester.")).Problems.ShouldBeEmpty();

        engine.Things.Value(thing, "status").ShouldBe("after");
        (await engine.CompleteAsync(task, "yes", anna)).Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
        (await engine.JournalAsync(thing)).ShouldContain(l => l.Why == "Workflow.Why.Skipped" && l.WhyArguments[0] == "Anna är på semester." && l.Outcome == "no");
    }

    [Fact]
    public async Task A_step_that_failed_is_passed_by_and_what_stood_in_for_it_is_closed()
    {
        engine.Things.Need = s => s.Values.GetValueOrDefault("status") is null ? new("decision", ["yes"]) : null;
        var thing = await BeginAsync(Graph([Begin(), Step("BrokenTask"), Status("after")], (0, "Done", 1), (1, "Done", 2)));
        (await engine.TasksAsync(thing)).Count.ShouldBe(1);

        (await SkipAsync(thing, 1, "Done", "Behövs inte.")).Problems.ShouldBeEmpty();

        engine.Things.Value(thing, "status").ShouldBe("after");
        (await engine.TasksAsync(thing)).ShouldBeEmpty();
        (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task Only_where_the_flow_stands_and_only_by_a_way_that_the_step_has()
    {
        var thing = await BeginAsync(Graph([Begin(), Ask("person:anna"), Status("after")], (0, "Done", 1), (1, "yes", 2)));

        (await SkipAsync(thing, 2, "Done", "Fel steg")).Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
        (await SkipAsync(thing, 1, "maybe", "Fel väg")).Problems[0].Text.ShouldBe("Workflow.ActionNotOffered");
        (await SkipAsync(thing, 1, "yes", " ")).Problems[0].Text.ShouldBe("Workflow.WhyMissing");
        (await engine.TasksAsync(thing)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_parallel_branches_only_the_one_is_passed_by()
    {
        var thing = await BeginAsync(Graph(
            [Begin(), ("ForkTask", new { Forks = new[] { "a", "b" } }), Ask("person:anna"), Ask("central-coach"), ("JoinTask", new { }), Status("met")],
            (0, "Done", 1), (1, "a", 2), (1, "b", 3), (2, "yes", 4), (3, "yes", 4), (4, "Joined", 5)));

        await SkipAsync(thing, 2, "yes", "Klart muntligt.");

        engine.Things.Value(thing, "status").ShouldBeNull();
        (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Assignee.Name.ShouldBe("Siv");
    }

    [Fact]
    public async Task A_cancelled_flow_closes_its_tasks_and_what_its_subject_awaits_goes_to_a_coach()
    {
        engine.Things.Need = _ => new("decision", ["yes"]);
        var thing = await BeginAsync(Type(Begin(), Form("decision", "yes")));

        (await CancelAsync(thing, "Dubblett.")).Problems.ShouldBeEmpty();

        (await engine.InstancesAsync(thing)).Select(i => i.Status).ShouldBe([WorkflowStatus.Aborted, WorkflowStatus.Faulted], ignoreOrder: true);
        (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Assignee.Name.ShouldBe("Siv");
        (await engine.JournalAsync(thing)).ShouldContain(l => l.Why == "Workflow.Why.Cancelled" && l.WhyArguments[0] == "Dubblett.");
        (await CancelAsync(thing, "En gång till.")).Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
    }

    [Fact]
    public async Task A_flow_that_stops_gives_nobody_a_second_task_for_what_another_flow_asks()
    {
        engine.Things.Need = _ => new("decision", ["yes"]);
        await ImportAsync(Type(Begin(), Form("decision", "yes")));
        var other = Type(Begin(), Step("BrokenTask"));
        other["WorkflowTypeId"] = "4typ0000000000000000000004";
        var thing = await BeginAsync(other);

        (await engine.InstancesAsync(thing)).Select(i => i.Status).ShouldBe([WorkflowStatus.Halted, WorkflowStatus.Faulted], ignoreOrder: true);
        (await engine.TasksAsync(thing)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cancelling_a_flow_cancels_those_that_it_started_and_cancelling_one_of_those_tells_it()
    {
        const string SubKey = "4typ0000000000000000000002";
        var sub = Graph([Step("StartedByWorkflowEvent"), Ask("person:anna")], (0, "Done", 1));
        sub["WorkflowTypeId"] = SubKey;
        await ImportAsync(sub);
        var type = Graph([Begin(), ("ExecuteWorkflowTask", new { WorkflowTypeId = SubKey }), Status("cancelled")], (0, "Done", 1), (1, "Failed", 2));
        var (first, second) = (await BeginAsync(type), engine.Things.Add(Town));
        await engine.SubmitAsync(second);

        await CancelAsync(first, "Avbruten.");
        var child = (await engine.InstancesAsync(second)).Single(i => i.Origin() is not null);
        await ActAsync((e, ct) => e.CancelOneAsync(child.Id, "Avbruten.", null, engine.Clock.NowUtc, ct));

        (await engine.InstancesAsync(first)).ShouldAllBe(i => i.Status == WorkflowStatus.Aborted);
        (await engine.TasksAsync(first)).ShouldBeEmpty();
        engine.Things.Value(second, "status").ShouldBe("cancelled");
    }

    [Fact]
    public async Task Complaint_4_flows_that_ended_long_ago_are_taken_away_and_what_waits_stays()
    {
        var (ended, waiting) = (await BeginAsync(Type(Begin(), Ask("person:anna"))), engine.Things.Add(Town));
        await engine.SubmitAsync(waiting);
        await engine.CompleteAsync((await engine.TasksAsync(ended)).Single(), "yes", anna);

        await ForgetAfterAsync(364);
        (await engine.InstancesAsync(ended)).Count.ShouldBe(1);
        await ForgetAfterAsync(2);

        (await engine.InstancesAsync(ended)).ShouldBeEmpty();
        (await engine.JournalAsync(ended)).ShouldBeEmpty();
        (await engine.ReadAsync(db => db.Set<WaitRow>().CountAsync(w => w.SubjectId == ended.Id))).ShouldBe(0);
        (await engine.TasksAsync(waiting)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task How_long_flows_are_kept_is_a_setting_and_nought_keeps_them_for_ever()
    {
        var thing = await BeginAsync(Type(Begin(), Status("over")));

        foreach (var wrong in new[] { -1, 1, 30, 4000 })
        {
            (await KeepAsync(wrong)).Problems[0].Text.ShouldBe("Workflow.KeepBounds", $"{wrong}");
        }

        (await KeepAsync(0)).Succeeded.ShouldBeTrue();
        await ForgetAfterAsync(3000);
        (await engine.InstancesAsync(thing)).Count.ShouldBe(1);
        (await KeepAsync(31)).Succeeded.ShouldBeTrue();
        await ForgetAfterAsync(1);
        (await engine.InstancesAsync(thing)).ShouldBeEmpty();
    }

    private Task<Result<Done>> KeepAsync(int days) => engine.SaveAsync((scope, ct) => Retention.SetAsync(scope.GetRequiredService<AppDb>(), days, ct));

    private async Task ForgetAfterAsync(int days)
    {
        engine.Clock.Advance(TimeSpan.FromDays(days));
        await engine.RunAsync<ForgetEndedFlows>();
    }

    private Task<Result<Done>> SkipAsync(SubjectRef thing, int step, string outcome, string why) => ActAsync(async (e, ct) =>
        await e.SkipAsync((await engine.InstancesAsync(thing)).Single().Id, $"4steg0000000000000000000{step + 1:00}", outcome, why, null, engine.Clock.NowUtc, ct));

    private Task<Result<Done>> CancelAsync(SubjectRef thing, string why) => ActAsync(async (e, ct) => await e.CancelOneAsync(
        (await engine.InstancesAsync(thing)).OrderBy(i => i.CreatedUtc).First(i => !i.IsStray && i.Origin() is null).Id, why, null, engine.Clock.NowUtc, ct));

    private Task<Result<Done>> ActAsync(Func<WorkflowEngine, CancellationToken, Task<Result<Done>>> act) =>
        engine.SaveAsync((scope, ct) => act(scope.GetRequiredService<WorkflowEngine>(), ct));

    private async Task<SubjectRef> BeginAsync(JsonObject type)
    {
        await ImportAsync(type);
        var thing = engine.Things.Add(Town);
        await engine.SubmitAsync(thing);
        return thing;
    }

    private async Task ImportAsync(JsonObject type) => (await engine.ImportAsync(type)).Problems.ShouldBeEmpty();
}
