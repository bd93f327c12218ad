using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.TestKit;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IntranetInnovation.Data.Tests;

/// <summary>
/// kill -9 while flows begin, time passes and messages leave: afterwards every flow has come as far as if nothing had happened. No task is given twice, no timer fires twice, nobody is told
/// twice, and nothing is lost.
/// </summary>
public sealed class KilledFlowTests
{
    private const string Recipe = """
        { "name": "kill", "displayName": "Kill", "description": "", "author": "", "website": "", "version": "1.0.0", "issetuprecipe": false, "categories": [], "tags": [], "variables": {},
          "steps": [ { "name": "WorkflowType", "data": [ { "WorkflowTypeId": "4k111f10w00000000000000001", "Name": "Kill", "IsEnabled": true,
            "Activities": [
              { "ActivityId": "4k111f10w000000000000000s1", "Name": "ProposalSubmittedEvent", "IsStart": true, "Properties": {} },
              { "ActivityId": "4k111f10w000000000000000s2", "Name": "ForkTask", "Properties": { "Forks": [ "a", "b" ] } },
              { "ActivityId": "4k111f10w000000000000000s3", "Name": "TimerEvent", "Properties": { "Duration": "PT1S" } },
              { "ActivityId": "4k111f10w000000000000000s4", "Name": "TimerEvent", "Properties": { "Duration": "PT3S" } },
              { "ActivityId": "4k111f10w000000000000000s5", "Name": "JoinTask", "Properties": { "Mode": "WaitAll" } },
              { "ActivityId": "4k111f10w000000000000000s6", "Name": "NotifyTask", "Properties": { "To": "author", "Template": "general" } },
              { "ActivityId": "4k111f10w000000000000000s7", "Name": "UserTaskEvent", "Properties": { "To": "central-coach", "Title": "Efter dödandet", "Actions": [ "klart" ] } } ],
            "Transitions": [
              { "SourceActivityId": "4k111f10w000000000000000s1", "SourceOutcomeName": "Done", "DestinationActivityId": "4k111f10w000000000000000s2" },
              { "SourceActivityId": "4k111f10w000000000000000s2", "SourceOutcomeName": "a", "DestinationActivityId": "4k111f10w000000000000000s3" },
              { "SourceActivityId": "4k111f10w000000000000000s2", "SourceOutcomeName": "b", "DestinationActivityId": "4k111f10w000000000000000s4" },
              { "SourceActivityId": "4k111f10w000000000000000s3", "SourceOutcomeName": "Done", "DestinationActivityId": "4k111f10w000000000000000s5" },
              { "SourceActivityId": "4k111f10w000000000000000s4", "SourceOutcomeName": "Done", "DestinationActivityId": "4k111f10w000000000000000s5" },
              { "SourceActivityId": "4k111f10w000000000000000s5", "SourceOutcomeName": "Joined", "DestinationActivityId": "4k111f10w000000000000000s6" },
              { "SourceActivityId": "4k111f10w000000000000000s6", "SourceOutcomeName": "Done", "DestinationActivityId": "4k111f10w000000000000000s7" } ] } ] } ] }
        """;

    private const string Flows = "SELECT i.id FROM workflows_instance i JOIN workflows_type t ON t.id = i.type_id WHERE t.key = '4k111f10w00000000000000001'";

    [Fact]
    public Task Kill_9_leaves_every_flow_where_its_last_commit_left_it_on_Sqlite() => RunAndKillAsync(DatabaseProvider.Sqlite);

    [Fact]
    public async Task Kill_9_leaves_every_flow_where_its_last_commit_left_it_on_Postgres()
    {
        Needs.Postgres();
        await RunAndKillAsync(DatabaseProvider.Postgres);
    }

    private static async Task RunAndKillAsync(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, await Templates.GetAsync(provider, "motala-demo"));
        var recipe = Path.Combine(database.DataPath, "kill.recipe.json");
        await File.WriteAllTextAsync(recipe, Recipe);
        await WebProcess.RunAsync(database, "recipe", "run", recipe);
        var random = new Random(1913);
        var acknowledged = new List<int>();
        for (var kill = 0; kill < (Repository.Long ? 25 : 3); kill++)
        {
            using var web = WebProcess.Start(database, "motala-demo");
            await web.ReadyAsync();
            var submitting = KilledSubmitTests.SubmitAsync(web, $"Kill {kill}", acknowledged);
            await Task.Delay(random.Next(1500, 6000));
            web.Kill();
            await submitting;
        }

        using var last = WebProcess.Start(database, "motala-demo");
        await last.ReadyAsync();
        var flows = await CountAsync(database, $"SELECT COUNT(*) FROM ({Flows}) f");
        flows.ShouldBeGreaterThanOrEqualTo(acknowledged.Count);
        acknowledged.Count.ShouldBeGreaterThan(0);

        // The killed program held the jobs' leases: they run out first.
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(4) && (await TasksAsync(database) < flows || await UndeliveredAsync(database) > 0);)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        (await TasksAsync(database)).ShouldBe(flows, "each flow has come to its task");
        (await CountAsync(database, $"SELECT COUNT(*) FROM workflows_wait WHERE title = 'Efter dödandet' AND instance_id IN ({Flows})")).ShouldBe(flows, "no task twice");
        (await CountAsync(database, $"SELECT COUNT(*) FROM workflows_journal WHERE why = 'Workflow.Why.TimeCame' AND instance_id IN ({Flows})")).ShouldBe(2 * flows, "no timer twice");
        (await CountAsync(database, $"SELECT COUNT(*) FROM workflows_journal WHERE why = 'Workflow.Why.BranchesMet' AND instance_id IN ({Flows})")).ShouldBe(flows);
        (await CountAsync(database, "SELECT COUNT(*) FROM kernel_outbox WHERE type = 'NotificationRequested' AND body LIKE '%general%'")).ShouldBe(flows, "nobody is told twice");
        (await CountAsync(database, "SELECT COUNT(*) FROM notifications_notice WHERE kind = 'General'")).ShouldBe(flows);
        (await CountAsync(database, "SELECT COUNT(*) FROM workflows_instance WHERE status = 'Faulted'")).ShouldBe(0);
    }

    private static Task<long> TasksAsync(TestDatabase database) =>
        CountAsync(database, $"SELECT COUNT(*) FROM workflows_wait WHERE title = 'Efter dödandet' AND ended_utc IS NULL AND instance_id IN ({Flows})");

    private static Task<long> UndeliveredAsync(TestDatabase database) => CountAsync(database, "SELECT COUNT(*) FROM kernel_outbox WHERE delivered_utc IS NULL");

    private static async Task<long> CountAsync(TestDatabase database, string sql)
    {
        await using DbConnection connection = database.Provider == DatabaseProvider.Postgres
            ? new NpgsqlConnection(database.ConnectionString)
            : new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(database.DataPath, "innovation.db"), Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = 30, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
