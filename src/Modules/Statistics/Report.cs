using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Statistics;

/// <summary>What was counted in a period. One proposal may count in several columns, and in different periods in each.</summary>
internal sealed record Counts(int Submitted, int Answered, int Decided, int Implemented)
{
    public static Counts None { get; } = new(0, 0, 0, 0);

    public Counts Plus(Counts other) =>
        new(Submitted + other.Submitted, Answered + other.Answered, Decided + other.Decided, Implemented + other.Implemented);
}

/// <summary>One line of the report.</summary>
/// <param name="Slug">Of the department; null for the total and for departments that no longer exist.</param>
/// <param name="Name">As shown.</param>
/// <param name="Counts">Counted.</param>
/// <param name="Base">What the shares are counted on; null without a head-count.</param>
internal sealed record Line(string? Slug, string Name, Counts Counts, HeadCountBase? Base)
{
    public decimal? SubmittedPer100 => Base?.Per100(Base.Counts.Submitted);

    public decimal? ImplementedPer100 => Base?.Per100(Base.Counts.Implemented);
}

/// <summary>Employees, and the counts of just those departments whose employees are known: otherwise a share would be too high.</summary>
/// <param name="Employees">Above 0.</param>
/// <param name="AsOf">Day of the head-count, the oldest one in a total.</param>
/// <param name="IsExample">True when made-up numbers are among them.</param>
/// <param name="Counts">Of the departments that the employees belong to.</param>
internal sealed record HeadCountBase(int Employees, DateOnly AsOf, bool IsExample, Counts Counts)
{
    public decimal Per100(int count) => Math.Round(100m * count / Employees, 2, MidpointRounding.AwayFromZero);

    public HeadCountBase Plus(HeadCountBase other) => new(
        Employees + other.Employees, AsOf < other.AsOf ? AsOf : other.AsOf, IsExample || other.IsExample, Counts.Plus(other.Counts));
}

/// <summary>The indicators that are counted here, as goals name them.</summary>
internal static class Goals
{
    public const string Submitted = "submitted-per-100-employees";
    public const string Implemented = "implemented-per-100-employees";
}

/// <summary>How far towards one of the year's goals.</summary>
internal sealed record GoalLine(int Year, string Indicator, decimal Target, decimal Actual)
{
    /// <summary>0 and up; 100 is the goal.</summary>
    public int Percent => (int)Math.Min(999, Math.Floor(100 * Actual / Target));
}

/// <summary>The numbers of a period.</summary>
internal sealed record Report(Period Period, IReadOnlyList<Line> Departments, Line Total, IReadOnlyList<GoalLine> Goals)
{
    public bool HasExamples => Total.Base?.IsExample ?? false;

    /// <summary>True when no head-count is a real one: then the heading says so, and not each line.</summary>
    public bool AllExamples => Departments.Select(d => d.Base).OfType<HeadCountBase>().All(b => b.IsExample) && HasExamples;

    /// <summary>Names of the departments that have none.</summary>
    public IReadOnlyList<string> WithoutHeadCount => [.. Departments.Where(d => d.Slug is not null && d.Base is null).Select(d => d.Name)];

    /// <summary>The goal of an indicator; null when there is none for the period.</summary>
    public decimal? Target(string indicator) => Goals.FirstOrDefault(g => g.Indicator == indicator)?.Target;

    public bool IsEmpty => Total.Counts == Counts.None;

    /// <summary>Puts counts, departments and employees together.</summary>
    /// <param name="period">Which days.</param>
    /// <param name="counts">By department.</param>
    /// <param name="departments">All there are now, in the order shown.</param>
    /// <param name="heads">The newest head-counts.</param>
    /// <param name="goals">Of the period's year; empty when it lies in several.</param>
    /// <param name="words">What to call proposals of departments that no longer exist, and the total.</param>
    public static Report Of(
        Period period,
        IReadOnlyDictionary<DepartmentId, Counts> counts,
        IReadOnlyList<DepartmentInfo> departments,
        IReadOnlyList<HeadCountInfo> heads,
        IReadOnlyList<IndicatorGoalInfo> goals,
        (string Former, string Total) words)
    {
        var byDepartment = heads.Where(h => h.Employees > 0).ToDictionary(h => h.DepartmentId);
        // A closed department's last head-count would otherwise stand beside the others for ever.
        var lines = departments.Where(d => !d.IsClosed || counts.ContainsKey(d.Id)).Select(d =>
        {
            var own = counts.GetValueOrDefault(d.Id) ?? Counts.None;
            return new Line(d.Slug, d.Name, own, byDepartment.TryGetValue(d.Id, out var h) ? new(h.Employees, h.AsOf, h.IsExample, own) : null);
        }).ToList();

        var known = departments.Select(d => d.Id).ToHashSet();
        var former = counts.Where(c => !known.Contains(c.Key)).Aggregate(Counts.None, (sum, c) => sum.Plus(c.Value));
        if (former != Counts.None)
        {
            lines.Add(new(null, words.Former, former, null));
        }

        var bases = lines.Select(l => l.Base).OfType<HeadCountBase>().ToList();
        var total = new Line(
            null, words.Total, lines.Aggregate(Counts.None, (sum, l) => sum.Plus(l.Counts)), bases.Count == 0 ? null : bases.Aggregate((sum, b) => sum.Plus(b)));
        return new(period, lines, total, total.Base is null ? [] : [.. goals.Select(g => GoalOf(g, total)).OfType<GoalLine>()]);
    }

    private static GoalLine? GoalOf(IndicatorGoalInfo goal, Line total) => goal.Indicator switch
    {
        Statistics.Goals.Implemented => new(goal.Year, goal.Indicator, goal.Target, total.ImplementedPer100!.Value),
        Statistics.Goals.Submitted => new(goal.Year, goal.Indicator, goal.Target, total.SubmittedPer100!.Value),
        _ => null, // An indicator that is not counted here yet.
    };
}
