using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IntranetInnovation.Proposals.Attachments;

/// <summary>
/// A page that takes a file takes no more than this; a larger request is answered 413 before anything of it is kept. Runs before the token is looked for, since that would read
/// the whole body and answer 400.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class BodyLimitAttribute(int bytes) : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    // What is thrown away before the connection is closed: a browser that is still sending would show a broken connection instead of our page.
    private const long MostThrownAway = 256L * 1024 * 1024;

    public int Order => -1000;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (!request.HasFormContentType)
        {
            return;
        }

        var limit = context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (request.ContentLength > bytes)
        {
            await ThrowAwayAsync(request, limit, context.HttpContext.RequestAborted);
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
            return;
        }

        if (limit is { IsReadOnly: false })
        {
            limit.MaxRequestBodySize = bytes;
        }

        try
        {
            // Kept by the request, so that it is read once.
            await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = bytes }, context.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            context.Result = new StatusCodeResult(e.StatusCode);
        }
        catch (InvalidDataException)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        }
    }

    private static async Task ThrowAwayAsync(HttpRequest request, IHttpMaxRequestBodySizeFeature? limit, CancellationToken ct)
    {
        if (request.ContentLength > MostThrownAway)
        {
            return;
        }

        if (limit is { IsReadOnly: false })
        {
            limit.MaxRequestBodySize = MostThrownAway;
        }

        try
        {
            await request.Body.CopyToAsync(Stream.Null, ct);
        }
        catch (IOException)
        {
            // Whoever was sending has gone.
        }
    }
}
