using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace IntranetInnovation.Statistics;

/// <summary>
/// Counts in SQL what everyone who is signed in may see, so that the numbers are the same for all and reveal nothing: no confidential proposals, no drafts, none
/// that were withdrawn, and merged ones only as the proposal that they became.
/// </summary>
internal sealed class Counting(IProposals proposals, IOrganisation organisation, IMemoryCache cache, ITexts texts)
{
    private static readonly TimeSpan BaseIsKept = TimeSpan.FromMinutes(5);

    public async Task<Report> ReportAsync(Period period, CancellationToken ct) => Report.Of(
        period,
        await CountAsync(period, ct),
        await organisation.DepartmentsAsync(ct),
        await organisation.HeadCountsAsync(period.To, ct),
        period.Year is { } year ? await organisation.IndicatorGoalsAsync(year, ct) : [],
        (texts["Statistics.FormerDepartments"], texts["Statistics.Total"]));

    /// <summary>This year's goal for implemented proposals and how far it is; null without a goal or head-counts. One statement: the goal and the head-counts are remembered for five minutes.</summary>
    public async Task<GoalLine?> YearProgressAsync(DateOnly today, CancellationToken ct)
    {
        var known = await cache.GetOrCreateAsync(("statistics.year", today), async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = BaseIsKept;
            var goal = (await organisation.IndicatorGoalsAsync(today.Year, ct)).FirstOrDefault(g => g.Indicator == Goals.Implemented);
            var closed = goal is null ? [] : (await organisation.DepartmentsAsync(ct)).Where(d => d.IsClosed).Select(d => d.Id).ToHashSet();
            return (Goal: goal, Heads: goal is null ? [] : await organisation.HeadCountsAsync(today, ct), Closed: closed);
        });
        if (known.Goal is null)
        {
            return null;
        }

        // The same departments as in the report, which has a closed one only when it did something in the year.
        var counts = known.Closed.Count == 0 ? await ImplementedAsync(Period.ThisYear(today), ct) : await CountAsync(Period.ThisYear(today), ct);
        var heads = known.Heads.Where(h => h.Employees > 0 && (!known.Closed.Contains(h.DepartmentId) || counts.ContainsKey(h.DepartmentId))).ToList();
        var employees = heads.Sum(h => h.Employees);
        if (employees == 0)
        {
            return null;
        }

        var implemented = heads.Sum(h => counts.GetValueOrDefault(h.DepartmentId)?.Implemented ?? 0);
        return new(today.Year, known.Goal.Indicator, known.Goal.Target, new HeadCountBase(employees, today, false, Counts.None).Per100(implemented));
    }

    // For the start page, which everyone opens: by the index on when they were implemented.
    private async Task<IReadOnlyDictionary<DepartmentId, Counts>> ImplementedAsync(Period period, CancellationToken ct)
    {
        var (from, end) = (period.FromUtc, period.EndUtc);
        return await proposals.Rows.Where(p => !p.IsConfidential && p.Status == ProposalStatus.Implemented && p.ImplementedUtc >= from && p.ImplementedUtc < end)
            .GroupBy(p => p.DepartmentId).Select(g => new { Department = g.Key, Implemented = g.Count() })
            .ToDictionaryAsync(g => g.Department, g => new Counts(0, 0, 0, g.Implemented), ct);
    }

    private async Task<IReadOnlyDictionary<DepartmentId, Counts>> CountAsync(Period period, CancellationToken ct)
    {
        var (from, end) = (period.FromUtc, period.EndUtc);
        var rows = await proposals.Rows
            .Where(p => !p.IsConfidential && p.Status != ProposalStatus.Draft && p.Status != ProposalStatus.Withdrawn && p.Status != ProposalStatus.Merged)
            .Where(p => (p.SubmittedUtc >= from && p.SubmittedUtc < end) || (p.AnsweredUtc >= from && p.AnsweredUtc < end)
                || (p.DecidedUtc >= from && p.DecidedUtc < end) || (p.ImplementedUtc >= from && p.ImplementedUtc < end))
            .GroupBy(p => p.DepartmentId)
            .Select(g => new
            {
                Department = g.Key,
                Submitted = g.Count(p => p.SubmittedUtc >= from && p.SubmittedUtc < end),
                Answered = g.Count(p => p.AnsweredUtc >= from && p.AnsweredUtc < end),
                Decided = g.Count(p => p.DecidedUtc >= from && p.DecidedUtc < end),
                Implemented = g.Count(p => p.Status == ProposalStatus.Implemented && p.ImplementedUtc >= from && p.ImplementedUtc < end),
            })
            .ToListAsync(ct);
        return rows.ToDictionary(r => r.Department, r => new Counts(r.Submitted, r.Answered, r.Decided, r.Implemented));
    }
}
