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
/// <param name="Merge">Number of the one to merge, and of the one that goes on; null when that is not offered.</param>
internal sealed record Duplicate(Idea Idea, int Percent, bool IsVery, (int From, int Into)? Merge);

/// <summary>Where a proposal is decided or merged: those that may be the same, each with a button that makes one of the two.</summary>
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
        var alike = await new IdeaSearch(db).SimilarAsync(subject, Most, HttpContext.RequestAborted);
        return View("~/Pages/IdeaBank/Components/PossibleDuplicates/Default.cshtml", (IReadOnlyList<Duplicate>)[.. alike.Where(a => a.Likeness >= Least)
            .Select(a => new Duplicate(a.Idea, (int)Math.Round(100 * a.Likeness), a.Likeness >= Likeness.Very, Merge(subject, a.Idea)))]);
    }

    // Whether they may, the post asks anew. A secret one goes on in another secret one only, and most are open: it is left to the search of the merge page, which finds those alone.
    private (int From, int Into)? Merge(ProposalRow one, Idea other)
    {
        if (one.IsConfidential || Closed.Contains(other.Status))
        {
            return null;
        }

        // The older one goes on. Who handles this one only cannot end another: then this one goes on in that, whichever is older.
        return db.Viewer.Has(Roles.CentralIdeaCoach) && other.Number > one.Number ? (other.Number, one.Number) : (one.Number, other.Number);
    }
}
