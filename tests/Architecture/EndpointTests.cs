using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.TestKit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Architecture.Tests;

public sealed class EndpointTests(SqliteHost host) : IClassFixture<SqliteHost>
{
    [Fact]
    public async Task Every_page_and_endpoint_needs_a_right_or_is_listed_as_open()
    {
        var rights = host.Services.GetRequiredService<RightsCatalog>().All.Select(r => r.Name).ToHashSet();
        NeedsRight(new("/x", "/x", true, [], EndpointMetadataCollection.Empty), rights).ShouldBeFalse("The rule cannot fail");
        NeedsRight(new("/x", "/x", true, [], new(new AuthorizeAttribute("innovation.unknown"))), rights).ShouldBeFalse();
        NeedsRight(new("/x", "/x", true, [], new(new AuthorizeAttribute())), rights).ShouldBeFalse("a right has a name");

        var routes = await Routes.AllAsync(host.Services);
        routes.Count.ShouldBeGreaterThan(5);
        routes.Where(r => !NeedsRight(r, rights) && !OpenRoutes.Anonymous.Contains(r.Pattern)).Select(r => r.Pattern).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_unsafe_endpoint_is_guarded()
    {
        IsGuarded(new("/x", "/x", false, ["POST"], EndpointMetadataCollection.Empty)).ShouldBeFalse("The rule cannot fail");
        IsGuarded(new("/x", "/x", true, [], new(new IgnoreAntiforgeryTokenAttribute()))).ShouldBeFalse();

        var routes = await Routes.AllAsync(host.Services);
        routes.Where(r => r.UnsafeMethods.Count > 0 && !IsGuarded(r) && !OpenRoutes.WithoutToken.Contains(r.Pattern)).Select(r => r.Pattern).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_unsafe_endpoint_without_a_token_answers_400()
    {
        var routes = (await Routes.AllAsync(host.Services)).Where(r => !OpenRoutes.WithoutToken.Contains(r.Pattern)).ToList();
        var visitors = new List<Visitor>();
        foreach (var person in new[] { "medarbetare", "handlaggare", "chef", "redaktor", "ledning", "central-idelots", "panel", "admin" })
        {
            visitors.Add(await host.SignInAsync(person));
        }

        (await Routes.UnguardedAsync(routes, "", visitors)).ShouldBeEmpty();
        visitors.ForEach(v => v.Dispose());
    }

    [Fact]
    public async Task A_post_with_a_token_of_another_visit_is_refused()
    {
        using var one = host.Visit();
        using var other = host.Visit();
        var page = await one.GetPageAsync("/");
        var token = page.ValueOf("__RequestVerificationToken").ShouldNotBeNull("The start page has the language form");
        using var answer = await other.PostFormAsync("/sprak", new() { ["language"] = "en", ["__RequestVerificationToken"] = token });

        ((int)answer.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task No_two_pages_have_the_same_address()
    {
        var pages = (await Routes.AllAsync(host.Services)).Where(r => r.IsPage).Select(r => r.Pattern.TrimEnd('/')).ToList();
        pages.ShouldBeUnique();
    }

    private static bool NeedsRight(Route route, HashSet<string> rights) =>
        route.Metadata.GetMetadata<IAllowAnonymous>() is null
        && (route.Metadata.OfType<ApiAccess>().LastOrDefault() is { Right: { } right }
            ? rights.Contains(right)
            : route.Metadata.OfType<IAuthorizeData>().Any(a => a.Policy is not null && rights.Contains(a.Policy)));

    private static bool IsGuarded(Route route) => route.IsPage
        ? !route.Metadata.OfType<IgnoreAntiforgeryTokenAttribute>().Any()
        : route.Metadata.GetMetadata<GuardedAttribute>() is not null;
}
