using IntranetInnovation.Kernel.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.Kernel.Texts;

/// <summary>The language switch of the header: a form, so that a link cannot change anything.</summary>
internal static class Language
{
    private const string Cookie = "innovation.sprak";

    public static string Of(HttpContext? http) =>
        http?.Request.Cookies[Cookie] is { } chosen && TextCatalog.Languages.Contains(chosen) ? chosen : "sv";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/sprak", (HttpContext http, [FromForm] string language, [FromForm] string? back) =>
        {
            if (TextCatalog.Languages.Contains(language))
            {
                http.Response.Cookies.Append(Cookie, language, new()
                {
                    HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true,
                });
            }

            return Results.LocalRedirect(LocalPath.Or(back, "~/"));
        }).WithGuard();
}
