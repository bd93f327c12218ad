using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Waivers.Pages.Waivers;

/// <summary>A waiver in the deciders' list.</summary>
internal sealed record WaiverLine(WaiverId Id, int Number, string Title, string PersonName, WaiverStatus Status, DateTime RequestedUtc, DateTime? DecidedUtc, string? DecidedByName);

/// <summary>A version of the text in its list.</summary>
internal sealed record TextLine(int Number, string Title, DateTime CreatedUtc, string CreatedByName);

/// <summary>What waits for a decision, what was decided, and the versions of the text.</summary>
[Authorize(Policy = WaiversModule.Decide)]
internal sealed class WaiversModel(AppDb db, CurrentUser user) : PageModel
{
    private const int Most = 50;

    public IReadOnlyList<WaiverLine> Open { get; private set; } = [];

    public IReadOnlyList<WaiverLine> Decided { get; private set; } = [];

    public IReadOnlyList<TextLine> Texts { get; private set; } = [];

    public bool MayEditText => user.Can(WaiversModule.EditText);

    public async Task OnGetAsync(CancellationToken ct)
    {
        // Those of one's own are decided by others, and read on the proposal.
        var me = new Organisation.Contracts.PersonId(user.PersonId);
        var waivers = db.Set<Waiver>().AsNoTracking().Where(w => w.PersonId != me);
        Open = await Lines(waivers.Where(w => w.Status == WaiverStatus.Requested).OrderBy(w => w.RequestedUtc)).ToListAsync(ct);
        Decided = await Lines(waivers.Where(w => w.DecidedUtc != null).OrderByDescending(w => w.DecidedUtc)).ToListAsync(ct);
        Texts = await db.Set<WaiverText>().AsNoTracking().OrderByDescending(t => t.Number).Take(Most)
            .Select(t => new TextLine(t.Number, t.Title, t.CreatedUtc, t.CreatedByName)).ToListAsync(ct);
    }

    private static IQueryable<WaiverLine> Lines(IQueryable<Waiver> waivers) => waivers.Take(Most)
        .Select(w => new WaiverLine(w.Id, w.ProposalNumber, w.ProposalTitle, w.PersonName, w.Status, w.RequestedUtc, w.DecidedUtc, w.DecidedByName));
}
