using System.Globalization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>How long flows that have ended are kept: a setting, a year unless told otherwise. What the proposal itself says of its life stays.</summary>
internal static class Retention
{
    public const int Least = 31; // What one has done in the last month is shown in one's list.
    public const int Most = 3650;

    private const int Usual = 365;
    private const string Setting = "workflows.keep-ended-days";

    /// <summary>Days; 0 for ever.</summary>
    public static async Task<int> DaysAsync(AppDb db, CancellationToken ct) =>
        int.TryParse(await db.SettingAsync(Setting, ct), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : Usual;

    public static async Task<Result<Done>> SetAsync(AppDb db, int days, CancellationToken ct)
    {
        if (days != 0 && days is < Least or > Most)
        {
            return new Problem("Workflow.KeepBounds", "KeepDays") { Arguments = [Least, Most] };
        }

        await db.SetSettingAsync(Setting, days.ToString(CultureInfo.InvariantCulture), ct);
        return Done.Ok;
    }
}

/// <summary>Takes away flows that ended long ago, with their tasks and journal, some hundreds in each transaction. What waits or has stopped stays however old it is.</summary>
internal sealed class ForgetEndedFlows(AppDb db, TimeProvider clock) : IJob
{
    private const int Batch = 200;

    public static TimeSpan Every => TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken ct)
    {
        if (await Retention.DaysAsync(db, ct) is not (> 0 and var days))
        {
            return;
        }

        var beforeUtc = clock.GetUtcNow().UtcDateTime.AddDays(-days);
        while (await ForgetAsync(beforeUtc, ct) == Batch)
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    private async Task<int> ForgetAsync(DateTime beforeUtc, CancellationToken ct)
    {
        var forgotten = await db.TransactAsync<int>(
            async token =>
            {
                var ids = await db.Set<WorkflowInstance>().Where(i => (i.Status == WorkflowStatus.Finished || i.Status == WorkflowStatus.Aborted) && i.ModifiedUtc < beforeUtc)
                    .OrderBy(i => i.ModifiedUtc).Take(Batch).Select(i => i.Id).ToListAsync(token);
                await db.Set<HeldEvent>().Where(h => db.Set<WaitRow>().Any(w => w.Id == h.WaitId && ids.Contains(w.InstanceId))).ExecuteDeleteAsync(token);
                await db.Set<WaitRow>().Where(w => ids.Contains(w.InstanceId)).ExecuteDeleteAsync(token);
                await db.Set<JournalEntry>().Where(e => ids.Contains(e.InstanceId)).ExecuteDeleteAsync(token);
                return await db.Set<WorkflowInstance>().Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(token);
            },
            ct);
        return forgotten.Value;
    }
}
