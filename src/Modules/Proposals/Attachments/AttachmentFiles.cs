using IntranetInnovation.Kernel.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace IntranetInnovation.Proposals.Attachments;

/// <summary>The files themselves, for those who see the proposal. Always a download, but for pictures that a page shows; never anything that a browser would run.</summary>
internal static class AttachmentFiles
{
    public static string Path(Attachment attachment) => $"~/forslag/bilagor/{attachment.Id.Value:D}";

    public static string PicturePath(Attachment attachment) => Path(attachment) + "?visa=1";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/forslag/bilagor/{id:guid}", GetAsync).RequireAuthorization(ProposalsModule.Read).ExcludeFromDescription();

    private static async Task<IResult> GetAsync(Guid id, string? visa, AppDb db, HttpContext http, CancellationToken ct)
    {
        var key = new AttachmentId(id);
        var found = await (
            from a in db.Set<Attachment>().AsNoTracking()
            join c in db.Set<AttachmentContent>().AsNoTracking() on a.Id equals c.AttachmentId
            where a.Id == key
            select new { Attachment = a, c.Content }).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return Results.NotFound();
        }

        var inline = visa == "1" && found.Attachment.Kind.IsPicture();
        var disposition = new ContentDispositionHeaderValue(inline ? "inline" : "attachment");
        disposition.SetHttpFileName(found.Attachment.Name);
        var headers = http.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "private, no-cache"; // Asked for again each time: whoever saw it yesterday may not be let in today.
        return Results.Bytes(found.Content, found.Attachment.Kind.ContentType(), entityTag: new EntityTagHeaderValue($"\"{id:N}\""));
    }
}
