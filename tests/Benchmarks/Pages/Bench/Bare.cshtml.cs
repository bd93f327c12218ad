using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Benchmarks.Pages.Bench;

/// <summary>A page with nothing but the layout, the signed-in person and so many reads of one row each.</summary>
[Authorize]
internal sealed class BareModel(IProposals proposals) : PageModel
{
    public int Found { get; private set; }

    public async Task OnGetAsync(int reads, CancellationToken ct)
    {
        for (var number = 1; number <= Math.Min(reads, 20); number++)
        {
            Found += await proposals.Rows.Where(r => r.Number == number).Select(r => r.Title).FirstOrDefaultAsync(ct) is null ? 0 : 1;
        }
    }
}
