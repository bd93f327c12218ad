using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.GoodExamples.Pages.GoodExamples;

/// <summary>An example in the archive.</summary>
internal sealed record ArchiveItem(string Slug, GoodExampleBody Body, DateTime PublishedUtc, string? Department);

/// <summary>An editor's unpublished text. Changed is true when readers see an older one.</summary>
internal sealed record DraftItem(string Slug, string Title, DateTime ModifiedUtc, bool Changed);

[AllowAnonymous]
internal sealed class GoodExamplesModel(AppDb db, IOrganisation organisation, IProposals proposals, CurrentUser user, TimeProvider clock) : PageModel
{
    private const int Size = 12;
    private const int MostDrafts = 20;
    private const int MostForFilters = 5_000;

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true, Name = "forvaltning")]
    public string? Department { get; set; }

    [BindProperty(SupportsGet = true, Name = "sida")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<SelectListItem> Years { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public IReadOnlyList<ArchiveItem> Items { get; private set; } = [];

    public IReadOnlyList<DraftItem> Drafts { get; private set; } = [];

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    public bool IsFiltered => Year is not null || Department is not null;

    public bool MayEdit => user.Can(GoodExamplesModule.EditRight);

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear(); // A year or page that is no number counts as none; the address is then shown nowhere.
        var departments = await organisation.DepartmentsAsync(ct);
        var told = db.Told(clock.GetUtcNow().UtcDateTime);
        var facts = await told.OrderByDescending(e => e.PublishedUtc).Take(MostForFilters).Select(e => new { e.PublishedUtc, e.PublishedDepartmentId }).ToListAsync(ct);
        int[] years = [.. facts.Select(f => SwedishTime.Day(f.PublishedUtc!.Value).Year).Distinct()];
        var used = facts.Select(f => f.PublishedDepartmentId).ToHashSet();

        var chosen = departments.FirstOrDefault(d => d.Slug == Department);
        (Department, Year) = (chosen?.Slug, Year is { } asked && years.Contains(asked) ? asked : null);
        Years = [.. years.Select(y => new SelectListItem(Text(y), Text(y), y == Year))];
        Departments = [.. departments.Where(d => used.Contains(d.Id)).Select(d => new SelectListItem(d.Name, d.Slug, d == chosen))];

        if (Year is { } year)
        {
            var (fromUtc, toUtc) = (SwedishTime.StartOf(new(year, 1, 1)), SwedishTime.StartOf(new(year + 1, 1, 1)));
            told = told.Where(e => e.PublishedUtc >= fromUtc && e.PublishedUtc < toUtc);
        }

        if (chosen is not null)
        {
            told = told.Where(e => e.PublishedDepartmentId == chosen.Id);
        }

        Total = await told.CountAsync(ct);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        var found = await told.NewestFirst().Skip((PageNumber - 1) * Size).Take(Size).ToListAsync(ct);
        var names = departments.ToDictionary(d => d.Id, d => d.Name);
        Items = [.. found.Select(e => new ArchiveItem(e.Slug, e.Published!, e.PublishedUtc!.Value, e.PublishedDepartmentId is { } id ? names.GetValueOrDefault(id) : null))];
        if (MayEdit)
        {
            Drafts = await DraftsAsync(ct);
        }
    }

    // A draft holds its proposal's own words, so it is listed for those who may read the proposal.
    private async Task<IReadOnlyList<DraftItem>> DraftsAsync(CancellationToken ct)
    {
        var drafts = await db.Set<GoodExample>().AsNoTracking().Where(e => e.Draft != null).OrderByDescending(e => e.ModifiedUtc).Take(MostDrafts).ToListAsync(ct);
        ProposalId[] told = [.. drafts.Select(e => e.ProposalId).OfType<ProposalId>()];
        var seen = told.Length == 0 ? [] : await proposals.Rows.Where(p => told.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        return [.. drafts.Where(e => e.ProposalId is null || seen.Contains(e.ProposalId.Value)).Select(e => new DraftItem(e.Slug, e.Working.Title, e.ModifiedUtc, e.Published is not null))];
    }

    private static string Text(int year) => year.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
