using IntranetInnovation.Kernel.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.Web.Hosting;

/// <summary>Development only: a clock that can be moved forward, to see reminders and due dates come. Never back, and it starts right again with the process.</summary>
internal sealed class DevelopmentClock : TimeProvider
{
    private long offsetTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref offsetTicks));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/dev/klocka", (HttpContext http, DevelopmentClock clock, [FromForm] int days, [FromForm] string? back) =>
        {
            if (!Development.IsAllowed(http) || days is < 0 or > 400)
            {
                return Results.NotFound();
            }

            Interlocked.Add(ref clock.offsetTicks, TimeSpan.FromDays(days).Ticks);
            return Results.LocalRedirect(LocalPath.Or(back, "~/"));
        }).WithGuard();
}
