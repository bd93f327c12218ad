using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Kernel.Security;

/// <summary>Marks an unsafe endpoint as guarded against foreign pages; an architecture test looks for it.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GuardedAttribute : Attribute;

/// <summary>Antiforgery by our own endpoint filters: a larger host may silently ignore the metadata (MOUNTING, antiforgery rows).</summary>
public static class Guard
{
    /// <summary>The header that a foreign page cannot send; needed by unsafe API calls that come with a cookie.</summary>
    public const string Header = "X-Innovation-Request";

    /// <summary>Form posts: without a valid antiforgery token the answer is 400.</summary>
    public static TBuilder WithGuard<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (context, next) =>
        {
            var antiforgery = context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>();
            return await antiforgery.IsRequestValidAsync(context.HttpContext) ? await next(context) : Results.StatusCode(StatusCodes.Status400BadRequest);
        }).DisableAntiforgery().WithMetadata(new GuardedAttribute());

    /// <summary>JSON calls: unsafe methods that carry a cookie need <see cref="Header"/> with the value 1, else 400.</summary>
    internal static bool Passes(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.Cookies.Count == 0 || request.Headers[Header] == "1";
}
