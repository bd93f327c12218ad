using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>What the pages about one workflow type share: its id in the address, who acts, and when.</summary>
internal abstract class AdministerModel(AppDb db, TimeProvider clock) : PageModel
{
    [FromRoute]
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    public string Base => $"~/admin/arbetsfloden/{Key}";

    protected AppDb Db => db;

    protected PersonId? By => db.Viewer.PersonId is { } me ? new PersonId(me) : null;

    protected DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    protected IActionResult To(string path) => LocalRedirect(Url.Content(path));
}
