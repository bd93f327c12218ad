using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Api;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Security.Tests;

/// <summary>S12, S19, S22: every JSON body of the API with unknown fields, wrong types, nonsense and too much of everything. Each is refused as problem+json with a text.</summary>
public abstract class ApiFuzzTests(TestHost host)
{
    [Fact]
    public async Task An_unknown_field_is_refused_by_name()
    {
        await EachAsync(async (visitor, route, body) =>
        {
            foreach (var unknown in new[] { "authorId", "status", "number", "supports", "isAdmin", "departmentId", "assignee" }.Where(u => !body.ContainsKey(u)))
            {
                var more = body.DeepClone().AsObject();
                more[unknown] = "x";
                await RefusedAsync(visitor, route, more.ToJsonString(), HttpStatusCode.BadRequest, unknown);
            }
        });
    }

    [Fact]
    public async Task A_wrong_type_is_refused()
    {
        await EachAsync(async (visitor, route, body) =>
        {
            foreach (var name in body.Select(p => p.Key).ToList())
            {
                var wrong = body.DeepClone().AsObject();
                wrong[name] = body[name] is null ? "a list or an object is wanted" : new JsonObject { ["a"] = new JsonArray(1, 2) };
                await RefusedAsync(visitor, route, wrong.ToJsonString(), HttpStatusCode.BadRequest, name);
            }

            foreach (var nothing in new[] { "", "null", "[]", "\"x\"", "{", "{\"a\":", "\u0001", new string('[', 5000) })
            {
                await RefusedAsync(visitor, route, nothing, HttpStatusCode.BadRequest);
            }
        });
    }

    [Fact]
    public async Task Lists_within_lists_without_end_are_refused_before_anything_looks_at_them()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var nested = new string('[', 40) + new string(']', 40);
        using var answer = await staff.SendJsonAsync(
            HttpMethod.Post, "/api/v1/proposals", JsonNode.Parse($$"""{ "title": "t", "problem": "p", "solution": "s", "answers": { "a": {{nested}} } }""")!);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("$.answers.a", customMessage: "the place where it went too deep, not that there is no such question");
    }

    [Fact]
    public async Task What_no_text_may_hold_never_reaches_the_database()
    {
        using var staff = await host.SignInAsync("medarbetare");
        using var sent = await staff.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title = "Ljus", problem = "p", solution = "l" });
        var comments = sent.Headers.Location!.OriginalString + "/comments";
        using var said = await staff.SendJsonAsync(HttpMethod.Post, comments, new { text = "Lju\u0000s i \u0007hallen" });
        said.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await staff.GetJsonAsync(comments)).GetProperty("items")[0].GetProperty("text").GetString().ShouldBe("Ljus i hallen");
    }

    [Fact]
    public async Task A_megabyte_is_too_much()
    {
        await EachAsync(async (visitor, route, body) =>
        {
            var large = body.DeepClone().AsObject();
            large[body.Select(p => p.Key).FirstOrDefault() ?? "x"] = Nasty.Megabyte;
            await RefusedAsync(visitor, route, large.ToJsonString(), HttpStatusCode.RequestEntityTooLarge);
        });
    }

    [Fact]
    public async Task Nonsense_in_any_field_is_an_answer_and_never_a_failure()
    {
        await EachAsync(async (visitor, route, body) =>
        {
            foreach (var name in body.Select(p => p.Key).ToList())
            {
                foreach (var text in Nasty.Texts.Where(t => t.Length < 10_000).Select(t => JsonSerializer.Serialize(t)).Append("\"\\ud800\"").Append("\"\\u0000\"").Append("\"" + new string('k', 20_000) + "\""))
                {
                    var marked = body.DeepClone().AsObject();
                    marked[name] = "@@";
                    var json = marked.ToJsonString().Replace("\"@@\"", text, StringComparison.Ordinal);
                    using var answer = await SendAsync(visitor, route, json);
                    ((int)answer.StatusCode).ShouldBeLessThan(500, $"{route.Pattern} {name} {text[..Math.Min(40, text.Length)]}");
                    (answer.StatusCode == HttpStatusCode.NoContent || answer.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.Ordinal) == true).ShouldBeTrue(route.Pattern);
                }
            }
        });
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    public async Task A_body_that_is_not_json_is_refused(string type)
    {
        await EachAsync(async (visitor, route, body) =>
        {
            using var request = Request(route, body.ToJsonString());
            request.Content!.Headers.ContentType = new(type);
            using var answer = await visitor.SendAsync(request);
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType);
        });
    }

    private async Task EachAsync(Func<Visitor, Route, JsonObject, Task> check)
    {
        var walked = 0;
        foreach (var person in new[] { "medarbetare", "central-idelots", "admin" })
        {
            using var visitor = await host.SignInAsync(person);
            foreach (var route in (await Routes.AllAsync(host.Services)).Where(r => r.Pattern.StartsWith("/api/", StringComparison.Ordinal) && r.UnsafeMethods.Count > 0))
            {
                if (BodyOf(route) is { } type && await GetsInAsync(visitor, route))
                {
                    walked++;
                    await check(visitor, route, Sample(type));
                }
            }
        }

        walked.ShouldBeGreaterThan(2);
    }

    // Who gets in at all is RouteTableTests' business.
    private static async Task<bool> GetsInAsync(Visitor visitor, Route route)
    {
        using var answer = await SendAsync(visitor, route, "[]");
        return answer.StatusCode != HttpStatusCode.Forbidden;
    }

    private static Type? BodyOf(Route route) => route.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Select(p => p.ParameterType)
        .Where(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(JsonBody<>)).Select(t => t.GetGenericArguments()[0]).FirstOrDefault();

    // Something of the right type in each field of the record.
    private static JsonObject Sample(Type type) => new(type.GetConstructors()[0].GetParameters().Select(p => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(p.Name!), Value(p.ParameterType))));

    private static JsonNode? Value(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) ? "text"
            : plain == typeof(bool) ? false
            : plain == typeof(Guid) ? "019a0000-0000-7000-8000-00000000ffff"
            : plain == typeof(int) || plain == typeof(long) || plain == typeof(decimal) ? 1
            : plain == typeof(DateTime) || plain == typeof(DateOnly) ? "2026-03-02"
            : null;
    }

    private static async Task RefusedAsync(Visitor visitor, Route route, string json, HttpStatusCode status, string? named = null)
    {
        using var answer = await SendAsync(visitor, route, json);
        var text = await answer.Content.ReadAsStringAsync();
        var what = $"{route.Pattern} {json[..Math.Min(60, json.Length)]}: {text}";
        answer.StatusCode.ShouldBe(status, what);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", what);
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace(what);
        if (named is not null)
        {
            problem.GetProperty("detail").GetString()!.ShouldContain(named, Case.Sensitive, what);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, Route route, string json)
    {
        using var request = Request(route, json);
        return await visitor.SendAsync(request);
    }

    private static HttpRequestMessage Request(Route route, string json)
    {
        var request = new HttpRequestMessage(new(route.UnsafeMethods[0]), route.Example) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add(Guard.Header, "1");
        return request;
    }
}

public sealed class SqliteApiFuzzTests(SqliteHost host) : ApiFuzzTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresApiFuzzTests(PostgresHost host) : ApiFuzzTests(host), IClassFixture<PostgresHost>;
