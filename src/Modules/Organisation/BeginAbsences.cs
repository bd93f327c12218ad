using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation;

/// <summary>Tells others once that an absence has begun. The roles follow the calendar by themselves.</summary>
internal sealed class BeginAbsences(AppDb db, TimeProvider clock) : IJob
{
    private const int Batch = 200;

    public static TimeSpan Every => TimeSpan.FromMinutes(15);

    public async Task RunAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var day = SwedishTime.Day(nowUtc);
        await db.TransactAsync(
            async token =>
            {
                foreach (var absence in await db.Standing(day).Where(a => a.BegunUtc == null).OrderBy(a => a.FirstDay).Take(Batch).ToListAsync(token))
                {
                    absence.Begin(nowUtc);
                    db.Raise(new PersonAway(absence.PersonId, absence.SubstituteId));
                }

                return Done.Ok;
            },
            ct);
    }
}
