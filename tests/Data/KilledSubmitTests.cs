using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Data.Tests;

/// <summary>kill -9 while people hand in and while mail is delivered: every proposal that was acknowledged is there, once, with somebody who answers, and no mail is sent twice.</summary>
public sealed class KilledSubmitTests
{
    [Fact]
    public Task Kill_9_during_submit_and_delivery_loses_nothing_on_Sqlite() => SubmitAndKillAsync(DatabaseProvider.Sqlite);

    [Fact]
    public async Task Kill_9_during_submit_and_delivery_loses_nothing_on_Postgres()
    {
        Needs.Postgres();
        await SubmitAndKillAsync(DatabaseProvider.Postgres);
    }

    private static async Task SubmitAndKillAsync(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var random = new Random(1912);
        var acknowledged = new List<int>();
        for (var kill = 0; kill < (Repository.Long ? 20 : 3); kill++)
        {
            using var web = WebProcess.Start(database, "motala-demo");
            await web.ReadyAsync();
            var submitting = SubmitAsync(web, $"Kill {kill}", acknowledged);
            await Task.Delay(random.Next(1500, 4000));
            web.Kill();
            await submitting;
        }

        acknowledged.Count.ShouldBeGreaterThan(0);
        acknowledged.Distinct().Count().ShouldBe(acknowledged.Count);

        using var last = WebProcess.Start(database, "motala-demo");
        await last.ReadyAsync();
        using var http = await SignInAsync(last);
        foreach (var number in acknowledged)
        {
            var proposal = await http.GetFromJsonAsync<JsonElement>($"/api/v1/proposals/{number}");
            proposal.GetProperty("status").GetString().ShouldBe("assigned");
            proposal.GetProperty("assignee").GetString().ShouldNotBeNullOrEmpty();
        }

        await EveryReceiptOnceAsync(database, acknowledged);
    }

    // The Message-ID is the mail's own: two files with one id would be one mail sent twice.
    private static async Task EveryReceiptOnceAsync(TestDatabase database, List<int> acknowledged)
    {
        // The killed program held the jobs' leases: they run out first.
        var folder = Path.Combine(database.DataPath, "brev");
        var mails = Array.Empty<string>();
        var untilUtc = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(3);
        int[] missing;
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            mails = Directory.Exists(folder) ? await Task.WhenAll(Directory.GetFiles(folder, "*.eml").Select(f => File.ReadAllTextAsync(f))) : [];
            missing = [.. acknowledged.Except(Receipts(mails))];
        }
        while (missing.Length > 0 && TimeProvider.System.GetUtcNow() < untilUtc);

        missing.ShouldBeEmpty($"of {acknowledged.Count} receipts");
        mails.Select(m => m.Split('\n').First(l => l.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))).ShouldBeUnique();
        Receipts(mails).ShouldBeUnique();
    }

    // Numbers of the proposals whose author was told that they have come.
    private static int[] Receipts(string[] mails) =>
    [
        .. mails.Where(m => m.Contains("To: <medarbetare@", StringComparison.Ordinal) && m.Contains("Vi har tagit emot", StringComparison.Ordinal))
            .Select(m => int.Parse(Regex.Match(m, "/forslag/([0-9]+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value, CultureInfo.InvariantCulture)),
    ];

    internal static async Task SubmitAsync(WebProcess web, string title, List<int> acknowledged)
    {
        try
        {
            using var http = await SignInAsync(web);
            for (var i = 0; i < 1000; i++)
            {
                using var answer = await http.PostAsJsonAsync("/api/v1/proposals", new { title = $"{title}.{i}", problem = "p", solution = "l", benefit = "" });
                answer.StatusCode.ShouldBe(HttpStatusCode.Created);
                acknowledged.Add((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetInt32());
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            // Killed: what was not acknowledged may be there or not.
        }
    }

    private static async Task<HttpClient> SignInAsync(WebProcess web)
    {
        var http = new HttpClient(new HttpClientHandler { CookieContainer = new(), AllowAutoRedirect = false }) { BaseAddress = web.Address, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Add("X-Innovation-Request", "1");
        using var form = new FormUrlEncodedContent([new("person", "medarbetare")]);
        using var answer = await http.PostAsync(new Uri("/dev/sign-in", UriKind.Relative), form);
        ((int)answer.StatusCode).ShouldBeLessThan(400);
        return http;
    }
}
