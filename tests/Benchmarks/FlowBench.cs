using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Proposals.Form;
using IntranetInnovation.Workflows;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Benchmarks;

/// <summary>What workflows cost: a submit with and without routing, a submit among 10 000 flows that wait, and timers that are due against a bare EF save of the same rows.</summary>
internal static class FlowBench
{
    private const int Saves = 25;
    private const int Waiting = 10_000;
    private const int Due = 5_000;
    private const int Batch = 100;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchHost host, string place)
    {
        var person = await SubmitBench.PersonAsync(host);
        var count = 0;
        ProposalInput Next() => new($"Flöde {(++count).ToString(CultureInfo.InvariantCulture)}", "Det tar för lång tid.", "Gör så här i stället.", "Mer tid för annat.", null, null, false, null);

        var routing = await Rounds.RunAsync(() => SecondsAsync(Saves, () => SubmitAsync(host, person, Next(), routed: true)), () => SecondsAsync(Saves, () => SubmitAsync(host, person, Next(), routed: false)));
        var routed = Rounds.Ratio(routing[0], routing[1]);

        await using var crowd = new BenchHost(host.Provider);
        await crowd.InitializeAsync();
        await Seeding.FillAsync(crowd, Due);
        await using var few = new BenchHost(host.Provider);
        await few.InitializeAsync();
        await Seeding.FillAsync(few, Due);
        var memory = await TrialBench.MemoryAsync(crowd, Waiting, crowd.Clock.NowUtc.AddYears(5));
        var (inCrowd, inFew) = (await SubmitBench.PersonAsync(crowd), await SubmitBench.PersonAsync(few));
        var among = await Rounds.RunAsync(() => SecondsAsync(Saves, () => SubmitAsync(crowd, inCrowd, Next(), routed: true)), () => SecondsAsync(Saves, () => SubmitAsync(few, inFew, Next(), routed: true)));
        var crowded = Rounds.Ratio(among[0], among[1]);

        var timers = await Rounds.RunAsync(() => FiredAsync(few), () => BareAsync(few));
        var fired = Rounds.Ratio(timers[0], timers[1]);
        return
        [
            new($"{place}: submit with standard routing, s/{Saves}", Spread.Of(routing[0]).ToString(), $"without a workflow: {Spread.Of(routing[1])}", routed, "≤ 3", routed.Median <= 3),
            new($"{host.Provider}: submit among {Waiting:N0} flows that wait, s/{Saves}", Spread.Of(among[0]).ToString(), $"among few: {Spread.Of(among[1])}", crowded, "≤ 1.3", crowded.Median <= 1.3),
            new($"{host.Provider}: {Due:N0} due timers, /s", Spread.Of(timers[0]).ToString(), $"bare save of the same rows: {Spread.Of(timers[1])}", fired, "≥ 0.5", fired.Median >= 0.5),
            memory,
            .. await TrialBench.RunAsync(host, place),
        ];
    }

    private static async Task<double> SecondsAsync(int times, Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            await work();
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task SubmitAsync(BenchHost host, Viewer person, ProposalInput input, bool routed)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<CurrentUser>().Become(person);
        var drafting = routed
            ? services.GetRequiredService<Drafting>()
            : ActivatorUtilities.CreateInstance<Drafting>(services, ActivatorUtilities.CreateInstance<Submission>(services, new NoWorkflows()));
        var saved = await drafting.SaveAsync(TypedId.New<ProposalId>(), input, SaveMode.AndSubmit, CancellationToken.None);
        if (!saved.Succeeded)
        {
            throw new InvalidOperationException(saved.Problems[0].Text);
        }
    }

    // As many flows that wait for a time as asked, each about a proposal of its own as far as there are so many.
    internal static async Task WaitAsync(BenchHost host, int flows, DateTime dueUtc)
    {
        var (version, type) = await TypeAsync(host);
        var proposals = await host.ReadAsync(db => db.Set<Proposal>().Where(p => p.Number > 0).OrderBy(p => p.Number).Take(flows).Select(p => p.Id).ToListAsync());
        var step = new GraphActivity(TimerStep, "TimerEvent", null, IsStart: false, null);
        foreach (var chunk in Enumerable.Range(0, flows).Chunk(500))
        {
            await host.ReadAsync(async db =>
            {
                foreach (var i in chunk)
                {
                    var nowUtc = host.Clock.NowUtc;
                    var flow = WorkflowInstance.Start(type, version, new("proposal", proposals[i % proposals.Count].Value), nowUtc, new(Parent: null, Depth: 0));
                    db.Add(flow);
                    db.Add(JournalEntry.Write(flow, step, null, "Workflow.Why.WaitsUntil", [""], null, nowUtc));
                    db.Add(WaitRow.For(flow, step, new Wait.Timer(dueUtc), null, nowUtc));
                    flow.Settle(waits: true, nowUtc);
                }

                return await db.SaveChangesAsync();
            });
        }
    }

    // A proposal has one flow of a type: what the last round left would be read again with each timer.
    private static Task<int> ForgetAsync(BenchHost host) => host.ReadAsync(async db =>
    {
        var type = (await TypeAsync(host)).Type;
        var flows = db.Set<WorkflowInstance>().Where(i => i.TypeId == type);
        await db.WriteAsync(d => d.Set<WaitRow>().Where(w => flows.Any(i => i.Id == w.InstanceId)).ExecuteDeleteAsync());
        await db.WriteAsync(d => d.Set<JournalEntry>().Where(j => flows.Any(i => i.Id == j.InstanceId)).ExecuteDeleteAsync());
        return await db.WriteAsync(d => d.Set<WorkflowInstance>().Where(i => i.TypeId == type).ExecuteDeleteAsync());
    });

    private const string TypeKey = "4bench00000000000000000001";
    private const string TimerStep = "4bench0000000000000000stp1";

    private static async Task<(WorkflowVersionId Version, WorkflowTypeId Type)> TypeAsync(BenchHost host) => await host.ReadAsync(async db =>
    {
        if (await db.Set<WorkflowType>().SingleOrDefaultAsync(t => t.Key == TypeKey) is not { } type)
        {
            // A timer, and after it another that is far away: not enabled, so that no submit begins it.
            const string definition = $$"""
                { "WorkflowTypeId": "{{TypeKey}}", "Name": "Bench", "IsEnabled": false,
                  "Activities": [ { "ActivityId": "{{TimerStep}}", "Name": "TimerEvent", "Properties": { "Duration": "P10D" } }, { "ActivityId": "4bench0000000000000000stp2", "Name": "TimerEvent", "Properties": { "Duration": "P900D" } } ],
                  "Transitions": [ { "SourceActivityId": "{{TimerStep}}", "SourceOutcomeName": "Done", "DestinationActivityId": "4bench0000000000000000stp2" } ] }
                """;
            type = WorkflowType.Create(TypeKey, host.Clock.NowUtc);
            var version = WorkflowVersion.Create(type.Id, 1, definition, host.Clock.NowUtc);
            type.Describe("Bench", enabled: false, host.Clock.NowUtc);
            type.Publish(version, host.Clock.NowUtc);
            db.Add(type);
            db.Add(version);
            await db.SaveChangesAsync();
        }

        return (type.PublishedVersionId!.Value, type.Id);
    });

    private static async Task<double> FiredAsync(BenchHost host)
    {
        await ForgetAsync(host);
        await WaitAsync(host, Due, host.Clock.NowUtc.AddMinutes(-1));
        var started = Stopwatch.GetTimestamp();
        await host.InScopeAsync(async services =>
        {
            await ((IJob)ActivatorUtilities.CreateInstance<FireTimers>(services)).RunAsync(CancellationToken.None);
            return true;
        });
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var nowUtc = host.Clock.NowUtc;
        var left = await host.ReadAsync(db => db.Set<WaitRow>().CountAsync(w => w.Kind == WaitKind.Timer && w.EndedUtc == null && w.DueUtc <= nowUtc));
        return (Due - left) / seconds;
    }

    // Reads, changes and adds the rows that a fired timer reads, changes and adds, by EF alone.
    private static async Task<double> BareAsync(BenchHost host)
    {
        await ForgetAsync(host);
        await WaitAsync(host, Due, host.Clock.NowUtc.AddMinutes(-1));
        var options = await host.ReadAsync(db => Task.FromResult(db.IsSqlite
            ? new DbContextOptionsBuilder().UseModel(db.Model).UseSqlite(db.Database.GetConnectionString()).Options
            : new DbContextOptionsBuilder().UseModel(db.Model).UseNpgsql(db.Database.GetConnectionString()).Options));
        var (nowUtc, saved) = (host.Clock.NowUtc, 0);
        var step = new GraphActivity(TimerStep, "TimerEvent", null, IsStart: false, null);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            await using var db = new DbContext(options);
            await using var transaction = await db.Database.BeginTransactionAsync();
            var rows = await db.Set<WaitRow>().Where(w => w.Kind == WaitKind.Timer && w.EndedUtc == null && w.DueUtc <= nowUtc).OrderBy(w => w.DueUtc).ThenBy(w => w.Id).Take(Batch).ToListAsync();
            if (rows.Count == 0)
            {
                return saved / Stopwatch.GetElapsedTime(started).TotalSeconds;
            }

            var ids = rows.ConvertAll(r => r.InstanceId);
            var flows = await db.Set<WorkflowInstance>().Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id);
            foreach (var row in rows)
            {
                var flow = flows[row.InstanceId];
                row.End("Timer", null, nowUtc);
                db.Add(JournalEntry.Write(flow, step, "Done", "Workflow.Why.TimeCame", [], null, nowUtc));
                db.Add(JournalEntry.Write(flow, step, null, "Workflow.Why.WaitsUntil", [""], null, nowUtc));
                db.Add(WaitRow.For(flow, step, new Wait.Timer(nowUtc.AddDays(900)), null, nowUtc));
                flow.Settle(waits: true, nowUtc);
            }

            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            saved += rows.Count;
        }
    }

    /// <summary>Routes nothing.</summary>
    private sealed class NoWorkflows : IWorkflows
    {
        public Task TriggerAsync(string eventName, SubjectRef subject, PersonId? by, DateTime nowUtc, CancellationToken ct, IReadOnlyDictionary<string, string>? facts = null) => Task.CompletedTask;

        public Task<Result<Done>> CompleteAsync(WorkflowTaskId task, string action, Viewer by, DateTime nowUtc, CancellationToken ct) => throw Unasked();

        public Task CancelAsync(SubjectRef subject, string why, PersonId? by, DateTime nowUtc, CancellationToken ct) => throw Unasked();

        public Task<Result<Done>> ReassignAsync(WorkflowTaskId task, Assignee to, string why, Viewer by, DateTime nowUtc, CancellationToken ct) => throw Unasked();

        public Task<Result<Done>> RewindAsync(SubjectRef subject, string form, string why, PersonId? by, DateTime nowUtc, CancellationToken ct) => throw Unasked();

        public Task<IReadOnlyList<WorkflowTaskInfo>> TasksAsync(SubjectRef subject, CancellationToken ct) => throw Unasked();

        public Task<(int Open, int Overdue)> CountAsync(Viewer viewer, DateTime nowUtc, CancellationToken ct) => throw Unasked();

        public Task<IReadOnlyList<JournalLine>> JournalAsync(SubjectRef subject, CancellationToken ct) => throw Unasked();

        private static InvalidOperationException Unasked([CallerMemberName] string member = "") => new($"A submit does not ask for {member}.");
    }
}
