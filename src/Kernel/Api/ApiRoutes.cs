using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.Kernel.Api;

/// <summary>
/// Groups of JSON endpoints under <c>/api/v1</c>. The group itself makes problem+json of refusals, bad bodies and exceptions, since a larger host would
/// answer with its own pages (MOUNTING rule 10), and checks <see cref="Guard.Header"/>.
/// </summary>
public static class ApiRoutes
{
    /// <summary>A group for those who hold <paramref name="right"/>; null opens it to everyone, signed in or not.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes, string prefix, string? right)
    {
        var group = routes.MapGroup($"/api/v1/{prefix}").WithTags(prefix).DisableAntiforgery().WithMetadata(new GuardedAttribute(), new ApiAccess(right));
        group.AddEndpointFilter(FilterAsync);
        return group;
    }

    /// <summary>An endpoint inside a group that needs a right of its own.</summary>
    public static RouteHandlerBuilder NeedsRight(this RouteHandlerBuilder endpoint, string right) => endpoint.WithMetadata(new ApiAccess(right));

    /// <summary>The refusal as problem+json with a text in the caller's language; <c>errors</c> lists the fields.</summary>
    public static IResult ToProblem<T>(this Result<T> result, ITexts texts)
    {
        var first = result.Problems[0];
        var errors = result.Problems.Where(p => p.Field is not null).GroupBy(p => p.Field!)
            .ToDictionary(g => g.Key, g => g.Select(p => texts[p.Text, p.Arguments]).ToArray());
        return Results.Problem(
            texts[first.Text, first.Arguments],
            statusCode: Status(first.Kind),
            extensions: errors.Count == 0 ? null : new Dictionary<string, object?> { ["errors"] = errors });
    }

    /// <summary>The HTTP status of a refusal.</summary>
    public static int Status(ProblemKind kind) => kind switch
    {
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status400BadRequest,
    };

    private static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var texts = http.RequestServices.GetRequiredService<ITexts>();
        if (!Guard.Passes(http.Request))
        {
            return Refuse(texts, StatusCodes.Status400BadRequest, "Kernel.HeaderMissing");
        }

        // The last one wins: an endpoint's own right is stricter than its group's.
        var right = http.GetEndpoint()!.Metadata.GetMetadata<ApiAccess>()!.Right;
        var user = http.RequestServices.GetRequiredService<CurrentUser>();
        if (right is not null && !user.Can(right))
        {
            return user.Viewer.IsSignedIn
                ? Refuse(texts, StatusCodes.Status403Forbidden, "Kernel.Forbidden")
                : Refuse(texts, StatusCodes.Status401Unauthorized, "Kernel.SignInFirst");
        }

        try
        {
            return await next(context);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiRoutes)).LogError(e, "An API call failed");
            return Unavailable.Is(e)
                ? Refuse(texts, StatusCodes.Status503ServiceUnavailable, "Kernel.Busy")
                : Refuse(texts, StatusCodes.Status500InternalServerError, "Kernel.Failed");
        }
    }

    private static IResult Refuse(ITexts texts, int status, string text) => Results.Problem(texts[text], statusCode: status);
}

/// <summary>Who may call an endpoint of the API.</summary>
/// <param name="Right">A declared right; null means everyone.</param>
public sealed record ApiAccess(string? Right);
