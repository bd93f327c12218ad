using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Workflows.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Workflows;

/// <summary>Tells the flows of each open task whose day has passed, once: the row's mark is written in the save of what the flows then do.</summary>
internal sealed class TellOverdue(IServiceScopeFactory scopes, AppDb db, TimeProvider clock) : IJob
{
    private const int MostInARun = 500;

    public static TimeSpan Every => TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var passed = await db.Set<WaitRow>().AsNoTracking().Where(w => w.Kind == WaitKind.Task && w.EndedUtc == null && w.DueUtc <= nowUtc && !w.OverdueTold)
            .OrderBy(w => w.DueUtc).Take(MostInARun).ToListAsync(ct);
        foreach (var row in passed)
        {
            await using var scope = scopes.CreateSystemScope($"job:{nameof(TellOverdue)}");
            await scope.Db().TransactAsync<Done>(token => TellAsync(scope, row, nowUtc, token), ct);
        }
    }

    private static async Task<Result<Done>> TellAsync(AsyncServiceScope scope, WaitRow row, DateTime nowUtc, CancellationToken ct)
    {
        var db = scope.Db();
        await db.LockAsync(row.Subject, ct);
        var told = await db.Set<WaitRow>().Where(w => w.Id == row.Id && w.EndedUtc == null && !w.OverdueTold).ExecuteUpdateAsync(s => s.SetProperty(w => w.OverdueTold, true), ct);
        if (told == 1)
        {
            var facts = new Dictionary<string, string> { [DueDatePassedEvent.FormFact] = row.Form ?? "" };
            await scope.ServiceProvider.GetRequiredService<WorkflowEngine>().TriggerAsync(DueDatePassedEvent.Name, row.Subject, null, nowUtc, ct, facts);
        }

        return Done.Ok;
    }
}
