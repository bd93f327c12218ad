using System.Globalization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Kernel.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>Which days due dates count: Sweden's, the local ones added, the red ones taken away.</summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class WorkingDaysModel(AppDb db, ITexts texts, TimeProvider clock) : PageModel
{
    private const int YearsAround = 5;

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? AskedYear { get; set; }

    [BindProperty]
    public LocalDayForm Input { get; set; } = new();

    public int Year { get; private set; }

    public IReadOnlyList<DayLine> Days { get; private set; } = [];

    public string? InputDay => Input.Day is { } day ? Iso(day) : null;

    private int ThisYear => SwedishTime.Day(clock.GetUtcNow().UtcDateTime).Year;

    public Task OnGetAsync(CancellationToken ct) => ReadAsync(ct);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct) => await AfterAsync(
        await db.TransactAsync<Done>(
            async token =>
            {
                if (Input.Day is not { } day || Math.Abs(day.Year - ThisYear) > YearsAround || !WorkingDays.Is(day))
                {
                    return new Problem("Workflow.DaysNotWorking", "Input.Day");
                }

                if (Input.Name?.Trim() is not { Length: > 0 and <= LocalDay.NameMax } name)
                {
                    return new Problem("Workflow.DaysNameMissing", "Input.Name") { Arguments = [LocalDay.NameMax] };
                }

                return await SetAsync(day, working: false, name, token);
            },
            ct),
        Input.Day,
        ct);

    public async Task<IActionResult> OnPostCountAsync(DateOnly? day, CancellationToken ct) => await AfterAsync(
        await db.TransactAsync<Done>(
            async token => day is { } red && Math.Abs(red.Year - ThisYear) <= YearsAround && red.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !WorkingDays.Is(red)
                ? await SetAsync(red, working: true, texts.In("sv")["Workflow.DaysCounts"], token)
                : new Problem("Workflow.DaysUnknown"),
            ct),
        day,
        ct);

    public async Task<IActionResult> OnPostRemoveAsync(DateOnly? day, CancellationToken ct) => await AfterAsync(
        await db.TransactAsync<Done>(
            async token =>
            {
                if (day is { } local && await db.Set<LocalDay>().FindAsync([local], token) is { } there)
                {
                    db.Remove(there);
                }

                return Done.Ok;
            },
            ct),
        day,
        ct);

    private async Task<Result<Done>> SetAsync(DateOnly day, bool working, string name, CancellationToken ct)
    {
        if (await db.Set<LocalDay>().FindAsync([day], ct) is { } there)
        {
            (there.IsWorking, there.Name) = (working, name);
            return Done.Ok;
        }

        if (await db.Set<LocalDay>().CountAsync(ct) >= WorkCalendar.MostLocalDays)
        {
            return new Problem("Workflow.DaysTooMany") { Arguments = [WorkCalendar.MostLocalDays] };
        }

        db.Add(new LocalDay { Day = day, IsWorking = working, Name = name });
        return Done.Ok;
    }

    private async Task<IActionResult> AfterAsync(Result<Done> result, DateOnly? day, CancellationToken ct)
    {
        if (result.Succeeded)
        {
            return LocalRedirect(Url.Content($"~/admin/arbetsdagar?ar={day?.Year ?? ThisYear}"));
        }

        ModelState.Add(result, texts);
        await ReadAsync(ct);
        return Page();
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Year = Math.Clamp(AskedYear ?? ThisYear, ThisYear - YearsAround, ThisYear + YearsAround);
        var (first, last) = (new DateOnly(Year, 1, 1), new DateOnly(Year, 12, 31));
        var local = await db.Set<LocalDay>().AsNoTracking().Where(d => d.Day >= first && d.Day <= last).ToDictionaryAsync(d => d.Day, ct);
        var lines = new List<DayLine>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (local.TryGetValue(day, out var own))
            {
                lines.Add(Line(day, own.IsWorking ? texts["Workflow.DaysCounts"] : texts["Workflow.DaysLocal", own.Name], isLocal: true));
            }
            else if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !WorkingDays.Is(day))
            {
                lines.Add(Line(day, texts["Workflow.DaysRed"], isLocal: false));
            }
        }

        Days = lines;
    }

    private DayLine Line(DateOnly day, string what, bool isLocal)
    {
        var culture = CultureInfo.GetCultureInfo(texts.Language == "sv" ? "sv-SE" : "en-GB");
        return new(Iso(day), day.ToString("dddd d MMMM", culture), what, isLocal);
    }

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}

internal sealed class LocalDayForm
{
    public DateOnly? Day { get; set; }

    public string? Name { get; set; }
}

internal sealed record DayLine(string Value, string Text, string What, bool IsLocal);
