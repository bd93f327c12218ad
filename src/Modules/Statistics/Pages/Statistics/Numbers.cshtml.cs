using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Statistics.Pages.Statistics;

[Authorize(Policy = StatisticsModule.ReadRight)]
internal sealed class NumbersModel(Counting counting, ITexts texts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "period")]
    public string? Choice { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public Report Report { get; private set; } = null!;

    public string? Refusal { get; private set; }

    public string Days => texts["Statistics.Days", DayText(Report.Period.From), DayText(Report.Period.To)];

    /// <summary>The period that is shown, as one of the choices of the form.</summary>
    public string Shown => Refusal is not null ? Period.OwnChoice
        : Choice is { Length: > 0 } ? Choice
        : From is { Length: > 0 } || To is { Length: > 0 } ? Period.OwnChoice
        : Period.ThisYearChoice;

    private int Most => Math.Max(1, Report.Departments.Select(d => Math.Max(Math.Max(d.Counts.Submitted, d.Counts.Answered), Math.Max(d.Counts.Decided, d.Counts.Implemented))).DefaultIfEmpty().Max());

    private decimal MostShare => Math.Max(
        0.01m,
        Report.Departments.SelectMany(d => new[] { d.SubmittedPer100, d.ImplementedPer100 }).Concat(Report.Goals.Select(g => (decimal?)g.Target)).Max() ?? 0);

    private DateOnly Today => SwedishTime.Day(clock.GetUtcNow().UtcDateTime);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var period = Asked();
        if (!period.Succeeded)
        {
            var problem = period.Problems[0];
            Refusal = texts[problem.Text, problem.Arguments];
            ModelState.Add(period, texts);
        }

        Report = await counting.ReportAsync(period.Succeeded ? period.Value : Period.ThisYear(Today), ct);
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        var period = Asked();
        if (!period.Succeeded)
        {
            return RedirectToPage("/Statistics/Numbers", pageHandler: "", new { period = Choice, from = From, to = To });
        }

        var report = await counting.ReportAsync(period.Value, ct);
        return File(Csv.Of(Rows(report)), "text/csv; charset=utf-8", $"statistik-{report.Period.FromText}--{report.Period.ToText}.csv");
    }

    public string DayText(DateOnly day) => SwedishTime.DayText(SwedishTime.StartOf(day), texts.Language);

    /// <summary>A number as people read it, or a dash; at most two decimals.</summary>
    public string Share(decimal? share) => share is { } value ? texts["Statistics.Decimal", value] : "\u2013";

    /// <summary>Of the longest bar among the counts.</summary>
    public decimal Part(int count) => (decimal)count / Most;

    /// <summary>Of the longest bar among the shares, the goals among them: one scale for all.</summary>
    public decimal? SharePart(decimal? share) => share / MostShare;

    /// <summary>A share in words, with the goal when there is one.</summary>
    public string ShareWords(string key, string name, decimal share, string indicator) =>
        texts[key, name, share] + (Report.Target(indicator) is { } target ? " " + texts["Statistics.BarGoal", target] : "");

    private Result<Period> Asked() => Period.Of(Choice, From, To, Today);

    private IEnumerable<IReadOnlyList<string>> Rows(Report report)
    {
        yield return [
            texts["Statistics.Department"], texts["Statistics.Submitted"], texts["Statistics.Answered"], texts["Statistics.Decided"], texts["Statistics.Implemented"],
            texts["Statistics.Employees"], texts["Statistics.EmployeesAsOf"], texts["Statistics.Example"], texts["Statistics.SubmittedPer100"], texts["Statistics.ImplementedPer100"]];
        foreach (var line in report.Departments.Append(report.Total))
        {
            yield return [
                line.Name, Number(line.Counts.Submitted), Number(line.Counts.Answered), Number(line.Counts.Decided), Number(line.Counts.Implemented),
                line.Base is { } b ? Number(b.Employees) : "", line.Base is { } asOf ? new Period(asOf.AsOf, asOf.AsOf).FromText : "",
                line.Base is null ? "" : texts[line.Base.IsExample ? "Statistics.Yes" : "Statistics.No"],
                Cell(line.SubmittedPer100), Cell(line.ImplementedPer100)];
        }

        if (report.Goals.Count > 0)
        {
            yield return [texts["Statistics.GoalRow", report.Goals[0].Year], "", "", "", "", "", "", "", Cell(report.Target(Goals.Submitted)), Cell(report.Target(Goals.Implemented))];
        }
    }

    private string Cell(decimal? share) => share is { } value ? texts["Statistics.Decimal", value] : "";

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
