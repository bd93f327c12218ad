using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using static IntranetInnovation.Workflows.Tests.Drawing;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteTimerStartTests() : TimerStartTests(DatabaseProvider.Sqlite);

public sealed class PostgresTimerStartTests() : TimerStartTests(DatabaseProvider.Postgres);

/// <summary>Flows that a clock begins, for what is open then.</summary>
public abstract class TimerStartTests(DatabaseProvider provider) : IAsyncLifetime
{
    private Engine engine = null!;
    private PersonId anna;

    public async ValueTask InitializeAsync()
    {
        engine = await Engine.StartAsync(provider);
        engine.Town.Add("siv", new RoleGrant(Roles.CentralIdeaCoach, null));
        anna = engine.Town.Add("anna");
    }

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_flow_begins_for_each_open_subject_that_has_none_when_its_time_comes()
    {
        await ImportAsync(At("0 7 * * *"), Ask("person:anna"));
        var (one, other) = (engine.Things.Add(engine.Town), engine.Things.Add(engine.Town));
        await ComeAsync(3, 6);
        (await CountAsync()).ShouldBe(0, "a new start begins with the first time to come");

        await ComeAsync(3, 8);
        await ComeAsync(3, 9);
        (await CountAsync()).ShouldBe(2, "once each");
        await ComeAsync(4, 8);
        (await CountAsync()).ShouldBe(2, "one flow of a type lives for a subject");

        (await engine.CompleteAsync((await engine.TasksAsync(one)).Single(), "yes", anna)).Problems.ShouldBeEmpty();
        await ComeAsync(8, 8);
        (await engine.InstancesAsync(one)).Count.ShouldBe(2, "the days that were missed come once");
        (await engine.InstancesAsync(other)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Complaint_3_a_time_that_comes_every_minute_begins_a_flow_once_a_day()
    {
        await ImportAsync(At("* * * * *"), ("LogTask", new { Text = "Hej" }));
        engine.Things.Add(engine.Town);
        for (var minute = 0; minute < 5; minute++)
        {
            await ComeAsync(3, 8, minute);
        }

        (await CountAsync()).ShouldBe(1);
        await ComeAsync(4, 8);
        (await CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Only_what_the_start_takes_and_is_open_gets_a_flow()
    {
        await ImportAsync(("TimerEvent", new { CronExpression = "0 7 * * *", Statuses = new[] { "approved" }, Departments = new[] { "kultur" } }), Ask("person:anna"));
        var taken = engine.Things.Add(engine.Town, null, true, ("status", "approved"), ("department", "kultur"));
        engine.Things.Add(engine.Town, null, true, ("status", "assigned"), ("department", "kultur"));
        engine.Things.Add(engine.Town, null, true, ("status", "approved"), ("department", "skola"));
        engine.Things.Close(engine.Things.Add(engine.Town, null, true, ("status", "approved"), ("department", "kultur")));

        await ComeAsync(3, 6);
        await ComeAsync(3, 8);

        (await engine.InstancesAsync(taken)).Count.ShouldBe(1);
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task One_that_cannot_be_begun_holds_nobody_up()
    {
        await ImportAsync(At("0 7 * * *"), Ask("person:anna"));
        var things = Enumerable.Range(0, 120).Select(_ => engine.Things.Add(engine.Town)).ToList();
        engine.Things.Remove(things[60]);
        engine.Things.Break(things[70]);

        await ComeAsync(3, 6);
        await ComeAsync(3, 8);

        (await CountAsync()).ShouldBe(118);
        (await engine.ReadAsync(db => db.Set<TimerStart>().SingleAsync())).NextUtc.ShouldBe(new DateTime(2026, 3, 4, 6, 0, 0, DateTimeKind.Utc), "seven in Stockholm the day after");
    }

    [Fact]
    public async Task Turned_off_nothing_begins_and_turned_on_again_nothing_comes_in_arrears()
    {
        await ImportAsync(At("0 7 * * *"), Ask("person:anna"));
        engine.Things.Add(engine.Town);
        await ComeAsync(3, 6);
        await TurnAsync(on: false);
        await ComeAsync(3, 8);
        await TurnAsync(on: true);
        await ComeAsync(3, 9);
        (await CountAsync()).ShouldBe(0);

        await ComeAsync(4, 8);
        (await CountAsync()).ShouldBe(1);
    }

    private static (string Name, object Properties) At(string cron) => ("TimerEvent", new { CronExpression = cron });

    private async Task ImportAsync(params (string Name, object Properties)[] steps) => (await engine.ImportAsync(Drawing.Type(steps))).Problems.ShouldBeEmpty();

    private Task<int> TurnAsync(bool on) => engine.ReadAsync(db => db.WriteAsync(d => d.Set<WorkflowType>().ExecuteUpdateAsync(s => s.SetProperty(t => t.Enabled, on))));

    // A moment of March 2026 in Stockholm, when the clock is one hour before UTC.
    private async Task ComeAsync(int day, int hour, int minute = 30)
    {
        engine.Clock.Set(new DateTime(2026, 3, day, hour - 1, minute, 0, DateTimeKind.Utc));
        await engine.RunAsync<BeginByTime>();
    }

    private Task<int> CountAsync() => engine.ReadAsync(db => db.Set<WorkflowInstance>().CountAsync());
}
