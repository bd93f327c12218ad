using System.Diagnostics;
using System.Net;
using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntranetInnovation.Security.Tests;

/// <summary>The database is locked, the disk is full, the server is gone: a clear message with the right status, and nothing lost.</summary>
public sealed class BadDayTests(BadDayHost host) : IClassFixture<BadDayHost>
{
    private const string Written = "Det här skrev jag länge på, och vill inte skriva en gång till.";

    [Fact]
    public async Task While_another_process_writes_nothing_is_lost_and_reading_goes_on()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var form = await staff.GetPageAsync("/forslag/nytt");
        var before = await ProposalsAsync();
        using (var other = new SqliteConnection($"Data Source={host.File};Pooling=False"))
        {
            other.Open();
            await using var transaction = other.BeginTransaction(); // BEGIN IMMEDIATE: the one writer that there may be.
            var refused = await staff.SubmitAsync(form, Values());
            IsBusy(refused);
            await RefusedAsync(staff);
            (await staff.GetPageAsync("/idebank")).Status.ShouldBe(HttpStatusCode.OK);
            (await staff.GetPageAsync("/forslag/1")).Status.ShouldBe(HttpStatusCode.OK);
        }

        (await ProposalsAsync()).ShouldBe(before);
        (await staff.SubmitAsync(form, Values())).Text.ShouldContain("Tack!"); // The very form that was refused, as it stood.
        (await ProposalsAsync()).ShouldBe(before + 1);
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_lost_and_nothing_is_half_done()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var form = await staff.GetPageAsync("/forslag/nytt");
        var before = await Digest.OfAsync(host);
        host.Day.Disk.Full = true;
        try
        {
            var refused = await staff.SubmitAsync(form, Values(new string('x', 9_000)));
            IsBusy(refused);
            await RefusedAsync(staff);
            (await staff.GetPageAsync("/idebank")).Status.ShouldBe(HttpStatusCode.OK);
            (await Digest.OfAsync(host)).ShouldBe(before);
        }
        finally
        {
            host.Day.Disk.Full = false;
        }

        (await staff.SubmitAsync(form, Values(new string('x', 9_000)))).Text.ShouldContain("Tack!");
    }

    [Fact]
    public async Task What_was_written_stands_on_the_error_page_and_no_password_does()
    {
        using var staff = await host.SignInAsync("medarbetare");
        var form = await staff.GetPageAsync("/forslag/nytt");
        host.Day.Failure = new InvalidOperationException("Made for this test");
        try
        {
            foreach (var (path, values, isShown) in new[]
            {
                ("/forslag/nytt", Values(), true),
                ("/byt-losenord", new Dictionary<string, string?> { ["Input.Current"] = Written, ["Input.Password"] = Written, ["Input.Again"] = Written }, false),
            })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path)
                {
                    Content = new FormUrlEncodedContent(values.Select(v => KeyValuePair.Create(v.Key, v.Value!)).Append(new("__RequestVerificationToken", form.ValueOf("__RequestVerificationToken")!))),
                };
                using var answer = await staff.SendAsync(request);
                answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
                (await answer.Content.ReadAsStringAsync()).Contains("inte skriva en gång till", StringComparison.Ordinal).ShouldBe(isShown);
            }
        }
        finally
        {
            host.Day.Failure = null;
        }
    }

    [Fact]
    public async Task What_a_foreign_page_sent_is_not_shown()
    {
        using var staff = await host.SignInAsync("medarbetare");
        foreach (var (site, isShown) in new[] { ("cross-site", false), ("same-origin", true) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/forslag/nytt") { Content = new FormUrlEncodedContent([new("Input.Title", Written)]) };
            request.Headers.Add("Sec-Fetch-Site", site);
            using var answer = await staff.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).Contains("inte skriva en gång till", StringComparison.Ordinal).ShouldBe(isShown, site);
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Failures_that_pass_are_told_from_our_own(string what, int status)
    {
        using var staff = await host.SignInAsync("medarbetare");
        host.Day.Failure = Failure(what);
        try
        {
            using var page = await staff.GetAsync("/mina/forslag");
            ((int)page.StatusCode).ShouldBe(status);
            using var call = await staff.GetAsync("/api/v1/proposals/1");
            ((int)call.StatusCode).ShouldBe(status);
        }
        finally
        {
            host.Day.Failure = null;
        }
    }

    public static TheoryData<string, int> Failures => new()
    {
        { "sqlite busy", 503 }, { "sqlite full", 503 }, { "sqlite corrupt", 500 }, { "postgres gone", 503 }, { "postgres full", 503 }, { "postgres syntax", 500 },
        { "wrapped", 503 }, { "gate", 503 }, { "mistake", 500 },
    };

    [Fact]
    public async Task A_writer_that_hangs_does_not_gather_a_line_that_waits_for_ever()
    {
        using var gate = new WriteGate();
        using var hangs = await gate.EnterAsync(oneWriter: true, CancellationToken.None);
        var waited = Stopwatch.StartNew();
        await Should.ThrowAsync<TimeoutException>(() => gate.EnterAsync(oneWriter: true, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(50)));
        waited.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(45)); // By the gate itself, not by this test.
    }

    private static Exception Failure(string what) => what switch
    {
        "sqlite busy" => new SqliteException("database is locked", 5),
        "sqlite full" => new SqliteException("database or disk is full", 13),
        "sqlite corrupt" => new SqliteException("malformed", 11),
        "postgres gone" => new NpgsqlException("Failed to connect", new IOException()),
        "postgres full" => new PostgresException("could not extend file", "ERROR", "ERROR", "53100"),
        "postgres syntax" => new PostgresException("syntax error", "ERROR", "ERROR", "42601"),
        "wrapped" => new DbUpdateException("Could not save", new SqliteException("database is locked", 5)),
        "gate" => new TimeoutException(),
        _ => new InvalidOperationException(what),
    };

    private static void IsBusy(Page page)
    {
        page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Heading.ShouldBe("Systemet hinner inte med just nu");
        page.Document.QuerySelectorAll("textarea").Select(t => t.TextContent).ShouldContain(Written);
    }

    private static async Task RefusedAsync(Visitor staff)
    {
        using var answer = await staff.SendJsonAsync(HttpMethod.Post, "/api/v1/proposals", new { title = "Genom API:et", problem = new string('p', 9_000), solution = "l" });
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString()!.ShouldContain("Ingenting har sparats");
    }

    private static Dictionary<string, string?> Values(string solution = "Lösningen.") =>
        new() { ["Input.Title"] = "En dålig dag", ["Input.Problem"] = Written, ["Input.Solution"] = solution };

    private async Task<int> ProposalsAsync() => int.Parse((await Digest.OfAsync(host))["proposals_proposal"].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
}
