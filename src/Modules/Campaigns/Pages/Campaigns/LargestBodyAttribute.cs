using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IntranetInnovation.Campaigns.Pages.Campaigns;

/// <summary>
/// A request that says to be larger is answered 413 before any of it is read; one that does not say is cut off by the server. Comes before the antiforgery check, which
/// reads the form, and would answer 400.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LargestBodyAttribute(int bytes) : Attribute, IAuthorizationFilter, IOrderedFilter, IRequestSizeLimitMetadata
{
    public int Order => 100;

    public long? MaxRequestBodySize => bytes;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.Request.ContentLength > bytes)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        }
    }
}
