using System.Diagnostics;
using System.Globalization;
using IntranetInnovation.IdeaBank;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Proposals;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Proposals.Form;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Benchmarks;

/// <summary>A submit with number, routing, visibility, index and outbox, against a bare EF save of the very rows that it leaves.</summary>
internal static class SubmitBench
{
    private const int Saves = 25;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchHost host, string place)
    {
        var person = await PersonAsync(host);
        var next = await InputsAsync(host);
        var bare = new BareSave();
        var first = await SubmitAsync(host, person, next(), bare.Watch);
        bare.Text = await TextAsync(host, first);
        var durability = await DurabilityAsync(host);
        var values = await Rounds.RunAsync(() => RateAsync(() => SubmitAsync(host, person, next())), () => RateAsync(bare.SaveAsync));
        var ratio = Rounds.Ratio(values[0], values[1]);
        return
        [
            new($"{place}: submit with routing, /s ({durability})", Spread.Of(values[0]).ToString(), $"bare save of {bare.Rows} rows and index: {Spread.Of(values[1])}", ratio, "≥ 0.33", ratio.Median >= 1 / 3.0),
        ];
    }

    /// <summary>Milliseconds a submit takes, as the host is after each of some changes.</summary>
    public static async Task<double[][]> TimesAsync(BenchHost host, params Action[] changes)
    {
        var (person, next) = (await PersonAsync(host), await InputsAsync(host));
        return await Rounds.RunAsync([.. changes.Select(change => (Func<Task<double>>)(async () =>
        {
            change();
            return 1_000 / await RateAsync(() => SubmitAsync(host, person, next()));
        }))]);
    }

    public static async Task<Viewer> PersonAsync(BenchHost host)
    {
        using var person = await Person.SignInAsync(host, "medarbetare");
        var principals = await person.ReadAsync<string[]>(YardstickModule.Principals);
        return Viewer.Person(principals.Select(p => Guid.TryParse(p.Split(':')[^1], out var id) && Principal.Person(id) == p ? id : Guid.Empty).First(id => id != Guid.Empty), "Bench", []);
    }

    // Texts as people write them, over and over.
    private static async Task<Func<ProposalInput>> InputsAsync(BenchHost host)
    {
        var texts = await host.ReadAsync(db => db.Set<IdeaEntry>().AsNoTracking().OrderBy(e => e.Number).Take(200).Select(e => new { e.Problem, e.Solution, e.Benefit }).ToListAsync());
        var count = 0;
        return () =>
        {
            var text = texts[++count % texts.Count];
            return new($"Bench {count.ToString(CultureInfo.InvariantCulture)}", text.Problem, text.Solution, text.Benefit, null, null, false, null);
        };
    }

    // As the API's endpoint does it, without the HTTP around.
    private static async Task<int> SubmitAsync(BenchHost host, Viewer person, ProposalInput input, Action<AppDb>? watch = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(person);
        watch?.Invoke(scope.ServiceProvider.GetRequiredService<AppDb>());
        var saved = await scope.ServiceProvider.GetRequiredService<Drafting>().SaveAsync(TypedId.New<ProposalId>(), input, SaveMode.AndSubmit, CancellationToken.None);
        return saved.Succeeded ? saved.Value.Number : throw new InvalidOperationException(saved.Problems[0].Text);
    }

    private static async Task<double> RateAsync(Func<Task> save)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Saves; i++)
        {
            await save();
        }

        return Saves / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static Task<IndexedText> TextAsync(BenchHost host, int number) => host.ReadAsync(async db =>
    {
        var sql = new Sql();
        var key = db.IsSqlite ? "rowid" : "number";
        return (await sql.ReadAsync(
            db, $"SELECT title, problem, solution, place FROM ideabank_text WHERE {key} = {sql.Add(number)}",
            r => new IndexedText(r.DbDataReader.GetString(0), r.DbDataReader.GetString(1), r.DbDataReader.GetString(2), r.DbDataReader.GetString(3)), CancellationToken.None)).Single();
    });

    private static Task<string> DurabilityAsync(BenchHost host) => host.ReadAsync(async db =>
    {
        if (!db.IsSqlite)
        {
            var settings = await db.Database.SqlQuery<string>($"SELECT current_setting('synchronous_commit') || ', fsync ' || current_setting('fsync') AS \"Value\"").ToListAsync();
            return $"synchronous_commit {settings[0]}";
        }

        var level = (await db.Database.SqlQuery<int>($"SELECT synchronous AS \"Value\" FROM pragma_synchronous").ToListAsync())[0];
        var name = level switch { 0 => "OFF", 1 => "NORMAL", 2 => "FULL", _ => "EXTRA" };
        return $"synchronous {name}, WAL";
    });
}
