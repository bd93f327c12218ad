using System.Diagnostics;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Workflows.Activities;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.Workflows;

/// <summary>
/// Begins flows at the times that starts with a clock say, for each open subject that the start takes: once a day at most, and a thousand flows at a time, so that a time that comes every minute
/// floods nobody. Times that were missed come once. How far it has come stands in the save of what it begins, so that a crash makes none twice.
/// </summary>
internal sealed class BeginByTime(IServiceScopeFactory scopes, AppDb db, GraphStore graphs, IEnumerable<IWorkflowSubjects> subjects, TimeProvider clock, ILogger<BeginByTime> log) : IJob
{
    /// <summary>Flows that one time begins at most.</summary>
    public const int Most = 1000;

    private const int Batch = 50;

    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(20);

    public static TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var (nowUtc, began) = (clock.GetUtcNow().UtcDateTime, Stopwatch.GetTimestamp());
        foreach (var start in await FollowAsync(nowUtc, ct))
        {
            while (start.NextUtc <= nowUtc && Stopwatch.GetElapsedTime(began) < LongestRun)
            {
                var open = start.Begun >= Most ? [] : await Owner(start).OpenAsync(start.After, Batch, ct);
                await LookAsync(start, open, nowUtc, ct);
            }
        }
    }

    // The starts that are in force, each waiting for its next time; a new one, and one whose times were changed, begins with the first time from now.
    private async Task<IReadOnlyList<TimerStart>> FollowAsync(DateTime nowUtc, CancellationToken ct)
    {
        var known = await db.Set<TimerStart>().ToListAsync(ct);
        var types = await db.Set<WorkflowType>().AsNoTracking().Where(t => t.Enabled && t.PublishedVersionId != null).Select(t => new { t.Id, Version = t.PublishedVersionId!.Value }).ToListAsync(ct);
        var kept = new List<TimerStart>();
        foreach (var type in types)
        {
            foreach (var step in (await graphs.GetAsync(db, type.Version, ct)).Activities)
            {
                if (TimerEvent.Beginning(step)?.After(nowUtc) is not { } next)
                {
                    continue;
                }

                var cron = step.Properties()["CronExpression"]!.ToString();
                foreach (var owner in subjects)
                {
                    var start = known.Find(s => (s.TypeId, s.ActivityId, s.SubjectType) == (type.Id, step.Id, owner.Type));
                    if (start is null)
                    {
                        db.Add(start = TimerStart.Of(type.Id, step.Id, owner.Type));
                    }

                    if (start.Cron != cron)
                    {
                        start.Await(cron, next);
                    }

                    kept.Add(start);
                }
            }
        }

        db.RemoveRange(known.Except(kept));
        if (db.ChangeTracker.HasChanges())
        {
            await db.TransactAsync<Done>(_ => Task.FromResult<Result<Done>>(Done.Ok), ct);
        }

        return kept;
    }

    private async Task LookAsync(TimerStart start, IReadOnlyList<OpenSubject> open, DateTime nowUtc, CancellationToken ct)
    {
        if (open.Count == 0)
        {
            await MoveAsync(start, s => s.Await(s.Cron, NextAfter(s.Cron, nowUtc)), ct);
            return;
        }

        if (!await TryAsync(start, open, nowUtc, ct))
        {
            foreach (var one in open)
            {
                // One that cannot be begun holds nobody up.
                if (!await TryAsync(start, [one], nowUtc, ct))
                {
                    await MoveAsync(start, s => s.Looked(one.Number, 0), ct);
                }
            }
        }
    }

    private async Task<bool> TryAsync(TimerStart start, IReadOnlyList<OpenSubject> open, DateTime nowUtc, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope($"job:{nameof(BeginByTime)}");
        try
        {
            var (last, begun) = (open[^1].Number, 0);
            var done = await scope.Db().TransactAsync<Done>(
                async token =>
                {
                    begun = await scope.ServiceProvider.GetRequiredService<WorkflowEngine>()
                        .BeginAsync(start.TypeId, start.ActivityId, [.. open.Select(o => new SubjectRef(start.SubjectType, o.Id))], nowUtc, token);
                    (await MineAsync(scope.Db(), start, token))?.Looked(last, begun);
                    return Done.Ok;
                },
                ct);
            start.Looked(last, begun);
            return done.Succeeded;
        }
        catch (Exception e) when (e is not OperationCanceledException && !Unavailable.Is(e))
        {
            log.LogWarning(e, "Of {Count} flows at least one could not be begun by its time", open.Count);
            return false;
        }
    }

    private async Task MoveAsync(TimerStart start, Action<TimerStart> move, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope($"job:{nameof(BeginByTime)}");
        await scope.Db().TransactAsync<Done>(
            async token =>
            {
                if (await MineAsync(scope.Db(), start, token) is { } stored)
                {
                    move(stored);
                }

                return Done.Ok;
            },
            ct);
        move(start);
    }

    private static async Task<TimerStart?> MineAsync(AppDb db, TimerStart start, CancellationToken ct) =>
        await db.Set<TimerStart>().FindAsync([start.TypeId, start.ActivityId, start.SubjectType], ct);

    private IWorkflowSubjects Owner(TimerStart start) => subjects.Last(s => s.Type == start.SubjectType);

    // Not twice on one day in Stockholm, whatever the expression says.
    private static DateTime NextAfter(string cron, DateTime nowUtc) =>
        Cron.Parse(cron)?.After(SwedishTime.StartOf(SwedishTime.Day(nowUtc).AddDays(1)).AddMinutes(-1)) ?? DateTime.MaxValue;
}
