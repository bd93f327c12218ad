using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Misses;

/// <summary>Writes down the searches that found nothing, and forgets the old ones.</summary>
internal sealed class CountMisses(AppDb db, MissBuffer buffer, TimeProvider clock) : IJob
{
    public static TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var today = SwedishTime.Day(clock.GetUtcNow().UtcDateTime);
        var oldest = today.AddDays(-MissedSearch.Kept);
        if (await db.Set<MissedSearch>().AnyAsync(m => m.LastDay < oldest, ct))
        {
            await db.WriteAsync(d => d.Set<MissedSearch>().Where(m => m.LastDay < oldest).ExecuteDeleteAsync(ct), ct);
        }

        var taken = buffer.Take();
        if (taken.Count == 0)
        {
            return;
        }

        await db.TransactAsync<Done>(
            async token =>
            {
                string[] texts = [.. taken.Keys];
                var known = await db.Set<MissedSearch>().Where(m => texts.Contains(m.Text)).ToDictionaryAsync(m => m.Text, token);
                foreach (var (text, times) in taken)
                {
                    if (!known.TryGetValue(text, out var missed))
                    {
                        db.Add(missed = MissedSearch.Of(text));
                    }

                    missed.Count(times, today);
                }

                await db.SaveChangesAsync(token);
                var tooMany = await db.Set<MissedSearch>().CountAsync(token) - MissedSearch.Most;
                if (tooMany > 0)
                {
                    var least = await db.Set<MissedSearch>().OrderBy(m => m.Days >= MissedSearch.ShownFromDays).ThenBy(m => m.LastDay).ThenBy(m => m.Times).Select(m => m.Text).Take(tooMany).ToListAsync(token);
                    await db.Set<MissedSearch>().Where(m => least.Contains(m.Text)).ExecuteDeleteAsync(token);
                }

                return Done.Ok;
            },
            ct);
    }
}
