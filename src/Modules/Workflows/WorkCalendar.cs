using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>A day on which this municipality differs from the rest of Sweden.</summary>
internal sealed class LocalDay
{
    public const int NameMax = 100;

    /// <summary>A Stockholm day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>True for a day that counts although it is red elsewhere, false for one that is off here.</summary>
    public required bool IsWorking { get; set; }

    /// <summary>Such as the name of the local holiday.</summary>
    public required string Name { get; set; }
}

internal sealed class WorkCalendar(AppDb db) : IWorkCalendar
{
    /// <summary>More local days than this are a mistake.</summary>
    public const int MostLocalDays = 400;

    private static readonly TimeOnly Morning = new(7, 0);

    private Dictionary<DateOnly, bool>? local;

    public async Task<bool> IsWorkingDayAsync(DateOnly day, CancellationToken ct) => Is(day, await LocalAsync(ct));

    public async Task<DateTime> DueAsync(DateTime fromUtc, int days, CancellationToken ct) =>
        SwedishTime.AtClock(Walk(SwedishTime.Day(fromUtc), days, 1, await LocalAsync(ct)), new(23, 59));

    public async Task<DateTime> MorningBeforeAsync(DateTime dueUtc, int days, CancellationToken ct) =>
        SwedishTime.AtClock(Walk(SwedishTime.Day(dueUtc), days, -1, await LocalAsync(ct)), Morning);

    public async Task<DateTime> MorningAfterAsync(DateTime fromUtc, int days, CancellationToken ct) =>
        SwedishTime.AtClock(Walk(SwedishTime.Day(fromUtc), days, 1, await LocalAsync(ct)), Morning);

    // Ends, since the local days are few: beyond them the ordinary calendar holds.
    private static DateOnly Walk(DateOnly day, int days, int step, Dictionary<DateOnly, bool> local)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, 1000);

        // Backwards, day 0 is a working day itself: a Sunday's reminder comes on the Friday.
        for (var rest = step < 0 && !Is(day, local) ? days + 1 : days; rest > 0 || !Is(day, local);)
        {
            day = day.AddDays(step);
            rest -= Is(day, local) ? 1 : 0;
        }

        return day;
    }

    private static bool Is(DateOnly day, Dictionary<DateOnly, bool> local) => local.TryGetValue(day, out var working) ? working : WorkingDays.Is(day);

    private async Task<Dictionary<DateOnly, bool>> LocalAsync(CancellationToken ct) =>
        local ??= await db.Set<LocalDay>().AsNoTracking().ToDictionaryAsync(d => d.Day, d => d.IsWorking, ct);
}

internal sealed class LocalDayMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var day = model.Entity<LocalDay>().ToTable("workflows_local_day");
        day.HasKey(d => d.Day);
        day.Property(d => d.Name).HasMaxLength(LocalDay.NameMax);
    }
}
