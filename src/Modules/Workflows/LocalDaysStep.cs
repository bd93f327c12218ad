using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <param name="Day">A Stockholm day, <c>yyyy-MM-dd</c>.</param>
/// <param name="Name">What it is called, 1–100 characters.</param>
/// <param name="Working">True for a day that counts although it is red elsewhere; false, the default, for one that is off here.</param>
internal sealed record LocalDayItem(DateOnly Day, string Name, bool Working = false);

/// <summary>The step <c>WorkingDays</c>: local days off, and red days that count here, by day.</summary>
internal sealed class LocalDaysStep(AppDb db) : RecipeStep<LocalDayItem>
{
    public override string Name => "WorkingDays";

    protected override async Task<Result<Done>> ApplyAsync(IReadOnlyList<LocalDayItem> items, RecipeRun run, CancellationToken ct)
    {
        var days = await db.Set<LocalDay>().ToDictionaryAsync(d => d.Day, ct);
        foreach (var item in items)
        {
            if (item.Name.Trim() is not { Length: > 0 and <= LocalDay.NameMax } name)
            {
                return RecipeRun.Broken($"{Name}: {item.Day:O}: name");
            }

            if (days.TryGetValue(item.Day, out var there))
            {
                (there.IsWorking, there.Name) = (item.Working, name);
                continue;
            }

            db.Add(days[item.Day] = new() { Day = item.Day, IsWorking = item.Working, Name = name });
        }

        return days.Count <= WorkCalendar.MostLocalDays ? Done.Ok : RecipeRun.Broken($"{Name}: {days.Count} > {WorkCalendar.MostLocalDays}");
    }
}
