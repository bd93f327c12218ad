using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals.Pages.Proposals;

[Authorize(Policy = ProposalsModule.Submit)]
internal sealed class MineModel(AppDb db, CurrentUser user) : PageModel
{
    public const int Size = 50;

    public IReadOnlyList<Proposal> Proposals { get; private set; } = [];

    public bool Saved { get; private set; }

    public async Task OnGetAsync(bool sparat, CancellationToken ct)
    {
        Saved = sparat;
        var me = new PersonId(user.PersonId);
        Proposals = await db.Set<Proposal>().AsNoTracking().Where(p => p.AuthorId == me).OrderByDescending(p => p.CreatedUtc).Take(Size).ToListAsync(ct);
    }
}
