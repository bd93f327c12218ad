using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>What I brought, alone or with others: drafts first, then the newest. A page at a time.</summary>
[Authorize(Policy = ProposalsModule.Submit)]
internal sealed class MineModel(AppDb db, CurrentUser user) : PageModel
{
    public const int Size = 20;
    private const int MostPages = 500;

    public IReadOnlyList<Proposal> Proposals { get; private set; } = [];

    public bool Saved { get; private set; }

    /// <summary>Just took themselves away as co-author.</summary>
    public bool Left { get; private set; }

    public int PageNumber { get; private set; } = 1;

    public bool HasNext { get; private set; }

    /// <summary>True for one that somebody else is the author of.</summary>
    public bool IsShared(Proposal proposal) => proposal.AuthorId?.Value != user.PersonId;

    /// <summary>False for the draft of somebody whose co-author the viewer is.</summary>
    public bool MayWrite(Proposal draft) => draft.AuthorId?.Value == user.PersonId || draft.RegisteredById?.Value == user.PersonId;

    public async Task OnGetAsync(bool sparat, bool borttagen, int? sida, CancellationToken ct)
    {
        (Saved, Left, PageNumber) = (sparat, borttagen, Math.Clamp(sida ?? 1, 1, MostPages));
        var found = await db.Set<Proposal>().AsNoTracking().BroughtBy(db, new PersonId(user.PersonId))
            .OrderByDescending(p => p.Status == ProposalStatus.Draft).ThenByDescending(p => p.SubmittedUtc ?? p.CreatedUtc).ThenByDescending(p => p.Number)
            .Skip((PageNumber - 1) * Size).Take(Size + 1).ToListAsync(ct);
        (Proposals, HasNext) = ([.. found.Take(Size)], found.Count > Size);
    }
}
