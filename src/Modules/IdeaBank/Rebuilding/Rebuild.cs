using System.Data.Common;
using System.Globalization;
using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Lexica;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.IdeaBank.Synonyms;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.IdeaBank.Rebuilding;

/// <summary>How far a rebuild has come: proposals done, of all, up to a number.</summary>
internal sealed record Progress(string Version, int Last, int Done, int All)
{
    /// <summary>True when nothing is left.</summary>
    public bool IsFinished { get; init; }

    public static Progress? Read(string? stored) => stored?.Split('|') is [var version, var last, var done, var all]
        ? new(version, Number(last), Number(done), Number(all)) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Version}|{Last}|{Done}|{All}");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>
/// Makes the index anew while the bank is open: some proposals at a time, each batch in a transaction of its own with how far it came, so that people search and write between them and
/// a killed run goes on where it was. Until it is done, some proposals are found by their old terms.
/// </summary>
internal sealed class Rebuild(AppDb db, IProposals proposals, IEnumerable<IProposalProjection> projections, Analyzer analyzer)
{
    /// <summary>The analyzer's version that the index was made with; empty when somebody asked for it to be made anew.</summary>
    public const string Made = "ideabank.analyzer";

    /// <summary>How far the one under way has come; empty when none is.</summary>
    public const string UnderWay = "ideabank.rebuild";

    private const int Batch = 500;
    private const int MostTries = 20;
    private const int MostAsked = 250;

    private readonly IdeaIndex index = projections.OfType<IdeaIndex>().Single();

    public async Task<bool> IsNeededAsync(CancellationToken ct) => await db.SettingAsync(Made, ct) != analyzer.Version;

    /// <summary>All steps that are left, each in a scope of its own. What somebody else writes at the same moment is tried again.</summary>
    public static async Task RunAsync(IServiceScopeFactory scopes, CancellationToken ct)
    {
        for (var tries = 0; ;)
        {
            await using var scope = scopes.CreateSystemScope("ideabank:rebuild");
            try
            {
                var stepped = await scope.ServiceProvider.GetRequiredService<Rebuild>().StepAsync(ct);
                if (stepped is { Succeeded: true, Value.IsFinished: true })
                {
                    return;
                }

                tries = stepped.Succeeded ? 0 : tries + 1;
            }
            catch (Exception e) when (tries < MostTries && (e as DbException ?? e.InnerException as DbException)?.SqlState == "40001")
            {
                tries++;
            }

            if (tries >= MostTries)
            {
                return; // It is taken up again at the next round.
            }
        }
    }

    /// <summary>The next batch.</summary>
    public Task<Result<Progress>> StepAsync(CancellationToken ct) => db.TransactAsync<Progress>(async inner =>
    {
        if (!db.IsSqlite)
        {
            // Who changes a proposal between our reading and our writing makes the batch fail, not the proposal be found by what it said before.
            await db.Database.ExecuteSqlRawAsync("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", inner);
        }

        var submitted = proposals.Rows.Where(r => r.Number > 0);
        if (Progress.Read(await db.SettingAsync(UnderWay, inner)) is not { } progress || progress.Version != analyzer.Version)
        {
            progress = new(analyzer.Version, 0, 0, await submitted.CountAsync(inner));
            await SynonymKeysAsync(inner);
        }

        var rows = await submitted.Where(r => r.Number > progress.Last).OrderBy(r => r.Number).Take(Batch).ToListAsync(inner);
        if (rows.Count == 0)
        {
            await db.SetSettingAsync(UnderWay, "", inner);
            await db.SetSettingAsync(Made, analyzer.Version, inner);
            return progress with { IsFinished = true };
        }

        await index.ProjectAsync(await StatesAsync(rows, inner), inner);
        progress = progress with { Last = rows[^1].Number, Done = progress.Done + rows.Count };
        await db.SetSettingAsync(UnderWay, progress.ToString(), inner);
        return progress;
    }, ct);

    /// <summary>From nothing, in one transaction: also mends counts that have gone wrong. Nobody ever meets half an index, but on SQLite writers wait until it is done.</summary>
    public Task<Result<int>> AnewAsync(Action<int, int> told, CancellationToken ct) => db.TransactAsync<int>(async inner =>
    {
        await EmptyAsync(db, inner);
        await SynonymKeysAsync(inner);
        var submitted = proposals.Rows.Where(r => r.Number > 0);
        var (last, done, all) = (0, 0, await submitted.CountAsync(inner));
        while (await submitted.Where(r => r.Number > last).OrderBy(r => r.Number).Take(Batch).ToListAsync(inner) is { Count: > 0 } rows)
        {
            await index.FillAsync(await StatesAsync(rows, inner), inner);
            last = rows[^1].Number;
            told(done += rows.Count, all);
        }

        await db.SetSettingAsync(UnderWay, "", inner);
        await db.SetSettingAsync(Made, analyzer.Version, inner);
        return done;
    }, ct);

    /// <summary>Takes everything out of the index.</summary>
    public static async Task EmptyAsync(AppDb db, CancellationToken ct)
    {
        await db.Set<IdeaEntry>().ExecuteDeleteAsync(ct);
        await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_text", ct);
        await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_term", ct);
        await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_facet", ct);
        await LexiconChange.EmptiedAsync(db, ct);
    }

    private async Task SynonymKeysAsync(CancellationToken ct)
    {
        var (keys, wanted) = (await db.Set<SynonymKey>().AsNoTracking().ToListAsync(ct), (await db.Set<Synonym>().AsNoTracking().ToListAsync(ct)).SelectMany(s => s.Keys(analyzer)).ToList());
        db.RemoveRange(keys.ExceptBy(wanted.Select(Same), Same));
        db.AddRange(wanted.ExceptBy(keys.Select(Same), Same));
        await db.SaveChangesAsync(ct);
        static (SynonymId, string, string) Same(SynonymKey key) => (key.SynonymId, key.Key, key.Means);
    }

    private async Task<List<ProjectedProposal>> StatesAsync(List<ProposalRow> rows, CancellationToken ct)
    {
        // The rows may be more than a statement takes as one SELECT each.
        var open = new HashSet<Guid>();
        foreach (var some in rows.Chunk(MostAsked))
        {
            var sql = new Sql();
            var everyone = sql.Add(Kernel.Security.Principal.Everyone);
            var ids = string.Join(" UNION ALL ", some.Select(r => $"SELECT {sql.Add(r.Id.Value)} AS id"));
            open.UnionWith(await sql.ReadAsync(db, $"SELECT v.id FROM ({ids}) v WHERE {ProposalAccessSql.Condition("v.id", [everyone])}", r => r.DbDataReader.GetGuid(0), ct));
        }

        return rows.ConvertAll(r => new ProjectedProposal(
            r.Id, r.Number, r.Title, r.Problem, r.Solution, r.Benefit, r.Status, r.Source, r.DepartmentId, r.UnitId, r.CampaignSlug, r.GoalSlug, r.SubmittedUtc, r.Supports, open.Contains(r.Id.Value)));
    }
}
