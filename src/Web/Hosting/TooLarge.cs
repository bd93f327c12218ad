using IntranetInnovation.Kernel.Api;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IntranetInnovation.Web.Hosting;

/// <summary>
/// Refuses a form that is larger than its page takes with 413, before the antiforgery filter reads it and calls it a missing token. What was sent is read to its end, though
/// not kept: a browser that is still sending when the connection closes shows its own error instead of our words.
/// </summary>
internal static class TooLarge
{
    private const long MostRead = 256L * 1024 * 1024;

    public static async Task RefuseAsync(HttpContext http, RequestDelegate next)
    {
        var limit = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        var isAnswer = http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null;
        if (isAnswer || !(http.Request.ContentLength > limit?.MaxRequestBodySize) || http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<ApiAccess>() is not null)
        {
            await next(http);
            return;
        }

        if (http.Request.ContentLength <= MostRead && !limit.IsReadOnly)
        {
            limit.MaxRequestBodySize = MostRead;
            try
            {
                await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            }
            catch (IOException)
            {
                return; // Whoever was sending has gone.
            }
        }

        http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    }
}
