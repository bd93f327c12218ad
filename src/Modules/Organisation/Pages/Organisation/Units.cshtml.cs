using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Organisation.Pages.Organisation;

/// <summary>All workplaces by department, one's own first.</summary>
[Authorize(Policy = OrganisationRights.SignedIn)]
internal sealed class UnitsModel(IOrganisation organisation, CurrentUser user) : PageModel
{
    public IReadOnlyList<DepartmentInfo> Departments { get; private set; } = [];

    public UnitInfo? Mine { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Departments = [.. (await organisation.DepartmentsAsync(ct)).OrderBy(d => d.IsClosed)];
        var me = await organisation.PersonAsync(new PersonId(user.PersonId), ct);
        Mine = Departments.SelectMany(d => d.Units).FirstOrDefault(u => u.Id == me?.UnitId);
    }
}
