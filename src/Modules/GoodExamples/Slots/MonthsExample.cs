using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.GoodExamples.Slots;

/// <summary>On the start page: the newest good example.</summary>
[ViewComponent(Name = "MonthsExample")]
public sealed class MonthsExample(AppDb db, IOrganisation organisation, TimeProvider clock) : ViewComponent
{
    /// <summary>Called by the slot; shows nothing when nothing has been told yet.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var ct = HttpContext.RequestAborted;
        if (await db.Told(clock.GetUtcNow().UtcDateTime).NewestFirst().FirstOrDefaultAsync(ct) is not { } example)
        {
            return Content("");
        }

        var department = example.PublishedDepartmentId is { } id ? (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Id == id)?.Name : null;
        return View("~/Pages/GoodExamples/Components/MonthsExample/Default.cshtml", new MonthsExampleView(example.Slug, example.Published!, example.PublishedUtc!.Value, department));
    }
}

internal sealed record MonthsExampleView(string Slug, GoodExampleBody Body, DateTime PublishedUtc, string? Department);
