using System.Net;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Security.Tests;

/// <summary>What every answer says to the browser, whether it is a page, a file, a redirect, a refusal or our own failure.</summary>
public sealed class HeaderTests(BadDayHost host) : IClassFixture<BadDayHost>
{
    [Theory]
    [InlineData("/", 200)]
    [InlineData("/logga-in", 200)]
    [InlineData("/idebank", 302)]
    [InlineData("/finns/inte", 404)]
    [InlineData("/fel/403", 403)]
    [InlineData("/IntranetInnovation.Kommun/mark.svg", 200)]
    [InlineData("/IntranetInnovation.Kommun/finns-inte.css", 404)]
    [InlineData("/goda-exempel/feed.atom", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/api/v1/campaigns", 200)]
    [InlineData("/api/v1/ideas", 401)]
    [InlineData("/api/v1/finns-inte", 404)]
    public async Task Every_answer_carries_the_security_headers(string path, int status)
    {
        using var visitor = host.Visit();
        using var answer = await visitor.GetAsync(path);
        ((int)answer.StatusCode).ShouldBe(status);
        Check(answer);
    }

    [Fact]
    public async Task Refusals_and_failures_of_signed_in_people_carry_them_too()
    {
        using var staff = await host.SignInAsync("medarbetare");
        using var forbidden = await staff.GetAsync("/admin/arbetsfloden");
        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Check(forbidden);
        using var tokenless = await staff.PostFormAsync("/forslag/nytt", new() { ["Input.Title"] = "x" });
        tokenless.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Check(tokenless);

        host.Day.Failure = new InvalidOperationException("Made for this test");
        try
        {
            using var page = await staff.GetAsync("/mina/forslag");
            page.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            (await page.Content.ReadAsStringAsync()).ShouldNotContain("Made for this test");
            Check(page);
            using var call = await staff.GetAsync("/api/v1/proposals/1");
            call.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            call.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            (await call.Content.ReadAsStringAsync()).ShouldNotContain("Made for this test");
            Check(call);
        }
        finally
        {
            host.Day.Failure = null;
        }
    }

    [Fact]
    public async Task Pages_of_signed_in_people_are_kept_by_no_cache()
    {
        using var staff = await host.SignInAsync("medarbetare");
        foreach (var path in new[] { "/", "/idebank", "/mina/forslag", "/forslag/1", "/api/v1/proposals/1" })
        {
            using var answer = await staff.GetAsync(path);
            (answer.Headers.CacheControl?.Public ?? false).ShouldBeFalse(path);
            (answer.Headers.CacheControl?.SharedMaxAge).ShouldBeNull(path);
        }
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public async Task Cookies_are_out_of_reach_for_scripts_and_foreign_pages_and_stay_on_https(string scheme, bool secure)
    {
        using var visitor = host.Visit();
        var cookies = new List<string>();
        using (var page = await visitor.GetAsync($"{scheme}://localhost/logga-in"))
        {
            cookies.AddRange(Cookies(page));
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"{scheme}://localhost/dev/sign-in") { Content = new FormUrlEncodedContent([new("person", "medarbetare")]) };
        using var signedIn = await visitor.SendAsync(request);
        cookies.AddRange(Cookies(signedIn));

        cookies.Count.ShouldBe(2, string.Join('\n', cookies));
        foreach (var cookie in cookies.Select(c => c.ToLowerInvariant()))
        {
            cookie.ShouldContain("httponly");
            (cookie.Contains("samesite=lax", StringComparison.Ordinal) || cookie.Contains("samesite=strict", StringComparison.Ordinal)).ShouldBeTrue(cookie);
            cookie.Contains("; secure", StringComparison.Ordinal).ShouldBe(secure, cookie);
            cookie.ShouldNotContain("domain=");
        }
    }

    private static IEnumerable<string> Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];

    private static void Check(HttpResponseMessage answer)
    {
        var policy = One(answer, "Content-Security-Policy");
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("form-action 'self'");
        policy.ShouldContain("base-uri 'none'");
        policy.ShouldNotContain("unsafe");
        policy.ShouldNotContain("*");
        One(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        One(answer, "Referrer-Policy").ShouldBe("same-origin");
        One(answer, "Permissions-Policy").ShouldContain("camera=()");
        One(answer, "Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        answer.Headers.Contains("Server").ShouldBeFalse();
        answer.Headers.Contains("X-Powered-By").ShouldBeFalse();
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    private static string One(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values) ? values.Single() : throw new ShouldAssertException($"{answer.RequestMessage!.RequestUri} has no {header}");
}
