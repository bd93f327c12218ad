using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>A draft to read, for its co-authors too. Once it is handed in, the address leads to the proposal.</summary>
[Authorize(Policy = ProposalsModule.Submit)]
internal sealed class DraftModel(AppDb db, CurrentUser user) : PageModel
{
    public Proposal Proposal { get; private set; } = null!;

    public Owned Owned { get; private set; } = Owned.Nothing;

    public Guid Viewer => user.PersonId;

    public bool MayWrite => Proposal.AuthorId?.Value == user.PersonId || Proposal.RegisteredById?.Value == user.PersonId;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var key = new ProposalId(id);
        if (await db.Set<Proposal>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == key, ct) is not { } found)
        {
            return NotFound();
        }

        if (found.Status != ProposalStatus.Draft)
        {
            return LocalRedirect(ProposalSubjects.PathOf(found.Number));
        }

        (Proposal, Owned) = (found, await Owned.OfAsync(db, key, ct));
        return Page();
    }
}
