using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>Somebody else named me: I may say no, before and after it was handed in.</summary>
[Authorize(Policy = ProposalsModule.Submit)]
internal sealed class LeaveAuthorsModel(AppDb db, CurrentUser user) : PageModel
{
    public Proposal Proposal { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(new(id), ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        var left = await db.TransactAsync<Done>(
            async token => await LoadAsync(new(id), token) && await CoAuthors.LeaveAsync(db, Proposal, new(user.PersonId), token)
                ? Done.Ok
                : new Problem("Proposal.NotFound", Kind: ProblemKind.NotFound),
            ct);
        return left.Succeeded ? LocalRedirect("~/mina/forslag?borttagen=true") : left.Problems[0].Kind == ProblemKind.Conflict ? StatusCode(409) : NotFound();
    }

    private async Task<bool> LoadAsync(ProposalId id, CancellationToken ct)
    {
        var me = new PersonId(user.PersonId);
        var found = await db.Set<Proposal>().FirstOrDefaultAsync(p => p.Id == id && db.Set<CoAuthor>().Any(c => c.ProposalId == id && c.PersonId == me), ct);
        Proposal = found!;
        return found is not null;
    }
}
