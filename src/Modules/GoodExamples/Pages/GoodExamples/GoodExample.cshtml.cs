using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.GoodExamples.Pages.GoodExamples;

[AllowAnonymous]
internal sealed class GoodExampleModel(AppDb db, IOrganisation organisation, IProposals proposals, CurrentUser user, TimeProvider clock) : PageModel
{
    public string Slug { get; private set; } = "";

    public GoodExampleBody Body { get; private set; } = null!;

    /// <summary>Null for a preview of what has not been published.</summary>
    public DateTime? PublishedUtc { get; private set; }

    /// <summary>True when an editor looks at a text that readers do not see.</summary>
    public bool IsPreview { get; private set; }

    /// <summary>True when an editor has begun a new version of what is shown.</summary>
    public bool HasDraft { get; private set; }

    public bool MayEdit => user.Can(GoodExamplesModule.EditRight);

    public string? Department { get; private set; }

    public PersonInfo? Contact { get; private set; }

    /// <summary>Null when there is none, or when it is not for this viewer.</summary>
    public int? ProposalNumber { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, [FromQuery(Name = "visa")] string? show, CancellationToken ct)
    {
        if (await db.Set<GoodExample>().AsNoTracking().FirstOrDefaultAsync(e => e.Slug == slug, ct) is not { } example)
        {
            return NotFound();
        }

        var isTold = example.IsPublicAt(clock.GetUtcNow().UtcDateTime);
        if (example.ProposalId is { } proposal)
        {
            ProposalNumber = await proposals.Rows.Where(p => p.Id == proposal).Select(p => (int?)p.Number).FirstOrDefaultAsync(ct);
        }

        // A draft holds the proposal's own words, so it is for editors who may read the proposal.
        var mayPreview = MayEdit && (example.ProposalId is null || ProposalNumber is not null);
        IsPreview = mayPreview && (!isTold || (show == "utkast" && example.Draft is not null));
        if (!isTold && !IsPreview)
        {
            return NotFound();
        }

        (Slug, Body) = (example.Slug, IsPreview ? example.Working : example.Published!);
        (PublishedUtc, HasDraft) = (isTold ? example.PublishedUtc : null, mayPreview && example.Draft is not null);
        Contact = Body.Contact is { } contact && await organisation.PersonAsync(contact, ct) is { Active: true } found ? found : null;
        Department = Body.DepartmentId is { } id ? (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Id == id)?.Name : null;
        return Page();
    }
}
