using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IntranetInnovation.Data.Tests;

/// <summary>kill -9 while proposals come in and are told of: what was acknowledged is there, once, with somebody who answers, and nobody is told twice.</summary>
public sealed class KilledSubmitTests
{
    [Fact]
    public Task Kill_9_during_submit_and_delivery_loses_and_doubles_nothing_on_Sqlite() => KillWhileSubmittingAsync(DatabaseProvider.Sqlite);

    [Fact]
    public async Task Kill_9_during_submit_and_delivery_loses_and_doubles_nothing_on_Postgres()
    {
        Needs.Postgres();
        await KillWhileSubmittingAsync(DatabaseProvider.Postgres);
    }

    private static async Task KillWhileSubmittingAsync(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var random = new Random(4711);
        var acknowledged = new List<string>();
        for (var round = 0; round < (Repository.Long ? 20 : 3); round++)
        {
            using var web = WebProcess.Start(database, "motala-demo");
            await web.ReadyAsync();
            var killing = KillSoonAsync(web, random.Next(400, 2500));
            acknowledged.AddRange(await SubmitUntilKilledAsync(web.Address, round));
            await killing;
        }

        acknowledged.ShouldNotBeEmpty("The program never came as far as to take a proposal");
        using var last = WebProcess.Start(database, "motala-demo");
        await last.ReadyAsync();
        await DeliveredAsync(database, last);

        (await ListAsync(database, "SELECT title FROM proposals_proposal WHERE title LIKE 'Killed %'")).Where(acknowledged.Contains).Order(StringComparer.Ordinal)
            .ShouldBe(acknowledged.Order(StringComparer.Ordinal), "each acknowledged proposal is there, once");
        (await ListAsync(database, "SELECT number FROM proposals_proposal WHERE number > 0 GROUP BY number HAVING count(*) > 1")).ShouldBeEmpty("a number is given once");
        (await ListAsync(database, "SELECT title FROM proposals_proposal WHERE title LIKE 'Killed %' AND status IN ('Draft', 'Submitted')")).ShouldBeEmpty("somebody answers for each");
        (await ListAsync(database, "SELECT parameters FROM notifications_notice WHERE parameters LIKE '%Killed %' GROUP BY person_id, kind, subject_id, parameters HAVING count(*) > 1")).ShouldBeEmpty("no notice comes twice");
        (await ListAsync(database, "SELECT subject FROM notifications_mail WHERE body LIKE '%Killed %' GROUP BY \"to\", subject, body HAVING count(*) > 1")).ShouldBeEmpty("no mail is written twice");
        (await ListAsync(database, "SELECT parameters FROM notifications_notice WHERE parameters LIKE '%Killed %'")).Count.ShouldBeGreaterThanOrEqualTo(acknowledged.Count, "and somebody is told of each");
    }

    private static async Task KillSoonAsync(WebProcess web, int milliseconds)
    {
        await Task.Delay(milliseconds);
        web.Kill();
    }

    private static async Task<List<string>> SubmitUntilKilledAsync(Uri address, int round)
    {
        var taken = new List<string>();
        try
        {
            using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };
            using var who = new FormUrlEncodedContent([new("person", "medarbetare")]);
            using var signedIn = await http.PostAsync(new Uri("/dev/sign-in", UriKind.Relative), who);
            http.DefaultRequestHeaders.Add("X-Innovation-Request", "1");
            for (var i = 0; ; i++)
            {
                var title = string.Create(CultureInfo.InvariantCulture, $"Killed {round}-{i:000}");
                using var answer = await http.PostAsJsonAsync("/api/v1/proposals", new { title, problem = "Det tar tid att hitta.", solution = "En tydlig skylt vid varje ingång." });
                if (!answer.IsSuccessStatusCode)
                {
                    throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                }

                taken.Add(title);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            return taken; // Killed.
        }
    }

    private static async Task DeliveredAsync(TestDatabase database, WebProcess web)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(200))
        {
            if ((await ListAsync(database, "SELECT id FROM kernel_outbox WHERE delivered_utc IS NULL")).Count == 0)
            {
                return;
            }
        }

        throw new InvalidOperationException($"The outbox does not become empty:\n{web.Said}");
    }

    private static async Task<List<string>> ListAsync(TestDatabase database, string sql)
    {
        await using DbConnection connection = database.ConnectionString is { } postgres
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection($"Data Source={Path.Combine(database.DataPath, "innovation.db")};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<string>();
        while (await reader.ReadAsync())
        {
            list.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return list;
    }
}
