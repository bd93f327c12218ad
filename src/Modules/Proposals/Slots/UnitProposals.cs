using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Slots;

/// <summary>What became of a workplace's proposal, in the order that a meeting goes through them.</summary>
internal enum UnitOutcome
{
    Open,
    Underway,
    Implemented,
    Rejected,
}

/// <summary>A workplace's proposals.</summary>
/// <param name="Counts">How many of each outcome.</param>
/// <param name="Lines">The newest.</param>
internal sealed record UnitProposals(IReadOnlyDictionary<UnitOutcome, int> Counts, ILookup<UnitOutcome, ProposalLine> Lines)
{
    public int Total => Counts.Values.Sum();
}

/// <summary>
/// On a unit's page: what this workplace has proposed and what became of it. It is printed for the workplace meeting, so what is only for those concerned is not on it,
/// whoever looks.
/// </summary>
public sealed class UnitProposalsViewComponent(AppDb db) : ViewComponent
{
    private const int Most = 80;

    /// <summary>For the unit of the page.</summary>
    public async Task<IViewComponentResult> InvokeAsync(UnitInfo subject)
    {
        var ct = HttpContext.RequestAborted;
        var ours = db.Set<Proposal>().AsNoTracking()
            .Where(p => p.UnitId == subject.Id && p.Number > 0 && !p.IsConfidential && p.Status != ProposalStatus.Withdrawn && p.Status != ProposalStatus.Merged);
        var counts = await ours.GroupBy(p => p.Status).Select(g => new { Status = g.Key, Count = g.Count() }).ToListAsync(ct);

        var lines = await ours.OrderByDescending(p => p.Number).Take(Most)
            .Select(p => new ProposalLine(p.Number, p.Title, p.Status, p.SubmittedUtc ?? p.CreatedUtc)).ToListAsync(ct);
        return View("~/Pages/Proposals/Components/UnitProposals.cshtml", new UnitProposals(
            counts.GroupBy(c => Outcome(c.Status)).ToDictionary(g => g.Key, g => g.Sum(c => c.Count)), lines.ToLookup(l => Outcome(l.Status))));
    }

    private static UnitOutcome Outcome(ProposalStatus status) => status switch
    {
        ProposalStatus.Approved or ProposalStatus.BeingImplemented => UnitOutcome.Underway,
        ProposalStatus.Implemented => UnitOutcome.Implemented,
        ProposalStatus.Rejected => UnitOutcome.Rejected,
        _ => UnitOutcome.Open,
    };
}
