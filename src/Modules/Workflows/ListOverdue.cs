using System.Globalization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>
/// Once a week each coach gets one list of what is overdue, instead of a message for each. Monday at seven in Stockholm, or as soon after as the system runs; a week that was missed
/// altogether is not made up for. Which week was the last is a setting, written in the save that raises the lists.
/// </summary>
internal sealed class ListOverdue(AppDb db, AssigneeChain chain, IEnumerable<IWorkflowSubjects> subjects, TimeProvider clock) : IJob
{
    private const string LastWeek = "workflows.overdue-list";
    private const int MostTasks = 2000;
    private const int MostInAList = 100;
    private static readonly string[] Coaches = ["department-coach", "central-coach"];

    public static TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var week = WeekOf(nowUtc);
        var last = await db.SettingAsync(LastWeek, ct);
        if (string.CompareOrdinal(last, Text(week)) >= 0)
        {
            return;
        }

        // The very first run only takes its bearings: nobody is written to in arrears.
        var lists = last is null ? [] : await ListsAsync(week, nowUtc, ct);
        db.ChangeTracker.Clear();
        await db.TransactAsync<Done>(
            async token =>
            {
                if (string.CompareOrdinal(await db.SettingAsync(LastWeek, token), Text(week)) < 0)
                {
                    await db.SetSettingAsync(LastWeek, Text(week), token);
                    lists.ForEach(db.Raise);
                }

                return Done.Ok;
            },
            ct);
    }

    /// <summary>The Monday whose seven o'clock was the latest.</summary>
    internal static DateOnly WeekOf(DateTime nowUtc)
    {
        var today = SwedishTime.Day(nowUtc);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return nowUtc < SwedishTime.AtClock(monday, new(7, 0)) ? monday.AddDays(-7) : monday;
    }

    private async Task<List<OverdueList>> ListsAsync(DateOnly week, DateTime nowUtc, CancellationToken ct)
    {
        var rows = await db.Set<WaitRow>().AsNoTracking()
            .Where(w => w.Kind == WaitKind.Task && w.EndedUtc == null && (w.DueUtc < nowUtc || w.AnswerDueUtc < nowUtc))
            .OrderBy(w => w.DueUtc).ThenBy(w => w.Id).Take(MostTasks).ToListAsync(ct);
        var late = new List<(string Coach, OverdueTask Task)>();
        foreach (var row in rows)
        {
            if (subjects.LastOrDefault(s => s.Type == row.SubjectType) is not { } owner || await owner.FindAsync(row.SubjectId, ct) is not { } subject)
            {
                continue;
            }

            var isFirstAnswer = !(row.DueUtc < nowUtc);
            if (isFirstAnswer && subject.Values.GetValueOrDefault("answered") == "true")
            {
                continue;
            }

            var context = new ActivityContext { Subject = subject, Properties = [], Memory = new Dictionary<string, string>(), NowUtc = nowUtc };
            var coach = await chain.ResolveAsync(Coaches, context, ct);
            late.Add((coach.Principal, new(
                row.Id.Value, row.SubjectType, row.SubjectId, row.Title!, row.AssigneeName!, (isFirstAnswer ? row.AnswerDueUtc : row.DueUtc)!.Value, isFirstAnswer)));
        }

        return [.. late.GroupBy(l => l.Coach).Select(g => new OverdueList(
            g.Key, week, [.. g.Select(l => l.Task).OrderBy(t => t.DueUtc).Take(MostInAList)], g.Count()))];
    }

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
