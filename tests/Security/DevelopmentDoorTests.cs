using System.Net;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.AspNetCore.Hosting;

namespace IntranetInnovation.Security.Tests;

/// <summary>S31: what only a developer may have is there in Development only, and for this computer only.</summary>
public sealed class DevelopmentDoorTests(FarHost far, ProductionHost production) : IClassFixture<FarHost>, IClassFixture<ProductionHost>
{
    [Fact]
    public async Task From_another_computer_none_of_the_developers_tools_answers()
    {
        foreach (var (method, path) in await ToolsAsync(far))
        {
            (await CallAsync(far, method, path)).ShouldBe(HttpStatusCode.NotFound, $"{method} {path}");
        }
    }

    [Fact]
    public async Task In_production_none_of_the_developers_tools_answers()
    {
        foreach (var (method, path) in await ToolsAsync(far))
        {
            (await CallAsync(production, method, path)).ShouldBe(HttpStatusCode.NotFound, $"{method} {path}");
        }
    }

    [Fact]
    public async Task In_production_the_developers_sign_in_is_not_even_there()
    {
        (await Routes.AllAsync(far.Services)).ShouldContain(r => r.Pattern == "/dev/sign-in", "The rule cannot fail");
        (await Routes.AllAsync(production.Services)).ShouldNotContain(r => r.Pattern == "/dev/sign-in");
    }

    [Fact]
    public async Task In_production_the_sign_in_page_offers_no_demonstration_people()
    {
        using var visitor = production.Visit();
        var page = await visitor.GetPageAsync("/logga-in");
        page.Html.ShouldNotContain("/dev/");
        page.Html.ShouldNotContain("central-idelots");
    }

    // The routes of the host in Development, so that a new tool is seen here by itself.
    private static async Task<IReadOnlyList<(string Method, string Path)>> ToolsAsync(TestHost host)
    {
        var tools = (await Routes.AllAsync(host.Services)).Where(r => r.Pattern.StartsWith("/dev/", StringComparison.Ordinal)).ToList();
        tools.Count.ShouldBeGreaterThanOrEqualTo(3);
        return [.. tools.SelectMany(t => t.IsPage ? [("GET", t.Example)] : t.Methods.Select(m => (m, t.Example)))];
    }

    private static async Task<HttpStatusCode> CallAsync(TestHost host, string method, string path)
    {
        using var visitor = host.Visit();
        var token = (await visitor.GetPageAsync("/logga-in")).ValueOf("__RequestVerificationToken").ShouldNotBeNull();
        using var request = new HttpRequestMessage(new(method), path);
        if (method != "GET")
        {
            request.Content = new FormUrlEncodedContent([new("person", "medarbetare"), new("days", "1"), new("__RequestVerificationToken", token)]);
        }

        using var answer = await visitor.SendAsync(request);
        return answer.StatusCode;
    }
}

/// <summary>The demo's people, as the product runs in earnest.</summary>
public sealed class ProductionHost() : TestHost(DatabaseProvider.Sqlite)
{
    /// <inheritdoc />
    protected override void Configure(IWebHostBuilder builder) => builder.UseEnvironment("Production");
}
