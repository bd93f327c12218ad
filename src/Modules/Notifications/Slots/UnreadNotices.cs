using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Notifications.Slots;

/// <summary>The bell in the header, with the number of unread notices.</summary>
public sealed class UnreadNotices(AppDb db, CurrentUser user) : ViewComponent
{
    /// <summary>Nothing for those who are not signed in.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (!user.Viewer.IsSignedIn)
        {
            return Content("");
        }

        var me = new PersonId(user.PersonId);
        var unread = await db.Set<Notice>().CountAsync(n => n.PersonId == me && n.ReadUtc == null, HttpContext.RequestAborted);
        return View("~/Pages/Notifications/Components/UnreadNotices/Default.cshtml", unread);
    }
}
