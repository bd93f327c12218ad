using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.Statistics.Api;

internal static class StatisticsApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapApi("statistics", StatisticsModule.ReadRight)
            .MapGet("", GetAsync)
            .Produces<StatisticsAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> GetAsync(string? from, string? to, Counting counting, ITexts texts, TimeProvider clock, CancellationToken ct)
    {
        var period = Period.Of(null, from, to, SwedishTime.Day(clock.GetUtcNow().UtcDateTime));
        return period.Succeeded ? Results.Ok(StatisticsAnswer.Of(await counting.ReportAsync(period.Value, ct))) : period.ToProblem(texts);
    }
}

/// <summary>The numbers of a period, of what everyone who is signed in may see.</summary>
/// <param name="From">First day, Stockholm.</param>
/// <param name="To">Last day, Stockholm.</param>
/// <param name="Total">All departments.</param>
/// <param name="Departments">By name; <c>department</c> is null for those that no longer exist.</param>
/// <param name="Goals">Of the year that the period lies in.</param>
internal sealed record StatisticsAnswer(
    DateOnly From, DateOnly To, StatisticsLine Total, IReadOnlyList<StatisticsLine> Departments, IReadOnlyList<StatisticsGoal> Goals)
{
    public static StatisticsAnswer Of(Report report) => new(
        report.Period.From,
        report.Period.To,
        StatisticsLine.Of(report.Total),
        [.. report.Departments.Select(StatisticsLine.Of)],
        [.. report.Goals.Select(g => new StatisticsGoal(g.Year, g.Indicator, g.Target, g.Actual))]);
}

/// <summary>One line.</summary>
internal sealed record StatisticsLine(
    string? Department,
    string Name,
    int Submitted,
    int Answered,
    int Decided,
    int Implemented,
    int? Employees,
    DateOnly? EmployeesAsOf,
    bool? EmployeesAreExample,
    decimal? SubmittedPer100Employees,
    decimal? ImplementedPer100Employees)
{
    public static StatisticsLine Of(Line line) => new(
        line.Slug, line.Name, line.Counts.Submitted, line.Counts.Answered, line.Counts.Decided, line.Counts.Implemented,
        line.Base?.Employees, line.Base?.AsOf, line.Base?.IsExample, line.SubmittedPer100, line.ImplementedPer100);
}

/// <summary>A goal of the year and what has been reached in the period.</summary>
internal sealed record StatisticsGoal(int Year, string Indicator, decimal Target, decimal Actual);
