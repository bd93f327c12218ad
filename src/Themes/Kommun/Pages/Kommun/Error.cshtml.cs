using System.Diagnostics;
using System.Globalization;
using IntranetInnovation.Kernel.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Kommun.Pages.Kommun;

internal enum ErrorWords
{
    Bad,
    SignIn,
    Forbidden,
    Missing,
    Conflict,
    TooLarge,
    TooMany,
    Busy,
    Failed,
}

/// <summary>Every refusal and failure in plain words. Shown in the place of any page, whatever its method, so it checks no token and asks no database.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(Duration = 0, Location = ResponseCacheLocation.None, NoStore = true)]
internal sealed class ErrorModel : PageModel
{
    public int Code { get; private set; }

    public ErrorWords Words => Code switch
    {
        StatusCodes.Status401Unauthorized => ErrorWords.SignIn,
        StatusCodes.Status403Forbidden => ErrorWords.Forbidden,
        StatusCodes.Status404NotFound or StatusCodes.Status410Gone => ErrorWords.Missing,
        StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed => ErrorWords.Conflict,
        StatusCodes.Status413PayloadTooLarge => ErrorWords.TooLarge,
        StatusCodes.Status429TooManyRequests => ErrorWords.TooMany,
        StatusCodes.Status503ServiceUnavailable => ErrorWords.Busy,
        >= 500 => ErrorWords.Failed,
        _ => ErrorWords.Bad,
    };

    /// <summary>What the person had written when it went wrong, so that nothing is lost: their own texts, no choices and no passwords.</summary>
    public IReadOnlyList<string> Written { get; private set; } = [];

    /// <summary>What the log has for this request.</summary>
    public string Trace => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // From the route, never from a posted form. A body that is too large or cut short comes here as an exception, and is not our failure.
        var error = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        Code = error is BadHttpRequestException bad ? bad.StatusCode
            : Unavailable.Is(error) ? StatusCodes.Status503ServiceUnavailable
            : int.TryParse((string?)RouteData.Values["code"], CultureInfo.InvariantCulture, out var asked) && asked is >= 400 and <= 599 ? asked
            : StatusCodes.Status404NotFound;
        Response.StatusCode = Code;
        Written = Code is StatusCodes.Status404NotFound ? [] : WhatWasWritten();
    }

    // Only what a form of our own page sent: a foreign one could put words in our mouth. Nothing at all of a form with a password.
    private List<string> WhatWasWritten() =>
        HttpMethods.IsPost(Request.Method) && Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" && HttpContext.Features.Get<IFormFeature>()?.Form is { } form
            && !form.Keys.Any(k => k.Contains("Password", StringComparison.OrdinalIgnoreCase))
            ? [.. form.Where(f => f.Key.StartsWith("Input.", StringComparison.Ordinal))
                .Select(f => f.Value.ToString()).Where(v => v.Length > 2 && v is not ("true" or "false" or "true,false") && !Guid.TryParse(v, out _)).Take(20)]
            : [];
}
