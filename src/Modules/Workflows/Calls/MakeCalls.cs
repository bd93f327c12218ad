using System.Globalization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Workflows.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Workflows;

/// <summary>
/// Makes the calls that flows wait for: each is claimed in a transaction, made outside of one, and its answer lets the flow go on in the transaction that takes the call away. A call whose flow
/// waits no longer is not made.
/// </summary>
internal sealed class MakeCalls(IServiceScopeFactory scopes, AppDb db, Caller caller, TimeProvider clock) : IJob
{
    private const int MostInARun = 50;

    public static TimeSpan Every => TimeSpan.FromSeconds(5);

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task RunAsync(CancellationToken ct)
    {
        var nowUtc = NowUtc;
        var due = await db.Set<Call>().AsNoTracking().Where(c => c.NextTryUtc <= nowUtc)
            .Where(c => !db.Set<WorkflowInstance>().Any(i => i.Id == c.InstanceId && db.Set<WorkflowType>().Any(t => t.Id == i.TypeId && t.Paused)))
            .OrderBy(c => c.NextTryUtc).Take(MostInARun).Select(c => c.Id).ToListAsync(ct);
        foreach (var id in due)
        {
            if (await ClaimAsync(id, ct) is { } call)
            {
                var answer = await caller.SendAsync(call, ct);
                await EndAsync(id, answer, ct);
            }
        }
    }

    private async Task<Call?> ClaimAsync(CallId id, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope($"job:{nameof(MakeCalls)}");
        var own = scope.Db();
        var claimed = await own.TransactAsync<Call?>(
            async token =>
            {
                if (await own.Set<Call>().SingleOrDefaultAsync(c => c.Id == id && c.NextTryUtc <= NowUtc, token) is not { } call)
                {
                    return (Call?)null;
                }

                if (!await own.Set<WaitRow>().AnyAsync(w => w.InstanceId == call.InstanceId && w.EndedUtc == null && w.EventName == call.EventName, token))
                {
                    own.Remove(call);
                    return (Call?)null;
                }

                call.Claim(NowUtc);
                return call;
            },
            ct);
        return claimed.Succeeded ? claimed.Value : null;
    }

    private async Task EndAsync(CallId id, CallAnswer answer, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope($"job:{nameof(MakeCalls)}");
        var own = scope.Db();
        await own.TransactAsync<Done>(
            async token =>
            {
                var nowUtc = NowUtc;
                if (await own.Set<Call>().SingleOrDefaultAsync(c => c.Id == id, token) is not { } call || (answer.MayBeTriedAgain && call.TryLater(nowUtc)))
                {
                    return Done.Ok;
                }

                own.Remove(call);
                if (await own.Set<WaitRow>().SingleOrDefaultAsync(w => w.InstanceId == call.InstanceId && w.EndedUtc == null && w.EventName == call.EventName, token) is { } row)
                {
                    var facts = new Dictionary<string, string>
                    {
                        [HttpRequestTask.HostFact] = call.Host,
                        [HttpRequestTask.StatusFact] = answer.Status?.ToString(CultureInfo.InvariantCulture) ?? "",
                        [HttpRequestTask.WhyFact] = answer.Refused ?? "",
                    };
                    await scope.ServiceProvider.GetRequiredService<WorkflowEngine>().WakeAsync(row, new(call.EventName, null, nowUtc, facts), token);
                }

                return Done.Ok;
            },
            ct);
    }
}
