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

public sealed class SqliteVersionTests() : VersionTests(DatabaseProvider.Sqlite);

public sealed class PostgresVersionTests() : VersionTests(DatabaseProvider.Postgres);

/// <summary>Drafts, publishing, and what becomes of the flows that run.</summary>
public abstract class VersionTests(DatabaseProvider provider) : IAsyncLifetime
{
    private const string Key = "4typ0000000000000000000001";

    private Engine engine = null!;
    private PersonId chief;

    private Town Town => engine.Town;

    public async ValueTask InitializeAsync()
    {
        engine = await Engine.StartAsync(provider);
        chief = Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value), new RoleGrant(Roles.CentralIdeaCoach));
    }

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_draft_changes_nothing_until_it_is_published()
    {
        await BeginAsync();
        (await ChangeAsync(0, d => d.Set(Id(2), new() { ["Title"] = "Tyck till" }))).Succeeded.ShouldBeTrue();
        var before = await SubmitAsync();

        (await PublishAsync(1, "Tydligare ord")).Succeeded.ShouldBeTrue();
        var after = await SubmitAsync();

        (await engine.TasksAsync(before)).Single().Title.ShouldBe("Ta ställning", "an edit does not hit a running case");
        (await engine.TasksAsync(after)).Single().Title.ShouldBe("Tyck till");
        var versions = await engine.ReadAsync(db => db.Set<WorkflowVersion>().OrderBy(v => v.Number).ToListAsync());
        (versions[1].Number, versions[1].Note, versions[1].CreatedBy).ShouldBe((2, "Tydligare ord", chief));
        (await OpenAsync()).Draft.ShouldBeNull();
        (await engine.ReadAsync(db => db.Set<WorkflowTypeEntry>().SingleAsync())).What.ShouldBe(WorkflowDeed.Published);
    }

    [Fact]
    public async Task Complaint_25_of_two_who_edit_at_once_the_second_is_told_and_nothing_is_lost()
    {
        await BeginAsync();
        await ChangeAsync(0, d => d.Caption(Id(2), "Först"));

        foreach (var seen in new[] { 0, 2 })
        {
            var second = await ChangeAsync(seen, d => d.Caption(Id(2), "Sedan"));
            (second.Problems[0].Text, second.Problems[0].Kind).ShouldBe(("Workflow.DraftConflict", ProblemKind.Conflict));
        }

        var open = await OpenAsync();
        WorkflowGraph.Parse(open.Definition).Find(Id(2))!.Title.ShouldBe("Först");
        open.Seen.ShouldBe(1);
        (await PublishAsync(0)).Problems[0].Text.ShouldBe("Workflow.DraftConflict", "who publishes has seen what is published");
        (await ChangeAsync(1, d => d.Caption(Id(2), "Sedan"))).Succeeded.ShouldBeTrue();
        (await OpenAsync()).Seen.ShouldBe(2);
    }

    [Fact]
    public async Task A_change_that_changes_nothing_begins_no_draft()
    {
        await BeginAsync();

        await ChangeAsync(0, d => d.Set(Id(2), new() { ["Title"] = "Ta ställning", ["Form"] = null }));

        (await OpenAsync()).Draft.ShouldBeNull();
        (await PublishAsync(0)).Problems[0].Text.ShouldBe("Workflow.NothingToPublish");
    }

    [Fact]
    public async Task Complaint_8_errors_block_publishing_and_warnings_do_not()
    {
        await BeginAsync();
        await ChangeAsync(0, d => d.Start(Id(0), false));
        (await PublishAsync(1)).Problems[0].Text.ShouldBe("Workflow.NotPublishable");
        (await engine.ReadAsync(db => db.Set<WorkflowVersion>().CountAsync())).ShouldBe(1);

        await ChangeAsync(1, d =>
        {
            d.Start(Id(0), true);
            d.Lead(Id(1), "Done", null); // Nobody comes to the task now: worth a warning.
        });
        (await PublishAsync(2)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Running_flows_are_left_or_moved_as_the_publisher_chooses()
    {
        await engine.ImportAsync(Graph(
            [Begin(), Assign("unit-manager"), Ask(), Ask(actions: ["more"]), Status("approved")], (0, "Done", 1), (1, "Done", 2), (2, "yes", 4), (2, "no", 3), (3, "more", 4)));
        var (first, stuck) = (await SubmitAsync(), await SubmitAsync());
        await engine.CompleteAsync((await engine.TasksAsync(stuck)).Single(), "no", chief);
        await ChangeAsync(0, d =>
        {
            d.Remove(Id(3));
            d.Lead(Id(2), "yes", null);
        });

        var open = await OpenAsync();
        var preview = await engine.InScopeAsync(s => s.GetRequiredService<Publishing>().PreviewAsync(open.Type.Id, WorkflowGraph.Parse(open.Definition), default));
        (await PublishAsync(1, move: true)).Value.ShouldBe(1);

        preview.ShouldBe(new(2, 1));
        var versions = await engine.ReadAsync(db => db.Set<WorkflowVersion>().OrderBy(v => v.Number).Select(v => v.Id).ToListAsync());
        (await engine.InstancesAsync(first)).Single().VersionId.ShouldBe(versions[1]);
        (await engine.InstancesAsync(stuck)).Single().VersionId.ShouldBe(versions[0], "its step is gone");
        (await engine.JournalAsync(first)).ShouldContain(l => l.Why == "Workflow.Why.Moved");
        await engine.CompleteAsync((await engine.TasksAsync(first)).Single(), "yes", chief);
        await engine.CompleteAsync((await engine.TasksAsync(stuck)).Single(), "more", chief);
        engine.Things.Value(first, "status").ShouldBeNull("the new version ends there");
        engine.Things.Value(stuck, "status").ShouldBe("approved", "the old version goes on as it was drawn");
    }

    [Fact]
    public async Task A_step_that_offers_fewer_answers_does_not_take_over_who_waits_for_one_of_them()
    {
        await BeginAsync();
        var thing = await SubmitAsync();
        await ChangeAsync(0, d => d.Set(Id(2), new() { ["Actions"] = new JsonArray("yes") }));

        (await PublishAsync(1, move: true)).Value.ShouldBe(0);

        (await engine.TasksAsync(thing)).Single().Actions.ShouldBe(["yes", "no"]);
    }

    [Fact]
    public async Task Turned_off_a_type_takes_nothing_new_and_lets_what_runs_finish()
    {
        await BeginAsync();
        var running = await SubmitAsync();

        await TurnAsync(on: false);

        (await engine.TasksAsync(await SubmitAsync())).ShouldBeEmpty();
        (await engine.CompleteAsync((await engine.TasksAsync(running)).Single(), "yes", chief)).Succeeded.ShouldBeTrue();
        (await engine.InstancesAsync(running)).Single().Status.ShouldBe(WorkflowStatus.Finished);
    }

    [Fact]
    public async Task Paused_nothing_fires_and_turned_on_again_nothing_is_lost()
    {
        await engine.ImportAsync(Graph(
            [Begin(), Assign("unit-manager"), ("IfElseTask", new { Condition = new { All = new[] { new { Field = "campaign", Operator = "is-set" } } } }), Step("PauseTask"), Step("SupportReachedEvent"), Status("approved")],
            (0, "Done", 1), (1, "Done", 2), (2, "True", 3), (2, "False", 4), (3, "Done", 5), (4, "Done", 5)));
        var (timer, waiting) = (engine.Things.Add(Town, values: ("campaign", "x")), engine.Things.Add(Town));
        await engine.SubmitAsync(timer);
        await engine.SubmitAsync(waiting);
        await TurnAsync(on: false, pause: true);
        engine.Clock.Advance(TimeSpan.FromDays(8));
        engine.Things.Set(waiting.Id, "enough", "true");

        await engine.RunAsync<FireTimers>();
        await engine.TriggerAsync("SupportReachedEvent", waiting);

        engine.Things.Value(timer, "status").ShouldBeNull();
        engine.Things.Value(waiting, "status").ShouldBeNull();

        await TurnAsync(on: true);
        await engine.RunAsync<FireTimers>();

        engine.Things.Value(timer, "status").ShouldBe("approved");
        engine.Things.Value(waiting, "status").ShouldBe("approved", "what happened meanwhile is told");
        (await engine.ReadAsync(db => db.Set<HeldEvent>().CountAsync())).ShouldBe(0);
        await TurnAsync(on: true);
        (await engine.JournalAsync(waiting)).Count(l => l.Activity == "SetStatusTask").ShouldBe(1, "once");
    }

    [Fact]
    public async Task What_an_event_told_is_kept_while_the_type_is_paused()
    {
        await engine.ImportAsync(Graph([Begin(), ("SignalEvent", new { SignalName = "ja" }), Status("approved")], (0, "Done", 1), (1, "Done", 2)));
        var (yes, no) = (await SubmitAsync(), await SubmitAsync());
        await TurnAsync(on: false, pause: true);
        foreach (var (thing, signal) in new[] { (yes, "ja"), (no, "nej") })
        {
            await engine.TriggerAsync("SignalEvent", thing, facts: new Dictionary<string, string> { ["signal"] = signal });
        }

        await TurnAsync(on: true);

        engine.Things.Value(yes, "status").ShouldBe("approved");
        engine.Things.Value(no, "status").ShouldBeNull();
    }

    [Fact]
    public async Task What_a_flow_was_told_while_paused_is_forgotten_with_the_flow()
    {
        await engine.ImportAsync(Graph([Begin(), ("SignalEvent", new { SignalName = "ja" }), Status("approved")], (0, "Done", 1), (1, "Done", 2)));
        var thing = await SubmitAsync();
        await TurnAsync(on: false, pause: true);
        await engine.TriggerAsync("SignalEvent", thing, facts: new Dictionary<string, string> { ["signal"] = "ja" });
        var flow = (await engine.InstancesAsync(thing)).Single().Id;
        await engine.SaveAsync((scope, ct) => scope.GetRequiredService<WorkflowEngine>().CancelOneAsync(flow, "Behövs inte", null, engine.Clock.NowUtc, ct));
        (await engine.ReadAsync(db => db.Set<HeldEvent>().CountAsync())).ShouldBe(1);

        engine.Clock.Advance(TimeSpan.FromDays(2000));
        await engine.RunAsync<ForgetEndedFlows>();

        (await engine.InstancesAsync(thing)).ShouldBeEmpty();
        (await engine.ReadAsync(db => db.Set<HeldEvent>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_task_of_a_paused_type_waits_with_its_answer_refused()
    {
        await BeginAsync();
        var thing = await SubmitAsync();
        await TurnAsync(on: false, pause: true);
        var task = (await engine.TasksAsync(thing)).Single();

        (await engine.CompleteAsync(task, "yes", chief)).Problems[0].Text.ShouldBe("Workflow.IsPaused");

        await TurnAsync(on: true);
        (await engine.CompleteAsync(task, "yes", chief)).Succeeded.ShouldBeTrue();
    }

    private Task<Result<Done>> BeginAsync() => engine.ImportAsync(Graph([Begin(), Assign("unit-manager"), Ask()], (0, "Done", 1), (1, "Done", 2)));

    private static string Id(int step) => $"4steg0000000000000000000{step + 1:00}";

    private async Task<SubjectRef> SubmitAsync()
    {
        var thing = engine.Things.Add(Town);
        await engine.SubmitAsync(thing);
        return thing;
    }

    private Task<Result<Done>> ChangeAsync(int seen, Action<WorkflowDocument> change) => engine.SaveAsync((scope, ct) => scope.GetRequiredService<Drafts>().ChangeAsync<Done>(
        Key,
        seen,
        document =>
        {
            change(document);
            return Done.Ok;
        },
        chief,
        engine.Clock.NowUtc,
        ct));

    private Task<OpenType> OpenAsync() => engine.InScopeAsync(async s => (await s.GetRequiredService<Drafts>().OpenAsync(Key, default))!);

    private Task<Result<int>> PublishAsync(int seen, string note = "", bool move = false) => engine.InScopeAsync(s => s.GetRequiredService<AppDb>().TransactAsync(
        ct => s.GetRequiredService<Publishing>().PublishAsync(Key, seen, note, move, chief, engine.Clock.NowUtc, ct)));

    private Task<Result<Done>> TurnAsync(bool on, bool pause = false) =>
        engine.SaveAsync((scope, ct) => scope.GetRequiredService<Publishing>().TurnAsync(Key, on, pause, chief, engine.Clock.NowUtc, ct));
}
