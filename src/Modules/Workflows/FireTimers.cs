using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Workflows;

/// <summary>Wakes the instances whose time has come, each in a transaction of its own. One node at a time, by the job's lease; a row that ended meanwhile is left alone.</summary>
internal sealed class FireTimers(IServiceScopeFactory scopes, AppDb db, TimeProvider clock) : IJob
{
    private const int Batch = 100;

    public static TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;

        // At most one batch a round, oldest first: what could not be fired is tried at the next round, and cannot hold a round for ever.
        var due = await db.Set<WaitRow>().AsNoTracking().Where(w => w.Kind == WaitKind.Timer && w.EndedUtc == null && w.DueUtc <= nowUtc).NotPaused(db)
            .OrderBy(w => w.DueUtc).Take(Batch).Select(w => w.Id).ToListAsync(ct);
        foreach (var timer in due)
        {
            await using var scope = scopes.CreateSystemScope($"job:{nameof(FireTimers)}");
            var engine = scope.ServiceProvider.GetRequiredService<WorkflowEngine>();
            await scope.Db().TransactAsync<Done>(
                async token =>
                {
                    await engine.FireAsync(timer, nowUtc, token);
                    return Done.Ok;
                },
                ct);
        }
    }
}
