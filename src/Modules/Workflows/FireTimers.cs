using System.Diagnostics;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.Workflows;

/// <summary>
/// Wakes the instances whose time has come, oldest first, a hundred in each transaction; where one of them cannot be woken, each of that hundred in a transaction of its own. What cannot be woken
/// is tried again at the next run, and holds nobody up. Two nodes that run it at once wake each timer once: a subject is held by the one who moves it.
/// </summary>
internal sealed class FireTimers(IServiceScopeFactory scopes, AppDb db, TimeProvider clock, ILogger<FireTimers> log) : IJob
{
    private const int Batch = 100;

    // Lets the other jobs have their turn.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(20);

    public static TimeSpan Every => TimeSpan.FromSeconds(15);

    public async Task RunAsync(CancellationToken ct)
    {
        var (nowUtc, began) = (clock.GetUtcNow().UtcDateTime, Stopwatch.GetTimestamp());
        for (var left = 0; Stopwatch.GetElapsedTime(began) < LongestRun;)
        {
            // What could not be fired stays, and is passed by for this run.
            var due = await Due(nowUtc).OrderBy(w => w.DueUtc).ThenBy(w => w.Id).Skip(left).Take(Batch).Select(w => w.Id).ToListAsync(ct);
            if (due.Count == 0)
            {
                return;
            }

            await FireAsync(due, nowUtc, ct);
            left += await Due(nowUtc).CountAsync(w => due.Contains(w.Id), ct);
        }
    }

    private IQueryable<WaitRow> Due(DateTime nowUtc) =>
        db.Set<WaitRow>().AsNoTracking().Where(w => w.Kind == WaitKind.Timer && w.EndedUtc == null && w.DueUtc <= nowUtc).NotPaused(db);

    private async Task FireAsync(IReadOnlyList<WorkflowTaskId> due, DateTime nowUtc, CancellationToken ct)
    {
        if (await TryAsync(due, nowUtc, ct) || due.Count == 1)
        {
            return;
        }

        foreach (var one in due)
        {
            await TryAsync([one], nowUtc, ct);
        }
    }

    private async Task<bool> TryAsync(IReadOnlyList<WorkflowTaskId> timers, DateTime nowUtc, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope($"job:{nameof(FireTimers)}");
        try
        {
            var engine = scope.ServiceProvider.GetRequiredService<WorkflowEngine>();
            var fired = await scope.Db().TransactAsync<Done>(
                async token =>
                {
                    await engine.FireAsync(timers, nowUtc, token);
                    return Done.Ok;
                },
                ct);
            return fired.Succeeded;
        }
        catch (Exception e) when (e is not OperationCanceledException && !Unavailable.Is(e))
        {
            log.LogWarning(e, "Of {Count} timers at least one could not be fired", timers.Count);
            return false;
        }
    }
}
