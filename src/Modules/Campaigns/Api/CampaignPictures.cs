using IntranetInnovation.Kernel.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace IntranetInnovation.Campaigns.Api;

/// <summary>A campaign's picture, for those who may see the campaign; the draft's, by <c>?utkast</c>, for those who may edit it. Everybody else gets 404.</summary>
internal static class CampaignPictures
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/kampanjer/{slug}/bild", GetAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> GetAsync(string slug, HttpContext http, AppDb db, PublishedCampaigns campaigns, CampaignEditing editing, CancellationToken ct)
    {
        var body = http.Request.Query.ContainsKey("utkast") ? (await editing.FindAsync(slug, ct))?.Working : (await campaigns.BySlugAsync(slug, ct))?.Published;
        if (body?.Picture is not { } picture || await db.Set<StoredPicture>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == picture.Id, ct) is not { } stored)
        {
            return Results.NotFound();
        }

        // The address in the page changes with the picture; an old one must not bring the new one for a year.
        var lifetime = http.Request.Query["v"] == picture.Id.Value.ToString("n") ? "max-age=31536000, immutable" : "no-cache";
        var isForAll = body.IsExternal && !http.Request.Query.ContainsKey("utkast");
        http.Response.Headers.CacheControl = $"{(isForAll ? "public" : "private")}, {lifetime}";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(stored.Content, stored.ContentType, entityTag: new EntityTagHeaderValue($"\"{picture.Id.Value:n}\""));
    }
}
