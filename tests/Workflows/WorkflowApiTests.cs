using System.Net;
using System.Text;
using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Tests;

public sealed class SqliteWorkflowApiTests(SqliteHost host) : WorkflowApiTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresWorkflowApiTests(PostgresHost host) : WorkflowApiTests(host), IClassFixture<PostgresHost>;

/// <summary>What a drawing board asks for.</summary>
public abstract class WorkflowApiTests(TestHost host)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Draft = "/api/v1/workflows/types/4standardber3dn1ng0000000f/draft";

    [Fact]
    public async Task The_catalog_says_how_every_activity_is_filled_in()
    {
        using var admin = await host.SignInAsync("admin");

        var catalog = await admin.GetJsonAsync("/api/v1/workflows/activities");

        var task = catalog.GetProperty("activities").EnumerateArray().Single(a => a.GetProperty("name").GetString() == "UserTaskEvent");
        (task.GetProperty("title").GetString(), task.GetProperty("group").GetString(), task.GetProperty("waits").GetBoolean()).ShouldBe(("Vänta på svar", "People", true));
        var to = task.GetProperty("fields").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "To");
        var rules = to.GetProperty("options").EnumerateArray().Select(o => o.GetProperty("value").GetString()).ToList();
        new[] { "assignee", "unit-manager", "person:", "role:IdeaCoach" }.Except(rules).ShouldBeEmpty();
        catalog.GetProperty("choices").GetProperty("departments").GetArrayLength().ShouldBeGreaterThan(2);
        catalog.GetProperty("values").EnumerateArray().ShouldContain(v => v.GetProperty("name").GetString() == "confidential" && v.GetProperty("kind").GetString() == "tick");
    }

    [Fact]
    public async Task Outcomes_follow_the_properties()
    {
        using var admin = await host.SignInAsync("admin");

        using var answer = await admin.SendJsonAsync(HttpMethod.Post, "/api/v1/workflows/outcomes", new { name = "UserTaskEvent", properties = new { Actions = new[] { "approved", "Kanske" } } });
        var outcomes = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        outcomes.EnumerateArray().Select(o => o.GetProperty("text").GetString()).ShouldBe(["Godkänt", "Kanske"]);
        using var unknown = await admin.SendJsonAsync(HttpMethod.Post, "/api/v1/workflows/outcomes", new { name = "NowhereTask" });
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_draft_is_put_by_whoever_has_seen_it_last_and_comes_back_with_what_is_wrong()
    {
        using var admin = await host.SignInAsync("admin");
        await host.ReadAsync(db => db.WriteAsync(d => d.Set<WorkflowDraft>().ExecuteDeleteAsync()));
        var before = await admin.GetJsonAsync(Draft);
        before.GetProperty("isDraft").GetBoolean().ShouldBeFalse();
        var definition = before.GetProperty("definition").GetRawText();
        var changed = definition.Replace("\"IsStart\":true", "\"IsStart\":false", StringComparison.Ordinal);

        (await PutAsync(admin, changed, null)).Status.ShouldBe((HttpStatusCode)428, "blind writes are refused");
        var first = await PutAsync(admin, changed, "\"0\"");
        first.Status.ShouldBe(HttpStatusCode.OK, first.Body);
        first.ETag.ShouldBe("\"1\"");
        first.Body.ShouldContain("har inget startsteg");
        (await PutAsync(admin, definition, "\"0\"")).Status.ShouldBe(HttpStatusCode.PreconditionFailed, "the second is told");
        (await PutAsync(admin, definition, "\"1\"")).ETag.ShouldBe("\"2\"");
        foreach (var (body, said) in new[] { ("{", "inte att läsa"), ("[]", "inte att läsa"), ("""{ "WorkflowTypeId": "annat", "Name": "x" }""", "saknar id"), ("""{ "WorkflowTypeId": 7 }""", "inte att läsa") })
        {
            var refused = await PutAsync(admin, body, "\"2\"");
            (refused.Status, refused.Body.Contains(said, StringComparison.Ordinal)).ShouldBe((HttpStatusCode.BadRequest, true), refused.Body);
        }

        (await PutAsync(admin, new string(' ', 1024 * 1024 + 1), "\"2\"")).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    // Letters beyond a to z may be written as escapes.
    private static string Plain(string json)
    {
        if (json.Length == 0)
        {
            return "";
        }

        using var read = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(read.RootElement, Relaxed);
    }

    private static async Task<(HttpStatusCode Status, string Body, string? ETag)> PutAsync(Visitor admin, string body, string? seen)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Draft) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Innovation-Request", "1");
        if (seen is not null)
        {
            request.Headers.Add("If-Match", seen);
        }

        using var answer = await admin.SendAsync(request);
        return (answer.StatusCode, Plain(await answer.Content.ReadAsStringAsync()), answer.Headers.ETag?.Tag);
    }
}
