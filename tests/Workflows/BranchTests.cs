using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.Extensions.DependencyInjection;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteBranchTests() : BranchTests(DatabaseProvider.Sqlite);

public sealed class PostgresBranchTests() : BranchTests(DatabaseProvider.Postgres);

/// <summary>Forks and joins.</summary>
public abstract class BranchTests(DatabaseProvider provider) : IAsyncLifetime
{
    private Engine engine = null!;
    private PersonId anna;
    private PersonId bo;

    private Town Town => engine.Town;

    public async ValueTask InitializeAsync()
    {
        engine = await Engine.StartAsync(provider);
        (anna, bo) = (Town.Add("anna"), Town.Add("bo"));
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
    public async Task Both_branches_wait_at_once_and_meet_when_both_are_done()
    {
        var thing = await BeginAsync(
            [Begin(), Fork("a", "b"), Ask("person:anna"), Ask("person:bo"), Join(), Status("met")],
            (0, "Done", 1), (1, "a", 2), (1, "b", 3), (2, "yes", 4), (3, "yes", 4), (4, "Joined", 5));
        (await engine.TasksAsync(thing)).Select(t => t.Assignee.Person!.Value).ShouldBe([anna, bo]);

        await AnswerAsync(thing, bo);
        engine.Things.Value(thing, "status").ShouldBeNull();
        (await StatusAsync(thing)).ShouldBe(WorkflowStatus.Halted);
        await AnswerAsync(thing, anna);

        engine.Things.Value(thing, "status").ShouldBe("met");
        (await StatusAsync(thing)).ShouldBe(WorkflowStatus.Finished);
        (await WhysAsync(thing)).Count(w => w == "Workflow.Why.BranchesMet").ShouldBe(1);
    }

    [Fact]
    public async Task The_first_branch_is_enough_and_the_journal_says_what_was_ended()
    {
        var thing = await BeginAsync(
            [Begin(), Fork("a", "b"), Ask("person:anna"), Ask("person:bo"), Join("WaitAny"), Status("met")],
            (0, "Done", 1), (1, "a", 2), (1, "b", 3), (2, "yes", 4), (3, "yes", 4), (4, "Joined", 5));
        var late = (await engine.TasksAsync(thing)).Single(t => t.Assignee.Person == bo);

        await AnswerAsync(thing, anna);

        engine.Things.Value(thing, "status").ShouldBe("met");
        (await StatusAsync(thing)).ShouldBe(WorkflowStatus.Finished);
        (await engine.CompleteAsync(late, "yes", bo)).Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
        (await engine.JournalAsync(thing)).ShouldContain(l => l.Why == "Workflow.Why.OtherBranchFirst" && l.WhyArguments[0] == "Ta ställning");
        (await engine.JournalAsync(thing)).Count(l => l.Activity == "SetStatusTask").ShouldBe(1);
    }

    [Fact]
    public async Task A_branch_that_takes_another_way_does_not_keep_the_others_waiting()
    {
        var thing = await BeginAsync(
            [Begin(), Fork("a", "b"), Ask("person:anna"), Ask("person:bo"), Join(), Status("met")],
            (0, "Done", 1), (1, "a", 2), (1, "b", 3), (2, "yes", 4), (3, "yes", 4), (4, "Joined", 5));

        await AnswerAsync(thing, anna);
        await AnswerAsync(thing, bo, "no");

        engine.Things.Value(thing, "status").ShouldBe("met");
        (await StatusAsync(thing)).ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task A_join_in_a_loop_waits_for_all_in_every_round()
    {
        var thing = await BeginAsync(
            [Begin(), Fork("a", "b"), Ask("person:anna"), Ask("person:bo"), Join(), Ask("central-coach"), Status("over")],
            (0, "Done", 1), (1, "a", 2), (1, "b", 3), (2, "yes", 4), (3, "yes", 4), (4, "Joined", 5), (5, "no", 1), (5, "yes", 6));
        foreach (var round in Enumerable.Range(1, 3))
        {
            await AnswerAsync(thing, anna);
            (await engine.TasksAsync(thing)).ShouldHaveSingleItem($"round {round}").Assignee.Person.ShouldBe(bo);
            await AnswerAsync(thing, bo);
            await AnswerAsync(thing, null, round < 3 ? "no" : "yes");
        }

        engine.Things.Value(thing, "status").ShouldBe("over");
        (await StatusAsync(thing)).ShouldBe(WorkflowStatus.Finished);
        (await WhysAsync(thing)).Count(w => w == "Workflow.Why.BranchesMet").ShouldBe(3);
    }

    [Fact]
    public async Task Beside_a_decision_a_timer_reminds_until_it_is_made_and_is_ended_by_it()
    {
        var open = new { Condition = new { All = new[] { new { Field = "status", Operator = "is-not", Value = "decided" } } } };
        var thing = await BeginAsync(
            [
                Begin(), Fork("decision", "reminder"), Ask("person:anna"), Status("decided"), ("TimerEvent", new { Duration = "P7D" }), ("IfElseTask", open),
                ("NotifyTask", new { To = "central-coach", Template = "general" }), Join("WaitAny"), Status("after"),
            ],
            (0, "Done", 1), (1, "decision", 2), (1, "reminder", 4), (2, "yes", 3), (3, "Done", 7), (4, "Done", 5), (5, "True", 6), (6, "Done", 4), (5, "False", 7), (7, "Joined", 8));

        foreach (var _ in Enumerable.Range(0, 2))
        {
            engine.Clock.Advance(TimeSpan.FromDays(8));
            await engine.RunAsync<FireTimers>();
            await engine.RunAsync<FireTimers>();
        }

        (await engine.EventsAsync<NotificationRequested>()).Count.ShouldBe(2);
        (await engine.TasksAsync(thing)).Count.ShouldBe(1);
        await AnswerAsync(thing, anna);
        engine.Clock.Advance(TimeSpan.FromDays(8));
        await engine.RunAsync<FireTimers>();

        (await engine.EventsAsync<NotificationRequested>()).Count.ShouldBe(2);
        engine.Things.Value(thing, "status").ShouldBe("after");
        (await StatusAsync(thing)).ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task Two_branches_that_come_to_one_step_ask_once()
    {
        var thing = await BeginAsync(
            [Begin(), Fork("a", "b"), Status("x"), Status("y"), Ask("person:anna")],
            (0, "Done", 1), (1, "a", 2), (1, "b", 3), (2, "Done", 4), (3, "Done", 4));

        (await engine.TasksAsync(thing)).Count.ShouldBe(1);
        (await WhysAsync(thing)).ShouldContain("Workflow.Why.WaitsAlready");
    }

    [Fact]
    public async Task A_loop_upstream_of_a_join_for_any_brings_nothing_down()
    {
        // The very drawing that ends a whole Orchard process: a way back to the user task, before a join for any.
        var thing = await BeginAsync(
            [Begin(), Fork("task", "time"), Ask("person:anna", null, "Godkänn", "Komplettera"), Ask("person:bo"), ("TimerEvent", new { Duration = "P7D" }), Join("WaitAny"), Status("over")],
            (0, "Done", 1), (1, "task", 2), (1, "time", 4), (2, "Komplettera", 3), (3, "yes", 2), (2, "Godkänn", 5), (4, "Done", 5), (5, "Joined", 6));

        await AnswerAsync(thing, anna, "Komplettera");
        await AnswerAsync(thing, bo);
        await AnswerAsync(thing, anna, "Godkänn");

        engine.Things.Value(thing, "status").ShouldBe("over");
        (await StatusAsync(thing)).ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task Joins_that_lead_to_each_other_do_not_wait_for_each_other_for_ever()
    {
        var thing = await BeginAsync(
            [Begin(), Fork("a", "b"), Join(), Join(), IfStatus("passed"), Status("passed"), Ask("person:anna")],
            (0, "Done", 1), (1, "a", 2), (1, "b", 3), (2, "Joined", 4), (3, "Joined", 4), (4, "True", 6), (4, "False", 5), (5, "Done", 2), (6, "no", 3));

        (await engine.TasksAsync(thing)).Count.ShouldBe(1);
        await AnswerAsync(thing, anna);
        (await StatusAsync(thing)).ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task A_fork_within_a_branch_is_waited_for_too()
    {
        var thing = await BeginAsync(
            [Begin(), Fork("a", "b"), Ask("person:anna"), Fork("c", "d"), Ask("person:bo"), Ask("central-coach"), Join(), Status("met")],
            (0, "Done", 1), (1, "a", 2), (1, "b", 3), (3, "c", 4), (3, "d", 5), (2, "yes", 6), (4, "yes", 6), (5, "yes", 6), (6, "Joined", 7));

        await AnswerAsync(thing, bo);
        await AnswerAsync(thing, anna);
        engine.Things.Value(thing, "status").ShouldBeNull();
        await AnswerAsync(thing, null);

        engine.Things.Value(thing, "status").ShouldBe("met");
        (await StatusAsync(thing)).ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task When_one_branch_stops_the_others_wait_again_after_the_retry_with_the_day_they_had()
    {
        var thing = await BeginAsync(
            [Begin(), Fork("a", "b"), Ask("person:anna", 10), ("TimerEvent", new { Duration = "P1D" }), Step("BrokenTask"), Join(), Status("met")],
            (0, "Done", 1), (1, "a", 2), (1, "b", 3), (3, "Done", 4), (2, "yes", 5), (4, "Done", 5), (5, "Joined", 6));
        var given = (await engine.TasksAsync(thing)).Single();
        engine.Clock.Advance(TimeSpan.FromDays(2));
        await engine.RunAsync<FireTimers>();
        (await StatusAsync(thing)).ShouldBe(WorkflowStatus.Faulted);
        (await engine.TasksAsync(thing)).ShouldBeEmpty();

        engine.Things.IsMended = true;
        await RetryAsync(thing);

        var again = (await engine.TasksAsync(thing)).ShouldHaveSingleItem();
        (again.Id, again.DueUtc).ShouldBe((given.Id, given.DueUtc));
        engine.Things.Value(thing, "status").ShouldBeNull();
        await AnswerAsync(thing, anna);
        engine.Things.Value(thing, "status").ShouldBe("met");
        (await StatusAsync(thing)).ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task A_branch_that_had_not_begun_when_another_stopped_begins_after_the_retry()
    {
        var thing = await BeginAsync(
            [Begin(), Fork("a", "b"), Step("BrokenTask"), Ask("person:anna")], (0, "Done", 1), (1, "a", 2), (1, "b", 3));
        (await StatusAsync(thing)).ShouldBe(WorkflowStatus.Faulted);

        engine.Things.IsMended = true;
        await RetryAsync(thing);

        (await engine.TasksAsync(thing)).Count.ShouldBe(1);
        (await StatusAsync(thing)).ShouldBe(WorkflowStatus.Halted);
    }

    [Fact]
    public async Task An_answer_in_a_stopped_flow_s_stead_lets_the_other_branches_go_on()
    {
        engine.Things.Need = s => s.Values.GetValueOrDefault("status") is null ? new("decision", ["yes"]) : null;
        var thing = await BeginAsync(
            [Begin(), Fork("a", "b", "c"), Form("decision", "yes"), Ask("person:bo"), Step("BrokenTask"), Status("decided")],
            (0, "Done", 1), (1, "a", 2), (1, "b", 3), (1, "c", 4), (2, "yes", 5));
        var standIn = (await engine.TasksAsync(thing)).ShouldHaveSingleItem();

        await engine.CompleteAsync(standIn, "yes", standIn.Assignee.Person!.Value);

        engine.Things.Value(thing, "status").ShouldBe("decided");
        (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Assignee.Person.ShouldBe(bo);
        (await StatusAsync(thing)).ShouldBe(WorkflowStatus.Halted);
    }

    [Fact]
    public async Task Going_back_to_a_step_takes_all_branches_back()
    {
        var thing = await BeginAsync(
            [Begin(), Form("decision", "yes"), Fork("a", "b"), Ask("person:anna"), Ask("person:bo"), Join(), Status("met")],
            (0, "Done", 1), (1, "yes", 2), (2, "a", 3), (2, "b", 4), (3, "yes", 5), (4, "yes", 5), (5, "Joined", 6));
        await AnswerAsync(thing, null);
        await AnswerAsync(thing, anna);

        await engine.SaveAsync(async (scope, ct) =>
            await scope.GetRequiredService<IWorkflows>().RewindAsync(thing, "decision", "Fel underlag.", null, engine.Clock.NowUtc, ct));

        (await engine.TasksAsync(thing)).ShouldHaveSingleItem().Form.ShouldBe("decision");
        await AnswerAsync(thing, null);
        await AnswerAsync(thing, bo);
        engine.Things.Value(thing, "status").ShouldBeNull("anna is to answer anew");
        await AnswerAsync(thing, anna);
        engine.Things.Value(thing, "status").ShouldBe("met");
    }

    private static (string Name, object Properties) Fork(params string[] branches) => ("ForkTask", new { Forks = branches });

    private static (string Name, object Properties) Join(string mode = "WaitAll") => ("JoinTask", new { Mode = mode });

    private static (string Name, object Properties) IfStatus(string status) =>
        ("IfElseTask", new { Condition = new { All = new[] { new { Field = "status", Operator = "is", Value = status } } } });

    private async Task<SubjectRef> BeginAsync(IReadOnlyList<(string Name, object Properties)> steps, params (int From, string Outcome, int To)[] arrows)
    {
        (await engine.ImportAsync(Graph(steps, arrows))).Problems.ShouldBeEmpty();
        var thing = engine.Things.Add(Town);
        await engine.SubmitAsync(thing);
        return thing;
    }

    // Null for the one task there is, whoever's.
    private async Task AnswerAsync(SubjectRef thing, PersonId? by, string action = "yes")
    {
        var task = (await engine.TasksAsync(thing)).Single(t => by is null || t.Assignee.Person == by);
        (await engine.CompleteAsync(task, action, task.Assignee.Person!.Value)).Problems.ShouldBeEmpty();
    }

    private Task<Result<Done>> RetryAsync(SubjectRef thing) => engine.SaveAsync(async (scope, ct) => await scope.GetRequiredService<WorkflowEngine>().RetryAsync(
        (await engine.InstancesAsync(thing)).Single().Id, null, engine.Clock.NowUtc, ct));

    private async Task<WorkflowStatus> StatusAsync(SubjectRef thing) => (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Status;

    private async Task<IEnumerable<string?>> WhysAsync(SubjectRef thing) => (await engine.JournalAsync(thing)).Select(l => l.Why);
}
