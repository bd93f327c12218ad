using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Statistics.Slots;

/// <summary>How far the municipality has come towards the year's goal.</summary>
public sealed class YearProgress(CurrentUser user, TimeProvider clock, IServiceProvider services) : ViewComponent
{
    /// <summary>Nothing for those who may not read the numbers, and nothing without a goal.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        if (!user.Can(StatisticsModule.ReadRight))
        {
            return Content("");
        }

        // Asked for here, since a public constructor cannot name an internal type.
        var counting = services.GetRequiredService<Counting>();
        var progress = await counting.YearProgressAsync(SwedishTime.Day(clock.GetUtcNow().UtcDateTime), HttpContext.RequestAborted);
        return progress is null ? Content("") : View("~/Pages/Statistics/Components/YearProgress/Default.cshtml", progress);
    }
}
