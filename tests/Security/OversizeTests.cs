using System.Net;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Security.Tests;

/// <summary>S22: more than the server takes, on a real port, where its own limits hold: the page for 413, in words.</summary>
public sealed class OversizeTests(PortHost host) : IClassFixture<PortHost>
{
    [Theory]
    [InlineData("/forslag/nytt")]
    [InlineData("/logga-in")]
    public async Task A_hundred_megabytes_are_refused_in_words(string path)
    {
        using var staff = await host.SignInAsync("medarbetare");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Upload(100) };
        using var answer = await staff.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain("Det du skickade är för stort");
        answer.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
    }

    [Fact]
    public async Task A_hundred_megabytes_of_json_are_refused_as_a_problem()
    {
        using var staff = await host.SignInAsync("medarbetare");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/proposals") { Content = new ByteArrayContent(new byte[100 * 1024 * 1024]) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Innovation-Request", "1");
        request.Headers.ExpectContinue = true;
        using var answer = await staff.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Json_that_does_not_say_how_large_it_is_is_bounded_too()
    {
        using var staff = await host.SignInAsync("medarbetare");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/proposals") { Content = new StringContent($$"""{ "title": "{{new string('k', 2 * 1024 * 1024)}}" }""") };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Innovation-Request", "1");
        request.Headers.TransferEncodingChunked = true;
        using var answer = await staff.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task The_server_does_not_say_what_it_is()
    {
        using var visitor = host.Visit();
        using var answer = await visitor.GetAsync("/");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    private static MultipartFormDataContent Upload(int megabytes)
    {
        var file = new ByteArrayContent(new byte[megabytes * 1024 * 1024]);
        file.Headers.ContentType = new("image/png");
        return new() { { new StringContent("Titel"), "Input.Title" }, { file, "file", "stor.png" } };
    }
}
