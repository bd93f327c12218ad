using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Workflows.Slots;

/// <summary>On the start page: how many tasks wait for the viewer, and how many of them are overdue. Shows nothing when there are none.</summary>
public sealed class WaitingForMeViewComponent(IWorkflows workflows, CurrentUser user, TimeProvider clock) : ViewComponent
{
    /// <summary>Counts.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var (open, overdue) = user.Viewer.IsSignedIn
            ? await workflows.CountAsync(user.Viewer, clock.GetUtcNow().UtcDateTime, HttpContext.RequestAborted)
            : (0, 0);
        return open == 0 ? Content("") : View("~/Pages/Workflows/Components/WaitingForMe/Default.cshtml", new WaitingForMe(open, overdue));
    }
}

/// <summary>What waits for the viewer.</summary>
/// <param name="Open">Above 0.</param>
/// <param name="Overdue">Those of them whose due time has passed.</param>
internal sealed record WaitingForMe(int Open, int Overdue);
