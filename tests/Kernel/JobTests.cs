using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Kernel.Tests;

public abstract class JobTests(KernelHost host)
{
    [Fact]
    public async Task A_job_rests_between_its_runs()
    {
        var count = host.Services.GetRequiredService<JobCount>();
        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.DeliverAsync();
        var first = count.Started;
        await host.DeliverAsync();
        count.Started.ShouldBe(first);

        host.Clock.Advance(TimeSpan.FromMinutes(61));
        await host.DeliverAsync();
        count.Started.ShouldBe(first + 1);
    }

    [Fact]
    public async Task Two_nodes_never_run_one_job_at_once()
    {
        await using var other = host.Build();
        await host.DeliverAsync(); // The rows are there.
        host.Clock.Advance(TimeSpan.FromHours(2));
        var (here, there) = (host.Services.GetRequiredService<JobCount>(), other.GetRequiredService<JobCount>());
        var before = here.Started + there.Started;
        here.Lasts = there.Lasts = TimeSpan.FromMilliseconds(300);

        await Task.WhenAll(host.DeliverAsync(), host.DeliverAsync(other));

        here.Lasts = TimeSpan.Zero;
        (here.Started + there.Started).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_job_that_runs_for_long_keeps_its_lease()
    {
        await using var other = host.Build();
        await host.DeliverAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        var (here, there) = (host.Services.GetRequiredService<JobCount>(), other.GetRequiredService<JobCount>());
        var before = here.Started + there.Started;
        here.Lasts = TimeSpan.FromSeconds(14); // The lease is renewed after ten seconds of real time.
        var running = host.DeliverAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        host.Clock.Advance(TimeSpan.FromSeconds(29));
        await Task.Delay(TimeSpan.FromSeconds(10));
        host.Clock.Advance(TimeSpan.FromSeconds(29));

        await host.DeliverAsync(other);

        running.IsCompleted.ShouldBeFalse();
        await running;
        here.Lasts = TimeSpan.Zero;
        (here.Started + there.Started).ShouldBe(before + 1, "58 seconds by the clock, and the lease is 30");
    }

    [Fact]
    public async Task A_lease_that_a_killed_node_left_runs_out()
    {
        await host.DeliverAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        var until = host.Clock.NowUtc + TimeSpan.FromMinutes(10);
        await host.DoAsync(db => db.Set<JobRow>().Where(j => j.Name == nameof(HourlyJob))
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.LeasedBy, "killed").SetProperty(j => j.LeasedUntilUtc, until)));
        var count = host.Services.GetRequiredService<JobCount>();
        var before = count.Started;

        await host.DeliverAsync();
        count.Started.ShouldBe(before, "another node has it");

        host.Clock.Advance(TimeSpan.FromMinutes(11));
        await host.DeliverAsync();
        count.Started.ShouldBe(before + 1);
    }
}

public sealed class SqliteJobTests(SqliteKernel host) : JobTests(host), IClassFixture<SqliteKernel>;

public sealed class PostgresJobTests(PostgresKernel host) : JobTests(host), IClassFixture<PostgresKernel>;
