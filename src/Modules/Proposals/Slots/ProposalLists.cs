using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Slots;

/// <summary>A proposal in a short list.</summary>
/// <param name="Number">0 for a draft.</param>
/// <param name="Title">As shown.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="AtUtc">When it was submitted or begun.</param>
internal sealed record ProposalLine(int Number, string Title, ProposalStatus Status, DateTime AtUtc);

/// <summary>On the start page: what I proposed most recently and where it stands. Nothing for those who have not proposed anything.</summary>
public sealed class MyProposalsViewComponent(AppDb db, CurrentUser user) : ViewComponent
{
    /// <summary>The three newest.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (!user.Viewer.IsSignedIn)
        {
            return Content("");
        }

        var me = new PersonId(user.PersonId);
        var mine = await db.Set<Proposal>().AsNoTracking().BroughtBy(db, me).OrderByDescending(p => p.CreatedUtc).Take(3)
            .Select(p => new ProposalLine(p.Number, p.Title, p.Status, p.SubmittedUtc ?? p.CreatedUtc)).ToListAsync(HttpContext.RequestAborted);
        return mine.Count == 0 ? Content("") : View("~/Pages/Proposals/Components/MyProposals.cshtml", mine);
    }
}
