using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Waivers.Slots;

/// <summary>On a proposal: to its authors the waiver or the way to one, to those who decide what they may see where it is confidential, as what is waived mostly is
/// (of the others they have the list). Nothing, and no SQL, to everybody else.</summary>
[ViewComponent(Name = "WaiverOfProposal")]
public sealed class WaiverOfProposal(AppDb db, CurrentUser user) : ViewComponent
{
    private const int Most = 5;

    /// <summary>Called by the slot.</summary>
    public async Task<IViewComponentResult> InvokeAsync(ShownProposal subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var (proposal, isMine) = (subject.Row, subject.IsViewers);
        if (!isMine && !(proposal.IsConfidential && user.Can(WaiversModule.Decide)))
        {
            return Content("");
        }

        var waivers = await db.Set<Waiver>().AsNoTracking().Where(w => w.ProposalId == proposal.Id).OrderByDescending(w => w.RequestedUtc).Take(Most)
            .ToListAsync(HttpContext.RequestAborted);
        return waivers.Count == 0 && !isMine
            ? Content("")
            : View("~/Pages/Waivers/Components/WaiverOfProposal/Default.cshtml", new WaiverOfProposalView(proposal.Number, proposal.IsConfidential, waivers));
    }
}

internal sealed record WaiverOfProposalView(int Number, bool IsConfidential, IReadOnlyList<Waiver> Waivers);
