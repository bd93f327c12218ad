using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Organisation.Pages.Organisation;

[Authorize(Policy = OrganisationRights.Administer)]
internal sealed class OrganisationPageModel(AppDb db, IOrganisation organisation, IOrganisationChanges changes, ITexts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public DepartmentForm Input { get; set; } = new();

    public IReadOnlyList<DepartmentLine> Departments { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var name = (Input.Name ?? "").Trim();
        var taken = (await organisation.DepartmentsAsync(ct)).Any(d => SwedishOrder.Comparer.Equals(d.Name, name));
        var added = taken
            ? new Problem("Organisation.NameTaken", nameof(Input.Name), ProblemKind.Conflict)
            : await db.TransactAsync(token => changes.DepartmentAsync(name, Input.Authority ?? "", token), ct);
        if (added.Succeeded)
        {
            var slug = (await organisation.DepartmentsAsync(ct)).First(d => d.Id == added.Value).Slug;
            return LocalRedirect($"~/admin/organisation/forvaltning/{slug}?klart={PlaceTold.Saved}");
        }

        ModelState.Add(added, texts, nameof(Input));
        await ShowAsync(ct);
        return Page();
    }

    private async Task ShowAsync(CancellationToken ct)
    {
        var counts = (await organisation.HeadCountsAsync(SwedishTime.Day(clock.GetUtcNow().UtcDateTime), ct)).ToDictionary(c => c.DepartmentId);
        Departments = [.. (await organisation.DepartmentsAsync(ct)).OrderBy(d => d.IsClosed).Select(d => new DepartmentLine(d, counts.GetValueOrDefault(d.Id)))];
    }
}

internal sealed record DepartmentLine(DepartmentInfo Department, HeadCountInfo? Count);

/// <summary>What has just been done to a department or unit.</summary>
internal enum PlaceTold
{
    Saved,
    Closed,
    Reopened,
    Counted,
    UnitAdded,
}

internal sealed class DepartmentForm
{
    public string? Name { get; set; }

    public string? Authority { get; set; }

    /// <summary>As it was when the form was shown.</summary>
    public int Version { get; set; }
}
