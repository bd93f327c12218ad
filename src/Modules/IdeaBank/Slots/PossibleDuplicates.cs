using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.IdeaBank.Slots;

/// <summary>A proposal like the one that is handled.</summary>
/// <param name="Idea">Which.</param>
/// <param name="Percent">Likeness, 1–100.</param>
/// <param name="IsVery">True when they say nearly the same.</param>
/// <param name="Merge">Number of the one to merge, and of the one that goes on; null when the other one is closed.</param>
internal sealed record Duplicate(Idea Idea, int Percent, bool IsVery, (int From, int Into)? Merge);

/// <summary>Where a proposal is decided or merged: those that may be the same, each with the way to make one of the two.</summary>
[ViewComponent(Name = "PossibleDuplicates")]
public sealed class PossibleDuplicates(AppDb db) : ViewComponent
{
    private const int Most = 4;

    // Less alike than this, two are seldom the same; likeness begins far below.
    private const double Least = 0.75 * Likeness.Very;
    private static readonly HashSet<string> Closed = [.. new[] { ProposalStatus.Rejected, ProposalStatus.Implemented, ProposalStatus.Withdrawn, ProposalStatus.Merged }.Select(s => s.Slug())];

    /// <summary>Called by the slot.</summary>
    public async Task<IViewComponentResult> InvokeAsync(ProposalRow subject)
    {
        var alike = await new IdeaSearch(db).SimilarAsync(subject.Title, $"{subject.Problem}\n{subject.Solution}\n{subject.Benefit}", Most + 1, HttpContext.RequestAborted);
        var sortsAll = db.Viewer.Has(Roles.CentralIdeaCoach);
        return View("~/Pages/IdeaBank/Components/PossibleDuplicates/Default.cshtml", (IReadOnlyList<Duplicate>)[.. alike.Where(a => a.Idea.Number != subject.Number && a.Likeness >= Least).Take(Most)
            .Select(a => new Duplicate(a.Idea, (int)Math.Round(100 * a.Likeness), a.Likeness >= Likeness.Very, Merge(subject.Number, a.Idea, sortsAll)))]);
    }

    // The older one goes on. Who handles this one only cannot end another: then this one goes on in that, whichever is older.
    private static (int From, int Into)? Merge(int number, Idea other, bool sortsAll) =>
        Closed.Contains(other.Status) ? null : sortsAll && other.Number > number ? (other.Number, number) : (number, other.Number);
}
