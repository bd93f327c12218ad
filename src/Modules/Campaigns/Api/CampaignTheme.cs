using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace IntranetInnovation.Campaigns.Api;

/// <summary>A campaign's palette as a stylesheet of its own, so that the content security policy needs no inline style. Whoever may not see the campaign gets 404.</summary>
internal static class CampaignTheme
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/kampanjer/{slug}/tema.css", OfCampaignAsync).AllowAnonymous().ExcludeFromDescription();

        // For drafts: a colour alone says nothing of a campaign.
        routes.MapGet("/kampanjer/farg/{hex}.css", OfColour).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Only colours that have been read as colours get here; no text of a person's reaches the sheet.</summary>
    public static string Css(Accent accent) =>
        $"@media screen {{ {Root(accent)} }}\n@media screen and (prefers-color-scheme: dark) {{ {Root(accent.InDark)} }}\n";

    private static string Root(Accent accent) => $":root {{ --k-accent: {accent.Hex}; --k-on-accent: {accent.OnAccent}; }}";

    private static async Task<IResult> OfCampaignAsync(string slug, HttpContext http, PublishedCampaigns campaigns, CancellationToken ct)
    {
        if ((await campaigns.BySlugAsync(slug, ct))?.Published is not { } body || Accent.Parse(body.Accent) is not { } accent)
        {
            return Results.NotFound();
        }

        var lifetime = http.Request.Query.ContainsKey("v") ? "max-age=86400" : "no-cache";
        http.Response.Headers.CacheControl = $"{(body.IsExternal ? "public" : "private")}, {lifetime}";
        return Sheet(accent);
    }

    private static IResult OfColour(string hex, HttpContext http)
    {
        if (Accent.Parse($"#{hex}") is not { } accent)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "public, max-age=86400";
        return Sheet(accent);
    }

    private static IResult Sheet(Accent accent) =>
        Results.Bytes(Encoding.UTF8.GetBytes(Css(accent)), "text/css; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{accent.Hex.TrimStart('#')}\""));
}
