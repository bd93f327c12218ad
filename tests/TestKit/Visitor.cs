using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;

namespace IntranetInnovation.TestKit;

/// <summary>A person at a browser without script: keeps cookies, follows redirects, fills in forms.</summary>
public sealed class Visitor : IDisposable
{
    private static int requests;
    private readonly CookieJar jar;
    private readonly HttpClient http;
    private readonly SqlWatch? sql;
    private readonly TestLog? log;

    internal Visitor(HttpMessageHandler server, Uri address, SqlWatch? sql, TestLog? log)
    {
        jar = new CookieJar(server);
        http = new HttpClient(jar) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        (this.sql, this.log) = (sql, log);
    }

    /// <summary>A visitor to any other host, such as one of a test's own.</summary>
    public static Visitor To(HttpMessageHandler server) => new(server, new("http://localhost"), null, null);

    /// <summary>Cookies as a browser would send them.</summary>
    public IReadOnlyDictionary<string, string> Cookies => jar.Cookies;

    /// <summary>Signs in by the development door.</summary>
    public async Task SignInAsync(string person)
    {
        using var answer = await PostFormAsync("/dev/sign-in", new() { ["person"] = person });
        if ((int)answer.StatusCode >= 400)
        {
            throw new InvalidOperationException($"{person} could not sign in: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}{Why()}");
        }
    }

    /// <summary>Forgets all cookies.</summary>
    public void SignOut() => jar.Clear();

    /// <summary>Opens a page, following redirects. A 500 throws, with what the host logged; every other status is the test's to judge.</summary>
    public async Task<Page> GetPageAsync(string path) => await ReadAsync(() => new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>
    /// Posts a form of the page as a browser does: every field as it stands (the antiforgery token too), overridden by <paramref name="values"/>; null leaves a
    /// field out. <paramref name="form"/> is a CSS selector, the first form of <c>main</c> that posts when not given; <paramref name="button"/> selects the button pressed.
    /// </summary>
    public async Task<Page> SubmitAsync(Page page, Dictionary<string, string?>? values = null, string? form = null, string? button = null)
    {
        var found = page.Form(form);
        var pressed = button is null ? null : found.QuerySelector(button) as IHtmlElement ?? throw new InvalidOperationException($"No button {button} in the form.");
        var fields = page.Fields(found, values ?? [], pressed);
        var action = pressed?.GetAttribute("formaction") ?? found.GetAttribute("action");
        var target = string.IsNullOrEmpty(action) ? page.Path : action;
        return await ReadAsync(() => new HttpRequestMessage(HttpMethod.Post, target) { Content = new FormUrlEncodedContent(fields) });
    }

    /// <summary>The bare answer, without following redirects.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));

    /// <summary>Sends any request, without following redirects.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => http.SendAsync(request);

    /// <summary>Posts fields without any token, without following redirects.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string path, Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    /// <summary>Calls the API with the header that a cookie needs.</summary>
    public async Task<HttpResponseMessage> SendJsonAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-Innovation-Request", "1");
        return await http.SendAsync(request);
    }

    /// <summary>The API's answer as JSON; throws unless it is a success.</summary>
    public async Task<JsonElement> GetJsonAsync(string path)
    {
        using var answer = await GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text).RootElement.Clone()
            : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {text}{Why()}");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        http.Dispose();
        jar.Dispose();
    }

    private async Task<Page> ReadAsync(Func<HttpRequestMessage> first)
    {
        using var request = first();
        var id = Interlocked.Increment(ref requests).ToString(CultureInfo.InvariantCulture);
        request.Headers.Add(SqlWatch.Header, id);
        var response = await http.SendAsync(request);
        for (var hops = 0; (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && hops < 8; hops++)
        {
            var next = new Uri(response.RequestMessage!.RequestUri!, response.Headers.Location!);
            response.Dispose();
            id = Interlocked.Increment(ref requests).ToString(CultureInfo.InvariantCulture);
            using var follow = new HttpRequestMessage(HttpMethod.Get, next);
            follow.Headers.Add(SqlWatch.Header, id);
            response = await http.SendAsync(follow);
        }

        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            var path = response.RequestMessage!.RequestUri!.PathAndQuery;
            return response.StatusCode == HttpStatusCode.InternalServerError
                ? throw new InvalidOperationException($"{path} answered 500.{Why()}")
                : await Page.ReadAsync(response.StatusCode, path, text, sql?.Of(id) ?? []);
        }
    }

    private string Why() => log?.Errors.LastOrDefault() is { } error ? $"\n{error}" : "";
}
