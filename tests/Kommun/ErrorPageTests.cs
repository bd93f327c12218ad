using System.Net;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Kommun.Tests;

public sealed class ErrorPageTests(EmptySqliteHost host) : IClassFixture<EmptySqliteHost>
{
    [Theory]
    [InlineData(400, "Det gick inte att läsa det du skickade")]
    [InlineData(401, "Du behöver logga in")]
    [InlineData(403, "Du har inte behörighet till det här")]
    [InlineData(404, "Sidan finns inte här")]
    [InlineData(409, "Någon annan hann före")]
    [InlineData(413, "Det du skickade är för stort")]
    [InlineData(429, "Det blev många försök på kort tid")]
    [InlineData(503, "Systemet hinner inte med just nu")]
    [InlineData(418, "Det gick inte att läsa det du skickade")]
    public async Task Each_refusal_keeps_its_code_and_says_in_plain_words_what_happened(int code, string heading)
    {
        using var visitor = host.Visit();
        var page = await visitor.GetPageAsync($"/fel/{code}");
        ((int)page.Status).ShouldBe(code);
        page.Heading.ShouldBe(heading);
        page.Document.Title.ShouldStartWith(heading);
        page.Statements.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/fel/500")]
    [InlineData("/fel/502")]
    public async Task Our_own_failure_gives_a_code_to_quote(string path)
    {
        using var visitor = host.Visit();
        using var answer = await visitor.GetAsync(path);
        ((int)answer.StatusCode).ShouldBeGreaterThanOrEqualTo(500);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        html.ShouldContain("Något gick fel hos oss");
        html.ShouldContain("<code>");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("/fel/200")]
    [InlineData("/fel/999")]
    [InlineData("/finns/inte")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var visitor = host.Visit();
        var page = await visitor.GetPageAsync(path);
        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Heading.ShouldBe("Sidan finns inte här");
    }

    [Fact]
    public async Task A_post_that_is_refused_gets_the_page_too_and_cannot_choose_its_code()
    {
        using var visitor = host.Visit();
        using var missing = await visitor.PostFormAsync("/finns/inte", new() { ["code"] = "200" });
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        WebUtility.HtmlDecode(await missing.Content.ReadAsStringAsync()).ShouldContain("Sidan finns inte här");
        using var tokenless = await visitor.PostFormAsync("/sprak", new() { ["language"] = "en" });
        tokenless.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        WebUtility.HtmlDecode(await tokenless.Content.ReadAsStringAsync()).ShouldContain("Ingenting har ändrats");
    }
}
