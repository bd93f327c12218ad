using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.TestKit;

/// <summary>One endpoint of a host, with everything that is known of it.</summary>
/// <param name="Pattern">Such as <c>/kampanjer/{slug}</c>.</param>
/// <param name="Example">The pattern with its parameters filled, to be called.</param>
/// <param name="IsPage">True for a Razor Page.</param>
/// <param name="Methods">Methods it answers to; empty when it does not say, which for a page means GET and POST.</param>
/// <param name="Metadata">Attributes and what else was attached, of the loaded page too.</param>
public sealed record Route(string Pattern, string Example, bool IsPage, IReadOnlyList<string> Methods, EndpointMetadataCollection Metadata)
{
    /// <summary>Methods that change something: POST for a page.</summary>
    public IReadOnlyList<string> UnsafeMethods => IsPage ? ["POST"] : [.. Methods.Where(m => m is not ("GET" or "HEAD" or "OPTIONS"))];
}

/// <summary>Walks all endpoints of a host.</summary>
public static class Routes
{
    /// <summary>All endpoints, pages loaded.</summary>
    public static async Task<IReadOnlyList<Route>> AllAsync(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var routes = new List<Route>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var metadata = endpoint.Metadata;
            var page = metadata.GetMetadata<PageActionDescriptor>();
            if (page is not null)
            {
                // A page compiled beforehand has its attributes already, and no endpoint of its own.
                metadata = (await loader.LoadAsync(page, EndpointMetadataCollection.Empty)).Endpoint?.Metadata ?? metadata;
            }

            routes.Add(new(
                "/" + endpoint.RoutePattern.RawText?.TrimStart('/'), Fill(endpoint.RoutePattern), page is not null,
                metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [], metadata));
        }

        return routes;
    }

    /// <summary>
    /// Calls every unsafe endpoint without any token, as each of the visitors, and returns those that nobody was answered 400 by, or that somebody got further with.
    /// A visitor who may not come in at all may be answered 401, 403 or sent to sign-in.
    /// </summary>
    public static async Task<IReadOnlyList<string>> UnguardedAsync(IEnumerable<Route> routes, string prefix, params IReadOnlyList<Visitor> visitors)
    {
        var found = new List<string>();
        foreach (var route in routes)
        {
            foreach (var method in route.UnsafeMethods)
            {
                var answers = new List<HttpStatusCode>();
                foreach (var visitor in visitors)
                {
                    HttpContent body = route.Pattern.StartsWith("/api/", StringComparison.Ordinal)
                        ? new StringContent("{}", Encoding.UTF8, "application/json")
                        : new FormUrlEncodedContent([new("x", "y")]);
                    using var request = new HttpRequestMessage(new HttpMethod(method), prefix + route.Example) { Content = body };
                    using var answer = await visitor.SendAsync(request);
                    answers.Add(answer.StatusCode);
                }

                if (!answers.Contains(HttpStatusCode.BadRequest) || answers.Any(a => (int)a is not (400 or 401 or 403 or 302)))
                {
                    found.Add($"{method} {prefix}{route.Example}: {string.Join(", ", answers.Select(a => (int)a))}");
                }
            }
        }

        return found;
    }

    private static string Fill(RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(Fill))).Where(s => s.Length > 0));

    private static string Fill(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart { IsOptional: true } => "",
        RoutePatternParameterPart parameter => parameter.ParameterPolicies.Select(p => p.Content).FirstOrDefault() switch
        {
            "int" or "long" => "1",
            "guid" => "019a0000-0000-7000-8000-000000000001",
            _ => "x",
        },
        _ => "",
    };
}
