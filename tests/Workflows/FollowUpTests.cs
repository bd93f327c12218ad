using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.Extensions.DependencyInjection;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteFollowUpTests() : FollowUpTests(DatabaseProvider.Sqlite);

public sealed class PostgresFollowUpTests() : FollowUpTests(DatabaseProvider.Postgres);

/// <summary>Reminders, the weekly list and timers, by the test's clock. It begins on Monday 2 March 2026 at 09:00.</summary>
public abstract class FollowUpTests(DatabaseProvider provider) : IAsyncLifetime
{
    private Engine engine = null!;
    private PersonId chief;
    private PersonId coach;

    private Town Town => engine.Town;

    public async ValueTask InitializeAsync()
    {
        engine = await Engine.StartAsync(provider);
        chief = Town.Add("karin", new RoleGrant(Roles.UnitManager, Town.Library.Value));
        coach = Town.Add("siv", new RoleGrant(Roles.IdeaCoach, Town.Culture.Value));
    }

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_reminder_comes_so_many_working_days_before_and_on_the_day_and_each_once()
    {
        await WaitingAsync(new { DueWorkingDays = 10, RemindWorkingDays = new[] { 5, 0 }, Actions = new[] { "yes" }, Title = "Ta ställning" });

        (await RemindersAtAsync(9, 6, 59)).ShouldBe(0);
        (await RemindersAtAsync(9, 7, 0)).ShouldBe(1);
        (await RemindersAtAsync(9, 7, 5)).ShouldBe(1, "a run that comes twice tells once");
        (await RemindersAtAsync(16, 6, 59)).ShouldBe(1);
        (await RemindersAtAsync(16, 7, 0)).ShouldBe(2);
        (await RemindersAtAsync(30, 7, 0)).ShouldBe(2);

        var told = (await engine.EventsAsync<TaskReminder>())[0];
        (told.Principal, told.Title, told.IsFirstAnswer).ShouldBe((Principal.Person(chief.Value), "Ta ställning", false));
        told.DueUtc.ShouldBe(new DateTime(2026, 3, 16, 22, 59, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task Runs_that_were_missed_remind_once()
    {
        await WaitingAsync(new { DueWorkingDays = 10, RemindWorkingDays = new[] { 5, 2, 0 }, Actions = new[] { "yes" } });

        (await RemindersAtAsync(13, 12, 0)).ShouldBe(1);
        (await RemindersAtAsync(16, 7, 0)).ShouldBe(2);
    }

    [Fact]
    public async Task What_is_answered_is_not_reminded_of_and_what_is_handed_over_reminds_the_new_one()
    {
        var properties = new { DueWorkingDays = 10, RemindWorkingDays = 5, Actions = new[] { "yes" } };
        var (answered, handed) = (await WaitingAsync(properties), await WaitingAsync(properties));
        await engine.CompleteAsync((await engine.TasksAsync(answered)).Single(), "yes", chief);
        var other = Town.Add("maria");
        await engine.SaveAsync(async (scope, ct) => await scope.GetRequiredService<IWorkflows>().ReassignAsync(
            (await engine.TasksAsync(handed)).Single().Id, new(other, null, null, "Maria"), "Hon hinner.", Town.Viewer(chief), engine.Clock.NowUtc, ct));

        (await RemindersAtAsync(9, 7, 0)).ShouldBe(1);

        (await engine.EventsAsync<TaskReminder>())[0].Principal.ShouldBe(Principal.Person(other.Value));
    }

    [Fact]
    public async Task Of_a_first_answer_one_is_reminded_only_while_the_author_waits_for_it()
    {
        var properties = new { DueWorkingDays = 30, FirstAnswerWorkingDays = 5, RemindFirstAnswerWorkingDays = new[] { 1 }, Actions = new[] { "yes" } };
        var (silent, spoken) = (await WaitingAsync(properties), await WaitingAsync(properties));
        engine.Things.Set(spoken.Id, "answered", "true");

        (await RemindersAtAsync(6, 7, 0)).ShouldBe(1);

        var told = (await engine.EventsAsync<TaskReminder>())[0];
        (told.SubjectId, told.IsFirstAnswer, told.DueUtc).ShouldBe((silent.Id, true, new DateTime(2026, 3, 9, 22, 59, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public async Task A_task_given_in_the_past_reminds_nobody_in_arrears()
    {
        await ImportAsync(new { DueWorkingDays = 10, RemindWorkingDays = new[] { 5, 0 }, Actions = new[] { "yes" } });
        var thing = engine.Things.Add(Town);
        await engine.SaveAsync(async (scope, ct) =>
        {
            await scope.GetRequiredService<IWorkflows>().TriggerAsync("ProposalSubmittedEvent", thing, null, engine.Clock.NowUtc.AddDays(-60), ct);
            return Done.Ok;
        });

        (await RemindersAtAsync(2, 12, 0)).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_overdue_comes_to_the_coach_as_one_list_on_monday_at_seven()
    {
        await engine.RunAsync<ListOverdue>();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await WaitingAsync(new { DueWorkingDays = 1, Actions = new[] { "yes" }, Title = "Ta ställning" });
        }

        (await ListsAtAsync(6, 12, 0)).ShouldBe(0, "not before Monday");
        (await ListsAtAsync(9, 6, 59)).ShouldBe(0);
        (await ListsAtAsync(9, 7, 0)).ShouldBe(1);
        (await ListsAtAsync(9, 7, 10)).ShouldBe(1, "once a week");
        (await ListsAtAsync(15, 12, 0)).ShouldBe(1);

        var list = (await engine.EventsAsync<OverdueList>())[0];
        (list.Principal, list.Week, list.Total, list.Tasks.Count).ShouldBe((Principal.Person(coach.Value), new DateOnly(2026, 3, 9), 3, 3));
        (list.Tasks[0].AssigneeName, list.Tasks[0].Title).ShouldBe(("Karin", "Ta ställning"));
    }

    [Fact]
    public async Task A_week_whose_monday_was_missed_is_listed_late_and_two_missed_weeks_once()
    {
        await engine.RunAsync<ListOverdue>();
        await WaitingAsync(new { DueWorkingDays = 1, Actions = new[] { "yes" } });

        (await ListsAtAsync(18, 15, 0)).ShouldBe(1, "on Wednesday the week after next");
        (await ListsAtAsync(18, 15, 10)).ShouldBe(1);
        (await ListsAtAsync(30, 6, 59)).ShouldBe(2, "the week before, late");
        (await ListsAtAsync(30, 7, 0)).ShouldBe(3, "in summer time");
        (await engine.EventsAsync<OverdueList>()).Select(l => l.Week.Day).ShouldBe([16, 23, 30]);
    }

    [Fact]
    public async Task Nothing_overdue_is_no_list()
    {
        await engine.RunAsync<ListOverdue>();
        await WaitingAsync(new { DueWorkingDays = 30, Actions = new[] { "yes" } });

        (await ListsAtAsync(9, 7, 0)).ShouldBe(0);
    }

    [Fact]
    public async Task A_late_first_answer_is_on_the_list_until_it_is_given()
    {
        await engine.RunAsync<ListOverdue>();
        var thing = await WaitingAsync(new { DueWorkingDays = 30, FirstAnswerWorkingDays = 2, Actions = new[] { "yes" } });

        (await ListsAtAsync(9, 7, 0)).ShouldBe(1);
        (await engine.EventsAsync<OverdueList>())[0].Tasks.ShouldHaveSingleItem().IsFirstAnswer.ShouldBeTrue();
        engine.Things.Set(thing.Id, "answered", "true");
        (await ListsAtAsync(16, 7, 0)).ShouldBe(1);
    }

    [Fact]
    public async Task The_very_first_run_writes_to_nobody_in_arrears()
    {
        await WaitingAsync(new { DueWorkingDays = 1, Actions = new[] { "yes" } });

        (await ListsAtAsync(12, 12, 0)).ShouldBe(0);
        (await ListsAtAsync(16, 7, 0)).ShouldBe(1);
    }

    [Theory]
    [InlineData("{ \"WorkingDays\": 5 }", 9, 6)]
    [InlineData("{ \"Duration\": \"P2D\" }", 4, 8)]
    [InlineData("{ \"Duration\": \"PT30M\", \"CronExpression\": \"0 0 * * *\" }", 2, 9)]
    public async Task A_timer_waits_until_its_time(string properties, int day, int hourUtc)
    {
        await engine.ImportAsync(Type(Begin(), ("TimerEvent", JsonNode.Parse(properties)!), Status("woken")));
        var thing = engine.Things.Add(Town);
        await engine.SubmitAsync(thing);

        engine.Clock.Set(new DateTime(2026, 3, day, hourUtc, 0, 0, DateTimeKind.Utc).AddMinutes(-31));
        await engine.RunAsync<FireTimers>();
        engine.Things.Value(thing, "status").ShouldBeNull();
        engine.Clock.Advance(TimeSpan.FromMinutes(31));
        await engine.RunAsync<FireTimers>();

        engine.Things.Value(thing, "status").ShouldBe("woken");
        (await engine.JournalAsync(thing)).Select(l => l.Why).ShouldContain("Workflow.Why.TimeCame");
    }

    [Fact]
    public async Task A_timer_by_a_cron_that_is_none_is_kept_but_not_published()
    {
        await engine.ImportAsync(Type(Begin(), ("TimerEvent", new { CronExpression = "varje dag" }), Status("woken")));
        var thing = engine.Things.Add(Town);

        await engine.SubmitAsync(thing);

        (await engine.InstancesAsync(thing)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("UserTaskEvent", "{ \"Actions\": [\"yes\"], \"DueWorkingDays\": 1001 }", "Workflow.Fault.NoWorkingDays")]
    [InlineData("UserTaskEvent", "{ \"Actions\": [\"yes\"], \"DueWorkingDays\": 5, \"RemindWorkingDays\": [ \"x\" ] }", "Workflow.Fault.NoWorkingDays")]
    [InlineData("UserTaskEvent", "{ \"Actions\": [\"yes\"], \"DueWorkingDays\": 5, \"RemindWorkingDays\": [1,2,3,4,5,6,7,8,9,10,11] }", "Workflow.Fault.NoWorkingDays")]
    [InlineData("TimerEvent", "{ \"Duration\": \"en vecka\" }", "Workflow.Fault.NoTime")]
    [InlineData("TimerEvent", "{ \"Duration\": \"P5000D\" }", "Workflow.Fault.NoTime")]
    public async Task Times_out_of_bounds_fault_with_a_sentence(string step, string properties, string fault)
    {
        await engine.ImportAsync(Type(Begin(), (step, JsonNode.Parse(properties)!)));
        var thing = engine.Things.Add(Town);

        await engine.SubmitAsync(thing);

        (await engine.InstancesAsync(thing)).ShouldHaveSingleItem().Fault.ShouldBe(fault);
    }

    // A day of March 2026, Stockholm clock.
    private async Task<int> RemindersAtAsync(int day, int hour, int minute)
    {
        engine.Clock.Set(Kernel.Time.SwedishTime.AtClock(new(2026, 3, day), new(hour, minute)));
        await engine.RunAsync<Remind>();
        return (await engine.EventsAsync<TaskReminder>()).Count;
    }

    private async Task<int> ListsAtAsync(int day, int hour, int minute)
    {
        engine.Clock.Set(Kernel.Time.SwedishTime.AtClock(new(2026, 3, day), new(hour, minute)));
        await engine.RunAsync<ListOverdue>();
        return (await engine.EventsAsync<OverdueList>()).Count;
    }

    private async Task<SubjectRef> WaitingAsync(object task)
    {
        await ImportAsync(task);
        var thing = engine.Things.Add(Town, Town.Add("anna"));
        await engine.SubmitAsync(thing);
        return thing;
    }

    private async Task ImportAsync(object task) =>
        (await engine.ImportAsync(Type(Begin(), Assign("unit-manager"), ("UserTaskEvent", task)))).Problems.ShouldBeEmpty();
}
