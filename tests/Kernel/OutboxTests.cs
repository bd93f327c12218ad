using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Kernel.Outcome;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Kernel.Tests;

public abstract class OutboxTests(KernelHost host)
{
    private FailureSwitch Failing => host.Services.GetRequiredService<FailureSwitch>();

    [Fact]
    public async Task An_event_reaches_every_listener_once()
    {
        await RaiseAsync("once");
        await host.DeliverAsync();
        await host.DeliverAsync();

        (await host.NotesAsync()).Where(n => n.EndsWith(" once", StringComparison.Ordinal)).ShouldBe(["second once", "written once"]);
        (await RowAsync("once")).DeliveredUtc.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_event_of_a_refused_change_never_leaves()
    {
        await host.DoAsync(db => db.TransactAsync<Done>(_ =>
        {
            db.Raise(new SomethingHappened("never"));
            return Task.FromResult<Result<Done>>(new Problem("Kernel.Forbidden"));
        }));
        await host.DeliverAsync();

        (await host.NotesAsync()).ShouldNotContain("written never");
    }

    [Fact]
    public async Task An_event_does_not_leave_before_its_commit()
    {
        await host.DoAsync(db => db.TransactAsync<Done>(async ct =>
        {
            db.Raise(new SomethingHappened("early"));
            await db.SaveChangesAsync(ct);
            if (!db.IsSqlite)
            {
                await host.DeliverAsync(); // On SQLite it would wait for this very transaction.
            }

            (await host.NotesAsync()).ShouldNotContain("written early");
            return Done.Ok;
        }));
        await host.DeliverAsync();

        (await host.NotesAsync()).ShouldContain("written early");
    }

    [Fact]
    public async Task A_failing_listener_is_asked_again_after_growing_pauses_and_the_others_are_not_repeated()
    {
        Failing.On = true;
        await RaiseAsync("failing");
        await host.DeliverAsync();
        var first = await RowAsync("failing");
        first.Attempts.ShouldBe(1);
        first.LastError.ShouldNotBeNull().ShouldContain("The listener is down.");
        (await host.NotesAsync()).ShouldContain("written failing", "the other listener has had it");
        (await host.NotesAsync()).ShouldNotContain("second failing", "a failed listener leaves nothing behind");

        var calls = Failing.Calls;
        await host.DeliverAsync();
        Failing.Calls.ShouldBe(calls, "it is too early to try again");

        host.Clock.Advance(TimeSpan.FromSeconds(6));
        await host.DeliverAsync();
        var second = await RowAsync("failing");
        (second.NextTryUtc - host.Clock.NowUtc).ShouldBe(TimeSpan.FromSeconds(10));

        Failing.On = false;
        host.Clock.Advance(TimeSpan.FromSeconds(11));
        await host.DeliverAsync();
        (await RowAsync("failing")).DeliveredUtc.ShouldNotBeNull();
        (await host.NotesAsync()).Count(n => n.EndsWith(" failing", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Pauses_end_at_an_hour()
    {
        var message = OutboxMessage.Of(new SomethingHappened("x"), host.Clock.NowUtc);
        for (var attempt = 0; attempt < 40; attempt++)
        {
            message.Failed(host.Clock.NowUtc, new string('e', 5000));
        }

        (message.NextTryUtc - host.Clock.NowUtc).ShouldBe(TimeSpan.FromHours(1));
        message.LastError!.Length.ShouldBe(2000);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Killed_after_the_listener_but_before_the_mark_it_is_not_repeated()
    {
        await RaiseAsync("killed");
        await host.DeliverAsync();
        await host.DoAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE kernel_outbox SET delivered_utc = NULL WHERE body LIKE '%killed%'"));
        await host.DeliverAsync();

        (await host.NotesAsync()).Count(n => n.EndsWith(" killed", StringComparison.Ordinal)).ShouldBe(2);
        (await RowAsync("killed")).DeliveredUtc.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_event_that_nobody_knows_any_more_does_not_stand_in_the_way()
    {
        await RaiseAsync("renamed");
        await host.DoAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE kernel_outbox SET type = 'Forgotten' WHERE body LIKE '%renamed%'"));
        await RaiseAsync("after renamed");
        await host.DeliverAsync();

        (await host.NotesAsync()).ShouldContain("written after renamed");
    }

    [Fact]
    public async Task More_than_one_batch_is_delivered_in_one_round()
    {
        await host.DoAsync(async db =>
        {
            for (var i = 0; i < 120; i++)
            {
                db.Raise(new SomethingHappened($"many {i:000}"));
            }

            return await db.SaveChangesAsync();
        });
        await host.DeliverAsync();

        (await host.NotesAsync()).Count(n => n.StartsWith("written many", StringComparison.Ordinal)).ShouldBe(120);
    }

    private Task<int> RaiseAsync(string what) => host.DoAsync(async db =>
    {
        db.Raise(new SomethingHappened(what));
        return await db.SaveChangesAsync();
    });

    private Task<OutboxMessage> RowAsync(string what) => host.DoAsync(db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync(m => m.Body.Contains($"\"{what}\"")));
}

public sealed class SqliteOutboxTests(SqliteKernel host) : OutboxTests(host), IClassFixture<SqliteKernel>;

public sealed class PostgresOutboxTests(PostgresKernel host) : OutboxTests(host), IClassFixture<PostgresKernel>;
