using System.Globalization;
using System.Text.Json;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.IdeaBank.Synonyms;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>How well the bank finds what people mean: judged queries over 320 proposals, nDCG of the first ten, on both databases.</summary>
public sealed class EvaluatorTests(SqliteBank sqlite, PostgresBank postgres, ITestOutputHelper output) : IClassFixture<SqliteBank>, IClassFixture<PostgresBank>
{
    // What stemming, folding, parts of compounds, words that look alike and what lies near reach today (0.879). This only ever goes up.
    private const double Floor = 0.87;

    // With the supplied list of synonyms, which knows nothing of these queries.
    private const double WithSynonyms = 0.905;

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
        await LoadAsync(sqlite);
        await LoadAsync(postgres);
        var queries = Queries();
        var same = 0;
        foreach (var query in queries)
        {
            var (one, other) = (await FirstTenAsync(sqlite, query.Text), await FirstTenAsync(postgres, query.Text));
            same += one.SequenceEqual(other) ? 1 : 0;
        }

        (same / (double)queries.Count).ShouldBeGreaterThanOrEqualTo(0.99);
    }

    [Fact]
    public async Task Known_duplicates_are_among_the_first_five_similar_and_few_others_are_called_very_similar()
    {
        await LoadAsync(sqlite);
        var same = Duplicates();
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

    private static Dictionary<int, HashSet<int>> Duplicates()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("duplicates.json")));
        return json.RootElement.EnumerateArray()
            .Select(g => g.EnumerateArray().Select(n => int.Parse(n.GetString().AsSpan(1), CultureInfo.InvariantCulture)).ToList())
            .SelectMany(g => g.Select(n => (Number: n, Fellows: g.Where(o => o != n).ToHashSet()))).ToDictionary(d => d.Number, d => d.Fellows);
    }

    private async Task WithSynonymsAsync(TestHost host)
    {
        using var recipe = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "recipes", "standard-synonyms.recipe.json")));
        var supplied = recipe.RootElement.GetProperty("steps")[0].GetProperty("data").EnumerateArray().Select(i => Synonym.Of(Language.Analyzer.Of("sv"), i.GetProperty("words").GetString(), null).Value).ToList();
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
        await LoadAsync(host);
        var scores = new List<(string Kind, double Score)>();
        foreach (var query in Queries())
        {
            scores.Add((query.Kind, Ndcg(await FirstTenAsync(host, query.Text), query.Judgments)));
        }

        foreach (var kind in scores.GroupBy(s => s.Kind))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Key,-12} {kind.Count(),3}  {kind.Average(s => s.Score):F3}"));
        }

        var mean = scores.Average(s => s.Score);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all",-12} {scores.Count,3}  {mean:F3}"));
        mean.ShouldBeGreaterThanOrEqualTo(floor);
    }

    // As the page shows them: the hits, and where those are few, what is near them.
    private static async Task<int[]> FirstTenAsync(TestHost host, string text)
    {
        var found = await host.AskAsync((search, _) => search.FindAsync(new() { Text = text, Size = 10 }, CancellationToken.None));
        return [.. found.Items.Concat(found.Near).Select(i => i.Number)];
    }

    private static async Task LoadAsync(TestHost host)
    {
        if (await host.ReadAsync(db => Task.FromResult(db.Set<IdeaEntry>().Any(e => e.Number == 320))))
        {
            return;
        }

        await host.ClearAsync();
        foreach (var line in File.ReadLines(SharedData.PathOf("proposals.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            string Text(string name) => json.RootElement.GetProperty(name).GetString() ?? "";
            await host.PutAsync(Bank.Proposal(
                int.Parse(Text("id").AsSpan(1), CultureInfo.InvariantCulture), Text("title"), Text("problem"), Text("solution"), Text("benefit"),
                ProposalSlugs.Status(Text("status"))!.Value, department: FewDepartments.Judged, unit: FewDepartments.Judged.Units.FirstOrDefault(u => u.Name == Text("unit")), submittedUtc: DateTime.SpecifyKind(DateTime.Parse(Text("submitted"), CultureInfo.InvariantCulture), DateTimeKind.Utc)));
        }
    }

    private static List<(string Kind, string Text, Dictionary<int, int> Judgments)> Queries() => [.. File.ReadLines(SharedData.PathOf("queries.jsonl")).Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        return (json.RootElement.GetProperty("kind").GetString()!, json.RootElement.GetProperty("q").GetString()!,
            json.RootElement.GetProperty("judgments").EnumerateObject().ToDictionary(j => int.Parse(j.Name.AsSpan(1), CultureInfo.InvariantCulture), j => j.Value.GetInt32()));
    })];

    private static double Ndcg(int[] hits, Dictionary<int, int> judgments)
    {
        static double Gain(IEnumerable<int> grades) => grades.Take(10).Select((grade, i) => (Math.Pow(2, grade) - 1) / Math.Log2(i + 2)).Sum();
        return Gain(hits.Select(h => judgments.GetValueOrDefault(h))) / Gain(judgments.Values.OrderDescending());
    }
}
