using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Organisation.Pages.Organisation;

[Authorize(Policy = OrganisationRights.SignedIn)]
internal sealed class UnitModel(IOrganisation organisation) : PageModel
{
    public UnitInfo Unit { get; private set; } = null!;

    public DepartmentInfo Department { get; private set; } = null!;

    public IReadOnlyList<PersonInfo> Managers { get; private set; } = [];

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
        return Page();
    }
}
