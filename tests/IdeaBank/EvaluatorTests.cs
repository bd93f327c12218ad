using System.Globalization;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.IdeaBank.Synonyms;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>How well the bank finds what people mean: judged queries over 320 proposals, nDCG of the first ten, on both databases.</summary>
public sealed class EvaluatorTests(SqliteBank sqlite, PostgresBank postgres, ITestOutputHelper output) : IClassFixture<SqliteBank>, IClassFixture<PostgresBank>
{
    // What stemming, folding, parts of compounds, words that look alike and what lies near reach today (0.881). This only ever goes up.
    private const double Floor = 0.875;

    // With the supplied list of synonyms, which knows nothing of these queries.
    private const double WithSynonyms = 0.93;

    [Fact]
    public async Task The_ranker_finds_what_people_mean_on_SQLite() => await EvaluateAsync(sqlite);

    [Fact]
    public async Task The_ranker_finds_what_people_mean_on_PostgreSQL() => await EvaluateAsync(postgres);

    [Fact]
    public async Task The_supplied_synonyms_find_more_on_SQLite() => await WithSynonymsAsync(sqlite);

    [Fact]
    public async Task The_supplied_synonyms_find_more_on_PostgreSQL() => await WithSynonymsAsync(postgres);

    [Fact]
    public async Task Both_databases_give_the_same_first_ten()
    {
        await sqlite.LoadAsync();
        await postgres.LoadAsync();
        var queries = Judged.Queries();
        var same = 0;
        foreach (var query in queries)
        {
            var (one, other) = (await sqlite.FirstTenAsync(query.Text), await postgres.FirstTenAsync(query.Text));
            same += one.SequenceEqual(other) ? 1 : 0;
        }

        (same / (double)queries.Count).ShouldBeGreaterThanOrEqualTo(0.99);
    }

    [Fact]
    public async Task Known_duplicates_are_among_the_first_five_similar_and_few_others_are_called_very_similar()
    {
        await sqlite.LoadAsync();
        var same = Judged.Duplicates();
        var (found, sought, told) = (0, 0, 0);
        var texts = await sqlite.ReadAsync(db => db.Set<IdeaEntry>().AsNoTracking().ToListAsync());
        foreach (var entry in texts)
        {
            var alike = await sqlite.AskAsync((search, _) => search.SimilarAsync(entry.Title, $"{entry.Problem}\n{entry.Solution}\n{entry.Benefit}", 6, CancellationToken.None));
            var others = alike.Where(a => a.Idea.Number != entry.Number).Take(5).ToList();
            var fellows = same.GetValueOrDefault(entry.Number) ?? [];
            sought += fellows.Count;
            found += others.Count(o => fellows.Contains(o.Idea.Number));
            told += others.Any(o => !fellows.Contains(o.Idea.Number) && o.Likeness >= Likeness.Very) ? 1 : 0;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"duplicates among the first five: {found / (double)sought:F3} of {sought}; told of an unrelated one: {told / (double)texts.Count:F3}"));
        (found / (double)sought).ShouldBeGreaterThanOrEqualTo(0.92);
        (told / (double)texts.Count).ShouldBeLessThanOrEqualTo(0.05);
    }

    private async Task WithSynonymsAsync(TestHost host)
    {
        var supplied = await Judged.SynonymsAsync();
        await host.ReadAsync(async db =>
        {
            db.AddRange(supplied);
            return await db.SaveChangesAsync();
        });
        try
        {
            await EvaluateAsync(host, WithSynonyms);
        }
        finally
        {
            await host.ReadAsync(async db =>
            {
                db.RemoveRange(await db.Set<Synonym>().ToListAsync());
                return await db.SaveChangesAsync();
            });
        }
    }

    private async Task EvaluateAsync(TestHost host, double floor = Floor)
    {
        await host.LoadAsync();
        var scores = new List<(string Kind, double Score)>();
        foreach (var query in Judged.Queries())
        {
            scores.Add((query.Kind, Judged.Ndcg(await host.FirstTenAsync(query.Text), query.Judgments)));
        }

        foreach (var kind in scores.GroupBy(s => s.Kind))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Key,-12} {kind.Count(),3}  {kind.Average(s => s.Score):F3}"));
        }

        var mean = scores.Average(s => s.Score);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all",-12} {scores.Count,3}  {mean:F3}"));
        mean.ShouldBeGreaterThanOrEqualTo(floor);
    }
}
