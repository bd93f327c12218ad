using System.Reflection;
using IntranetInnovation.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IntranetInnovation.Security.Tests;

/// <summary>S3, S12, S13: every parameter of every GET, filled with nonsense. Nothing fails, nothing is reflected as markup or as a header, and nothing is written.</summary>
public abstract class QueryFuzzTests(TestHost host)
{
    // Names that pages read by themselves are found in their links and forms; these always.
    private static readonly string[] Common = ["q", "size", "cursor", "sort", "from", "to", "status", "page", "sida", "handler", "returnUrl", "campaign", "department", "unit", "year"];

    [Fact]
    public async Task No_query_parameter_can_make_a_page_fail_or_show_up_as_markup()
    {
        using (var first = await host.SignInAsync("admin"))
        {
            await first.GetPageAsync("/");
        }

        var before = await Digest.OfAsync(host);
        var faults = new List<string>();
        foreach (var person in Repository.Long ? ["admin", "central-idelots"] : new[] { "admin" })
        {
            using var visitor = await host.SignInAsync(person);
            var seen = await SeenAsync(visitor);
            foreach (var route in (await Routes.AllAsync(host.Services)).Where(r => r.IsPage || r.Methods.Contains("GET")))
            {
                var path = Existing(route, seen);
                var names = Names(route).Concat(seen.GetValueOrDefault(route.Pattern)?.Names ?? []).Concat(Common).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
                foreach (var (text, i) in Nasty.Queries.Select((text, i) => (text, i)))
                {
                    // All at once; and one by one where the route says so itself, since the first one refused may hide the others.
                    await CallAsync(visitor, $"{path}?{string.Join('&', names.Select(n => $"{n}={text}"))}", faults);
                    foreach (var name in Names(route).Concat(seen.GetValueOrDefault(route.Pattern)?.Names ?? []).Distinct(StringComparer.OrdinalIgnoreCase).Where((_, n) => Repository.Long || n % Nasty.Queries.Count == i))
                    {
                        await CallAsync(visitor, $"{path}?{name}={text}", faults);
                    }
                }
            }
        }

        Summary.Of(faults).ShouldBeEmpty();
        (await Digest.OfAsync(host)).Where(t => before[t.Key] != t.Value).Select(t => t.Key).ShouldBeEmpty("Tables that changed");
    }

    [Fact]
    public async Task No_part_of_an_address_can_make_a_page_fail()
    {
        using var visitor = await host.SignInAsync("admin");
        var faults = new List<string>();
        foreach (var route in (await Routes.AllAsync(host.Services)).Where(r => r.Pattern.Contains('{', StringComparison.Ordinal) && (r.IsPage || r.Methods.Contains("GET"))))
        {
            foreach (var text in Nasty.Queries.Where(q => q.Length > 1 && !q.StartsWith('/') && !q.Contains("%00", StringComparison.Ordinal)))
            {
                await CallAsync(visitor, System.Text.RegularExpressions.Regex.Replace(route.Pattern, @"\{[^}]+\}", _ => text), faults);
            }
        }

        Summary.Of(faults).ShouldBeEmpty();
    }

    private static async Task CallAsync(Visitor visitor, string address, List<string> faults)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost" + address);
        using var answer = await visitor.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        var shown = address.Length > 160 ? address[..160] + "…" : address;
        if ((int)answer.StatusCode >= 500)
        {
            faults.Add($"{shown}: {(int)answer.StatusCode}");
        }

        if (answer.Headers.Location is { } to && (to.OriginalString.StartsWith("//", StringComparison.Ordinal) || (to.IsAbsoluteUri && to.Host != "localhost")))
        {
            faults.Add($"{shown}: leads away to {to}");
        }

        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("x=y", StringComparison.Ordinal)))
        {
            faults.Add($"{shown}: sets a cookie");
        }

        // Only where the word occurs at all is it worth reading the page as a browser does.
        if (answer.Content.Headers.ContentType?.MediaType == "text/html" && body.Contains($"<img {Nasty.Mark}", StringComparison.Ordinal))
        {
            faults.Add($"{shown}: markup");
        }
    }

    private static IEnumerable<string> Names(Route route)
    {
        if (route.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page)
        {
            return page.HandlerMethods.SelectMany(h => h.Parameters).Where(p => p.ParameterType != typeof(CancellationToken)).Select(p => p.Name)
                .Concat(page.BoundProperties.Select(p => p.Name));
        }

        return route.Metadata.GetMetadata<MethodInfo>()?.GetParameters().SelectMany(p =>
            p.GetCustomAttribute<AsParametersAttribute>() is not null ? p.ParameterType.GetProperties().Select(x => x.Name)
            : p.ParameterType == typeof(string) || p.ParameterType.IsValueType ? [p.Name!]
            : []) ?? [];
    }

    private static string Existing(Route route, Dictionary<string, Seen> seen) => seen.GetValueOrDefault(route.Pattern)?.Path ?? route.Example;

    // A real address of each page, and the parameters that links and search forms lead there with.
    private async Task<Dictionary<string, Seen>> SeenAsync(Visitor visitor)
    {
        var crawl = await Crawl.FromAsync(visitor, "/", "", atMost: 80);
        var patterns = (await Routes.AllAsync(host.Services)).Where(r => r.IsPage).Select(r => (r.Pattern, Segments: r.Pattern.Split('/'))).ToList();
        var found = new Dictionary<string, Seen>();
        var addresses = crawl.Pages.Keys.Concat(crawl.Pages.Values.SelectMany(p => p.Document.QuerySelectorAll("form[method=get]")
            .Select(f => (f.GetAttribute("action") ?? p.Path.Split('?')[0]) + "?" + string.Join('&', f.QuerySelectorAll("[name]").Select(e => e.GetAttribute("name") + "=1")))));
        foreach (var address in addresses)
        {
            var (path, query) = address.Split('?', 2) is [var p, var q] ? (p, q) : (address, "");
            var segments = path.Split('/');
            var match = patterns.Where(x => x.Segments.Length == segments.Length && x.Segments.Zip(segments).All(z => z.First == z.Second || z.First.StartsWith('{')))
                .OrderBy(x => x.Segments.Count(s => s.StartsWith('{'))).FirstOrDefault();
            if (match.Pattern is not null)
            {
                var names = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(n => n.Split('=')[0]);
                found[match.Pattern] = found.TryGetValue(match.Pattern, out var before) ? before with { Names = [.. before.Names.Union(names)] } : new(path, [.. names]);
            }
        }

        return found;
    }

    private sealed record Seen(string Path, IReadOnlyList<string> Names);
}

public sealed class SqliteQueryFuzzTests(SqliteHost host) : QueryFuzzTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresQueryFuzzTests(PostgresHost host) : QueryFuzzTests(host), IClassFixture<PostgresHost>;
