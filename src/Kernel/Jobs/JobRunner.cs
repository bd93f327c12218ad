using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.Kernel.Jobs;

/// <summary>
/// Runs the jobs that are due. A host only triggers it: a BackgroundService here, an IBackgroundTask in Orchard. Each job is leased in its row, so
/// two nodes never run one job at once; it is renewed while the job runs, and one left by a killed node runs out after half a minute.
/// </summary>
public sealed class JobRunner(IServiceScopeFactory scopes, IEnumerable<JobRegistration> jobs, TimeProvider clock, ILogger<JobRunner> log)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    // Made once for each process: a lease of our own, left by a run that threw, is ours to take again.
    private readonly string node = Guid.CreateVersion7().ToString("N");

    /// <summary>Runs every job that is due, one after another. A failing job is logged, noted in its row and does not stop the others.</summary>
    public async Task RunDueAsync(CancellationToken ct)
    {
        foreach (var job in jobs)
        {
            ct.ThrowIfCancellationRequested();
            if (!await TakeAsync(job, ct))
            {
                continue;
            }

            string? error = null;
            try
            {
                await using var scope = scopes.CreateSystemScope($"job:{job.Name}");
                var run = (IJob)ActivatorUtilities.CreateInstance(scope.ServiceProvider, job.Type);
                await KeepingLeaseAsync(job, run.RunAsync(ct));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                error = e.Message;
                log.LogError(e, "The job {Job} failed", job.Name);
            }

            await GiveBackAsync(job, error, ct);
        }
    }

    private async Task<bool> TakeAsync(JobRegistration job, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope("jobs");
        var db = scope.Db();
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var row = await db.Set<JobRow>().AsNoTracking().FirstOrDefaultAsync(j => j.Name == job.Name, ct);
        if (row is null)
        {
            db.Add(new JobRow { Name = job.Name, NextDueUtc = nowUtc });
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException)
            {
                return false; // Another node was first with the very first row; the next round sees it.
            }
        }
        else if (row.NextDueUtc > nowUtc || (row.LeasedUntilUtc > nowUtc && row.LeasedBy != node))
        {
            return false;
        }

        return await LeaseAsync(db, job, ct);
    }

    private async Task KeepingLeaseAsync(JobRegistration job, Task run)
    {
        using var renewal = new PeriodicTimer(Lease / 3, clock);
        _ = run.ContinueWith(_ => renewal.Dispose(), TaskScheduler.Default);
        while (await renewal.WaitForNextTickAsync())
        {
            await using var scope = scopes.CreateSystemScope("jobs");
            await LeaseAsync(scope.Db(), job, CancellationToken.None);
        }

        await run;
    }

    private async Task<bool> LeaseAsync(AppDb db, JobRegistration job, CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        return await db.WriteAsync(
            d => d.Set<JobRow>()
                .Where(j => j.Name == job.Name && (j.LeasedUntilUtc == null || j.LeasedUntilUtc <= nowUtc || j.LeasedBy == node))
                .ExecuteUpdateAsync(s => s.SetProperty(j => j.LeasedUntilUtc, nowUtc + Lease).SetProperty(j => j.LeasedBy, node), ct),
            ct) == 1;
    }

    private async Task GiveBackAsync(JobRegistration job, string? error, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope("jobs");
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        await scope.Db().WriteAsync(
            d => d.Set<JobRow>().Where(j => j.Name == job.Name && j.LeasedBy == node).ExecuteUpdateAsync(
                s => s.SetProperty(j => j.LeasedUntilUtc, (DateTime?)null)
                    .SetProperty(j => j.LastRunUtc, nowUtc)
                    .SetProperty(j => j.NextDueUtc, nowUtc + job.Every)
                    .SetProperty(j => j.LastError, error),
                ct),
            ct);
    }
}

internal sealed class JobRow
{
    public required string Name { get; init; }

    public DateTime NextDueUtc { get; init; }

    public DateTime? LastRunUtc { get; init; }

    public DateTime? LeasedUntilUtc { get; init; }

    public string? LeasedBy { get; init; }

    public string? LastError { get; init; }
}

internal sealed class JobMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var job = model.Entity<JobRow>().ToTable("kernel_job");
        job.HasKey(j => j.Name);
        job.Property(j => j.Name).HasMaxLength(100);
        job.Property(j => j.LeasedBy).HasMaxLength(40);
    }
}
