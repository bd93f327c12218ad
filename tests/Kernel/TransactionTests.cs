using System.Data;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Kernel.Tests;

public abstract class TransactionTests(KernelHost host)
{
    [Fact]
    public async Task A_refusal_rolls_back_all_that_was_saved_on_the_way()
    {
        var result = await host.DoAsync(db => db.TransactAsync<Done>(async ct =>
        {
            db.Add(new Note { Text = "refused" });
            await db.SaveChangesAsync(ct);
            return new Problem("Kernel.Forbidden");
        }));

        result.Succeeded.ShouldBeFalse();
        (await host.NotesAsync()).ShouldNotContain("refused");
    }

    [Fact]
    public async Task A_unit_of_work_that_is_used_again_remembers_nothing_of_whose_it_was()
    {
        var (used, isNew, told) = (new HashSet<AppDb>(ReferenceEqualityComparer.Instance), true, 0);
        while (isNew)
        {
            await using var scope = host.Services.CreateAsyncScope();
            var user = scope.ServiceProvider.GetRequiredService<CurrentUser>();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            isNew = used.Add(db);
            used.Count.ShouldBeLessThan(1_000);
            (db.IsSilent, db.Database.CurrentTransaction).ShouldBe((false, null));
            Should.Throw<InvalidOperationException>(() => db.Viewer);
            db.ChangeTracker.Entries().ShouldBeEmpty();
            db.Database.GetDbConnection().State.ShouldBe(ConnectionState.Closed);
            user.Become(Viewer.System("test"));
            db.SeesAll.ShouldBeTrue();

            db.IsSilent = true;
            db.SavingChanges += (_, _) => told++;
            await db.Database.BeginTransactionAsync();
            await new Sql().ReadAsync(db, "SELECT 1", r => r.DbDataReader.GetValue(0), CancellationToken.None);
            db.Add(new Note { Text = "left behind" });
            await db.SaveChangesAsync();
        }

        told.ShouldBe(used.Count + 1);
        (await host.NotesAsync()).ShouldNotContain("left behind");
    }

    [Fact]
    public async Task An_exception_rolls_back_and_forgets_what_was_tracked()
    {
        await host.DoAsync(async db =>
        {
            await Should.ThrowAsync<InvalidOperationException>(() => db.TransactAsync<Done>(async ct =>
            {
                db.Add(new Note { Text = "thrown" });
                await db.SaveChangesAsync(ct);
                throw new InvalidOperationException();
            }));
            db.ChangeTracker.Entries().ShouldBeEmpty();
            return await db.SaveChangesAsync();
        });

        (await host.NotesAsync()).ShouldNotContain("thrown");
    }

    [Fact]
    public async Task Work_inside_a_transaction_joins_it()
    {
        await host.DoAsync(db => db.TransactAsync<Done>(async ct =>
        {
            var inner = await db.TransactAsync<Done>(_ =>
            {
                db.Add(new Note { Text = "inner" });
                return Task.FromResult(Done.Ok);
            }, ct);
            inner.Succeeded.ShouldBeTrue();
            return new Problem("Kernel.Forbidden");
        }));

        (await host.NotesAsync()).ShouldNotContain("inner");
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_and_changes_nothing()
    {
        await host.DoAsync(async db =>
        {
            db.Add(new Note { Text = "edited" });
            return await db.SaveChangesAsync();
        });

        var second = await host.DoAsync(async mine =>
        {
            var note = await mine.Set<Note>().SingleAsync(n => n.Text == "edited");
            await host.DoAsync(async theirs =>
            {
                (await theirs.Set<Note>().SingleAsync(n => n.Text == "edited")).Text = "edited by the first";
                return await theirs.SaveChangesAsync();
            });
            return await mine.TransactAsync<Done>(_ =>
            {
                note.Text = "edited by the second";
                return Task.FromResult(Done.Ok);
            });
        });

        second.Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
        (await host.NotesAsync()).ShouldContain("edited by the first");
        (await host.DoAsync(db => db.Set<Note>().Where(n => n.Text == "edited by the first").Select(n => n.Version).SingleAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Twenty_takers_at_once_get_twenty_numbers_in_a_row()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => host.DoAsync(db => db.TransactAsync<int>(async ct =>
            await db.NextNumberAsync("takers", ct))))));

        taken.Select(t => t.Value).Order().ShouldBe(Enumerable.Range(1, 20));
    }

    [Fact]
    public async Task A_number_that_was_rolled_back_is_taken_again()
    {
        await host.DoAsync(db => db.TransactAsync<int>(async ct => await db.NextNumberAsync("again", ct)));
        await host.DoAsync(db => db.TransactAsync<int>(async ct =>
        {
            (await db.NextNumberAsync("again", ct)).ShouldBe(2);
            return new Problem("Kernel.Forbidden");
        }));

        (await host.DoAsync(db => db.TransactAsync<int>(async ct => await db.NextNumberAsync("again", ct)))).Value.ShouldBe(2);
    }

    [Fact]
    public Task A_number_outside_a_transaction_is_a_mistake() => host.DoAsync(async db =>
    {
        await Should.ThrowAsync<InvalidOperationException>(() => db.NextNumberAsync("outside", CancellationToken.None));
        return 0;
    });

    [Fact]
    public async Task Ids_enums_and_times_come_back_as_they_went_in()
    {
        var note = new Note { Text = "typed", Mood = Mood.Merry, WrittenUtc = new DateTime(2026, 3, 29, 1, 30, 0, DateTimeKind.Utc) };
        await host.DoAsync(async db =>
        {
            db.Add(note);
            return await db.SaveChangesAsync();
        });

        var read = await host.DoAsync(db => db.Set<Note>().AsNoTracking().SingleAsync(n => n.Id == note.Id));
        read.Mood.ShouldBe(Mood.Merry);
        read.WrittenUtc.ShouldBe(note.WrittenUtc);
        read.WrittenUtc.Kind.ShouldBe(DateTimeKind.Utc);
        (await host.DoAsync(db => db.Database.SqlQueryRaw<string>("SELECT mood AS \"Value\" FROM probe_note WHERE text = 'typed'").SingleAsync())).ShouldBe("Merry");
    }

    [Fact]
    public async Task A_local_time_is_refused()
    {
        var thrown = await Should.ThrowAsync<Exception>(() => host.DoAsync(async db =>
        {
            db.Add(new Note { Text = "local", WrittenUtc = DateTime.SpecifyKind(Clock, DateTimeKind.Local) });
            return await db.SaveChangesAsync();
        }));

        (thrown.InnerException ?? thrown).Message.ShouldContain("Not UTC");
    }

    [Fact]
    public async Task A_key_taken_twice_is_an_exception_and_the_gate_opens_again()
    {
        await Should.ThrowAsync<DbUpdateException>(() => host.DoAsync(async db =>
        {
            db.Add(new Note { Text = "twice" });
            db.Add(new Note { Text = "twice" });
            return await db.SaveChangesAsync();
        }));

        (await host.DoAsync(async db =>
        {
            db.Add(new Note { Text = "after twice" });
            return await db.SaveChangesAsync();
        })).ShouldBe(1);
    }

    [Fact]
    public async Task Fifty_writers_at_once_all_get_through()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => host.DoAsync(async db =>
        {
            db.Add(new Note { Text = $"writer {i:00}" });
            return await db.SaveChangesAsync();
        }))));

        (await host.NotesAsync()).Count(n => n.StartsWith("writer ", StringComparison.Ordinal)).ShouldBe(50);
    }

    private static DateTime Clock => IntranetInnovation.TestKit.TestClock.Start;
}

public sealed class SqliteTransactionTests(SqliteKernel host) : TransactionTests(host), IClassFixture<SqliteKernel>
{
    [Fact]
    public async Task The_database_writes_ahead_so_that_readers_do_not_wait() =>
        (await host.DoAsync(db => db.Database.SqlQueryRaw<string>("SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync())).ShouldBe("wal");
}

public sealed class PostgresTransactionTests(PostgresKernel host) : TransactionTests(host), IClassFixture<PostgresKernel>;
