using IntranetInnovation.Kernel.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Start.Pages.Start;

/// <summary>The door: what to do here, and what other modules put in the slots.</summary>
[AllowAnonymous]
internal sealed class IndexModel(CurrentUser user) : PageModel
{
    public bool IsSignedIn => user.Viewer.IsSignedIn;
}
