using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Organisation.Pages.Organisation;

/// <summary>All that the viewer may administer, of every module: the menu entries of the administration.</summary>
[Authorize(Policy = OrganisationRights.Administration)]
internal sealed class AdministrationModel : PageModel;
