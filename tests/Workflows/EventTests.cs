using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Workflows.Activities;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.Extensions.DependencyInjection;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteEventTests() : EventTests(DatabaseProvider.Sqlite);

public sealed class PostgresEventTests() : EventTests(DatabaseProvider.Postgres);

/// <summary>What the engine itself brings of events: due days, signals, times that come again.</summary>
public abstract class EventTests(DatabaseProvider provider) : IAsyncLifetime
{
    private Engine engine = null!;

    private Town Town => engine.Town;

    public async ValueTask InitializeAsync()
    {
        engine = await Engine.StartAsync(provider);
        Town.Add("anna");
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
    public async Task A_due_day_that_passes_is_told_once_for_each_task()
    {
        await ImportAsync(Type(Begin(), Ask("person:anna", 5)));
        var watch = Type(("DueDatePassedEvent", new { Several = true }), ("NotifyTask", new { To = "central-coach", Template = "general" }));
        watch["WorkflowTypeId"] = "4typ0000000000000000000003";
        await ImportAsync(watch);
        var thing = engine.Things.Add(Town);
        await engine.SubmitAsync(thing);

        foreach (var days in new[] { 1, 8, 8 })
        {
            engine.Clock.Advance(TimeSpan.FromDays(days));
            await engine.RunAsync<TellOverdue>();
            await engine.RunAsync<TellOverdue>();
        }

        (await engine.EventsAsync<NotificationRequested>()).Count.ShouldBe(1);
        (await engine.TasksAsync(thing)).Count.ShouldBe(1, "the task itself waits on");
    }

    [Fact]
    public async Task A_due_day_of_another_kind_of_task_is_passed_by()
    {
        await ImportAsync(Graph([Begin(), ("ForkTask", new { Forks = new[] { "a", "b" } }), Ask("person:anna", 5), ("DueDatePassedEvent", new { TaskForms = "decision" }), Status("late")],
            (0, "Done", 1), (1, "a", 2), (1, "b", 3), (3, "Done", 4)));
        var thing = engine.Things.Add(Town);
        await engine.SubmitAsync(thing);

        engine.Clock.Advance(TimeSpan.FromDays(20));
        await engine.RunAsync<TellOverdue>();

        engine.Things.Value(thing, "status").ShouldBeNull();
    }

    [Fact]
    public async Task A_signal_moves_only_what_waits_for_that_signal()
    {
        await ImportAsync(Type(Begin(), ("SignalEvent", new { SignalName = "klart i ekonomi" }), Status("signalled")));
        var thing = engine.Things.Add(Town);
        await engine.SubmitAsync(thing);

        await SignalAsync(thing, "något annat");
        engine.Things.Value(thing, "status").ShouldBeNull();
        await SignalAsync(thing, "klart i ekonomi");

        engine.Things.Value(thing, "status").ShouldBe("signalled");
    }

    [Fact]
    public async Task A_link_in_a_mail_gives_its_signal_once_and_no_other_link_does()
    {
        await ImportAsync(Type(Begin(), ("NotifyTask", new { To = "central-coach", Template = "general", SignalName = "ja" }), ("SignalEvent", new { SignalName = "ja" }), Status("signalled")));
        var (thing, other) = (engine.Things.Add(Town), engine.Things.Add(Town));
        await engine.SubmitAsync(thing);
        await engine.SubmitAsync(other);
        var token = (await engine.EventsAsync<NotificationRequested>()).Single(e => e.SubjectId == thing.Id).Path!["~/signal/".Length..];

        foreach (var wrong in new[] { "", "x", new string('A', 200), token[..^2] + (token[^1] == 'A' ? "BB" : "AA"), (token[0] == 'A' ? "B" : "A") + token[1..] })
        {
            (await GiveAsync(wrong)).ShouldBeFalse(wrong);
        }

        (await GiveAsync(token)).ShouldBeTrue();
        (await GiveAsync(token)).ShouldBeFalse("used");

        engine.Things.Value(thing, "status").ShouldBe("signalled");
        engine.Things.Value(other, "status").ShouldBeNull();
    }

    [Fact]
    public async Task A_link_in_a_mail_is_good_for_thirty_days()
    {
        await ImportAsync(Type(Begin(), ("NotifyTask", new { To = "central-coach", Template = "general", SignalName = "ja" }), ("SignalEvent", new { SignalName = "ja" })));
        await engine.SubmitAsync(engine.Things.Add(Town));
        var token = (await engine.EventsAsync<NotificationRequested>()).Single().Path!["~/signal/".Length..];

        engine.Clock.Advance(TimeSpan.FromDays(31));

        (await GiveAsync(token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Complaint_3_a_time_that_comes_again_is_Stockholm_s_and_a_missed_run_comes_once()
    {
        await ImportAsync(Graph([Begin(), ("TimerEvent", new { CronExpression = "0 7 * * 1" }), ("NotifyTask", new { To = "central-coach", Template = "general" })], (0, "Done", 1), (1, "Done", 2), (2, "Done", 1)));
        await engine.SubmitAsync(engine.Things.Add(Town));

        await AtAsync(new(2026, 3, 9, 5, 59, 0, DateTimeKind.Utc), 0);
        await AtAsync(new(2026, 3, 9, 6, 0, 0, DateTimeKind.Utc), 1);
        await AtAsync(new(2026, 3, 30, 4, 59, 0, DateTimeKind.Utc), 2); // Two Mondays were missed.
        await AtAsync(new(2026, 3, 30, 5, 0, 0, DateTimeKind.Utc), 3);

        async Task AtAsync(DateTime utc, int told)
        {
            engine.Clock.Advance(utc - engine.Clock.NowUtc);
            await engine.RunAsync<FireTimers>();
            await engine.RunAsync<FireTimers>();
            (await engine.EventsAsync<NotificationRequested>()).Count.ShouldBe(told, $"{utc:O}");
        }
    }

    [Fact]
    public async Task One_event_moves_every_branch_that_waits_for_it()
    {
        await ImportAsync(Graph([Begin(), ("ForkTask", new { Forks = new[] { "a", "b" } }), Step("SupportReachedEvent"), Step("SupportReachedEvent"), Ask("person:anna"), Ask("central-coach")],
            (0, "Done", 1), (1, "a", 2), (1, "b", 3), (2, "Done", 4), (3, "Done", 5)));
        var thing = engine.Things.Add(Town, null, true, ("enough", "true"));
        await engine.SubmitAsync(thing);

        await engine.TriggerAsync("SupportReachedEvent", thing);

        (await engine.TasksAsync(thing)).Select(t => t.Assignee.Name).ShouldBe(["Anna", "Siv"], ignoreOrder: true);
        (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Status.ShouldBe(WorkflowStatus.Halted);
    }

    private async Task SignalAsync(SubjectRef thing, string name) => (await engine.SaveAsync(async (scope, ct) =>
    {
        var facts = new Dictionary<string, string> { [SignalEvent.NameFact] = name };
        await scope.GetRequiredService<IWorkflows>().TriggerAsync(SignalEvent.Name, thing, null, engine.Clock.NowUtc, ct, facts);
        return Kernel.Outcome.Done.Ok;
    })).Problems.ShouldBeEmpty();

    // As the page's button does.
    private async Task<bool> GiveAsync(string token)
    {
        var given = false;
        await engine.SaveAsync(async (scope, ct) =>
        {
            given = await scope.GetRequiredService<SignalLinks>().FindAsync(token, engine.Clock.NowUtc, ct) is { } found
                && await scope.GetRequiredService<WorkflowEngine>().WakeAsync(found.Row, SignalEvent.Of(SignalLinks.NameOf(found.Step), null, engine.Clock.NowUtc), ct);
            return Kernel.Outcome.Done.Ok;
        });
        return given;
    }

    private async Task ImportAsync(JsonObject type) => (await engine.ImportAsync(type)).Problems.ShouldBeEmpty();
}
