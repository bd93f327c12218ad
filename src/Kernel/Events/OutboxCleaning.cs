using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Kernel.Events;

/// <summary>Takes away what every listener has had for a month; what is not delivered stays.</summary>
internal sealed class OutboxCleaning(AppDb db, TimeProvider clock) : IJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static TimeSpan Every => TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var untilUtc = clock.GetUtcNow().UtcDateTime - Kept;
        await db.WriteAsync(
            d => d.Set<OutboxDelivery>().Where(x => d.Set<OutboxMessage>().Any(m => m.Id == x.MessageId && m.DeliveredUtc < untilUtc)).ExecuteDeleteAsync(ct), ct);
        await db.WriteAsync(d => d.Set<OutboxMessage>().Where(m => m.DeliveredUtc < untilUtc).ExecuteDeleteAsync(ct), ct);
    }
}
