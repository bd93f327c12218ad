using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Organisation.Pages.Organisation;

/// <summary>A workplace: what it is, and through the slot what it proposed and what became of it. On paper it is the sheet for the workplace meeting.</summary>
[Authorize(Policy = OrganisationRights.SignedIn)]
internal sealed class UnitModel(AppDb db, IOrganisation organisation, TimeProvider clock) : PageModel
{
    public UnitInfo Unit { get; private set; } = null!;

    public DepartmentInfo Department { get; private set; } = null!;

    public IReadOnlyList<PersonInfo> Managers { get; private set; } = [];

    public IReadOnlyList<PersonInfo> Coaches { get; private set; } = [];

    public IReadOnlyList<FormerName> Former { get; private set; } = [];

    public DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        var departments = await organisation.DepartmentsAsync(ct);
        if (departments.SelectMany(d => d.Units).FirstOrDefault(u => u.Slug == slug) is not { } unit)
        {
            return NotFound();
        }

        Unit = unit;
        Department = departments.First(d => d.Id == unit.DepartmentId);
        Managers = await organisation.HoldersAsync(Roles.UnitManager, unit.Id.Value, ct);
        Coaches = await organisation.HoldersAsync(Roles.IdeaCoach, Department.Id.Value, ct);
        Former = await db.FormerAsync(unit.Id.Value, ct);
        return Page();
    }
}
