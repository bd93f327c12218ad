using System.CommandLine;
using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.IdeaBank.Synonyms;
using IntranetInnovation.Kernel.Cli;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.IdeaBank;

/// <summary><c>ideabank rebuild</c>: makes the index anew from the proposals, such as after another analyzer. Readers have the old one until it is done.</summary>
internal sealed class RebuildCommand(IServiceScopeFactory scopes) : IConsoleCommand
{
    private const int Batch = 200;

    public string Group => "ideabank";

    public Command Build()
    {
        var command = new Command("rebuild", "Make the idea bank's index anew from the proposals");
        command.SetAction(async (_, ct) =>
        {
            await using var scope = scopes.CreateSystemScope("ideabank:rebuild");
            var done = await RebuildAsync(scope.ServiceProvider, (n, of) => Console.Write($"\r  {n} / {of}"), ct);
            Console.WriteLine();
            return done.Succeeded ? 0 : 1;
        });
        return command;
    }

    /// <summary>One transaction: nobody ever meets half an index.</summary>
    internal static Task<Result<int>> RebuildAsync(IServiceProvider services, Action<int, int> progress, CancellationToken ct)
    {
        var (db, rows, analyzer) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<IProposals>().Rows, services.GetRequiredService<Analyzer>());
        var index = services.GetServices<IProposalProjection>().OfType<IdeaIndex>().Single();
        return db.TransactAsync<int>(async inner =>
        {
            await db.Set<IdeaEntry>().ExecuteDeleteAsync(inner);
            await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_text", inner);
            await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_term", inner);
            await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_gram", inner);
            await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_facet", inner);
            await db.Database.ExecuteSqlAsync($"UPDATE ideabank_stats SET documents = 0, title = 0, problem = 0, solution = 0, place = 0", inner);
            db.RemoveRange(await db.Set<SynonymKey>().ToListAsync(inner));
            await db.SaveChangesAsync(inner);
            db.AddRange((await db.Set<Synonym>().AsNoTracking().ToListAsync(inner)).SelectMany(s => s.Keys(analyzer)));
            await db.SaveChangesAsync(inner);
            var submitted = rows.Where(r => r.Number > 0);
            var (last, done, all) = (0, 0, await submitted.CountAsync(inner));
            while (await submitted.Where(r => r.Number > last).OrderBy(r => r.Number).Take(Batch).ToListAsync(inner) is { Count: > 0 } batch)
            {
                var open = await ForEveryoneAsync(db, batch, inner);
                foreach (var row in batch)
                {
                    await index.ProjectAsync(Projected(row, open.Contains(row.Id.Value)), inner);
                }

                await db.SaveChangesAsync(inner);
                db.ChangeTracker.Clear();
                last = batch[^1].Number;
                progress(done += batch.Count, all);
            }

            await db.SetSettingAsync(RebuildWhenOutdated.Setting, analyzer.Version, inner);
            return done;
        }, ct);
    }

    private static async Task<HashSet<Guid>> ForEveryoneAsync(AppDb db, List<ProposalRow> batch, CancellationToken ct)
    {
        var sql = new Sql();
        var everyone = sql.Add(Principal.Everyone);
        var ids = string.Join(" UNION ALL ", batch.Select(r => $"SELECT {sql.Add(r.Id.Value)} AS id"));
        return [.. await sql.ReadAsync(
            db, $"SELECT v.id FROM ({ids}) v WHERE {ProposalAccessSql.Condition("v.id", [everyone])}", r => r.DbDataReader.GetGuid(0), ct)];
    }

    private static ProjectedProposal Projected(ProposalRow row, bool isForEveryone) => new(
        row.Id, row.Number, row.Title, row.Problem, row.Solution, row.Benefit, row.Status, row.Source, row.DepartmentId, row.UnitId, row.CampaignSlug, row.GoalSlug,
        row.SubmittedUtc, row.Supports, isForEveryone);
}
