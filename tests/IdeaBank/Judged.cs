using System.Globalization;
using System.Text.Json;
using IntranetInnovation.IdeaBank.Synonyms;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>A query, what kind it is, and how relevant proposals are to it by their numbers: 3 sought, 2 relevant, 1 marginal.</summary>
internal sealed record JudgedQuery(string Kind, string Text, IReadOnlyDictionary<int, int> Judgments);

/// <summary>320 proposals, queries that were judged over them, and which of them say the same; and how good an answer is.</summary>
internal static class Judged
{
    private const int First = 10;

    public static IReadOnlyList<JudgedQuery> Queries() => [.. File.ReadLines(SharedData.PathOf("queries.jsonl")).Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        return new JudgedQuery(
            json.RootElement.GetProperty("kind").GetString()!, json.RootElement.GetProperty("q").GetString()!,
            json.RootElement.GetProperty("judgments").EnumerateObject().ToDictionary(j => Number(j.Name), j => j.Value.GetInt32()));
    })];

    /// <summary>Queries written for a random sample of the proposals, each sought with its duplicates; nothing was ever tuned on them.</summary>
    public static IReadOnlyList<JudgedQuery> OwnQueries()
    {
        var same = Duplicates();
        return [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "IdeaBank", "Words", "own-queries.jsonl")).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            var sought = Number(json.RootElement.GetProperty("sought").GetString()!);
            return new JudgedQuery(
                json.RootElement.GetProperty("kind").GetString()!, json.RootElement.GetProperty("q").GetString()!,
                same.GetValueOrDefault(sought, []).Append(sought).ToDictionary(n => n, _ => 3));
        })];
    }

    public static Dictionary<int, HashSet<int>> Duplicates()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("duplicates.json")));
        return json.RootElement.EnumerateArray()
            .Select(g => g.EnumerateArray().Select(n => Number(n.GetString()!)).ToList())
            .SelectMany(g => g.Select(n => (Number: n, Fellows: g.Where(o => o != n).ToHashSet()))).ToDictionary(d => d.Number, d => d.Fellows);
    }

    /// <summary>Empties the bank and fills it with the proposals; does nothing when they are there.</summary>
    public static async Task LoadAsync(this TestHost host)
    {
        if (await host.ReadAsync(db => Task.FromResult(db.Set<IdeaEntry>().Any(e => e.Number == 320))))
        {
            return;
        }

        await host.ClearAsync();
        foreach (var proposal in Proposals())
        {
            await host.PutAsync(proposal);
        }
    }

    /// <summary>The synonyms that the product comes with.</summary>
    public static async Task<IReadOnlyList<Synonym>> SynonymsAsync()
    {
        using var recipe = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "recipes", "standard-synonyms.recipe.json")));
        return [.. recipe.RootElement.GetProperty("steps")[0].GetProperty("data").EnumerateArray().Select(i => Synonym.Of(Language.Analyzer.Of("sv"), i.GetProperty("words").GetString(), null).Value)];
    }

    /// <summary>Numbers as the page shows them: the hits, and where those are few, what is near them.</summary>
    public static async Task<int[]> FirstTenAsync(this TestHost host, string text)
    {
        var found = await host.AskAsync((search, _) => search.FindAsync(new() { Text = text, Size = First }, CancellationToken.None));
        return [.. found.Items.Concat(found.Near).Select(i => i.Number)];
    }

    /// <summary>nDCG of the first ten.</summary>
    public static double Ndcg(IEnumerable<int> hits, IReadOnlyDictionary<int, int> judgments)
    {
        static double Gain(IEnumerable<int> grades) => grades.Take(First).Select((grade, i) => (Math.Pow(2, grade) - 1) / Math.Log2(i + 2)).Sum();
        return Gain(hits.Select(h => judgments.GetValueOrDefault(h))) / Gain(judgments.Values.OrderDescending());
    }

    /// <summary>What text alone can reach: every judged proposal that shares a piece of four letters with the query, in perfect order.</summary>
    public static IReadOnlyList<double> Ceilings(IReadOnlyList<JudgedQuery> queries)
    {
        var texts = File.ReadLines(SharedData.PathOf("proposals.jsonl")).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            var fields = new[] { "title", "problem", "solution", "benefit", "department", "unit" };
            return (Number: Number(json.RootElement.GetProperty("id").GetString()!), Text: Plain(string.Join(' ', fields.Select(f => json.RootElement.GetProperty(f).GetString()))));
        }).ToDictionary(p => p.Number, p => p.Text);
        return [.. queries.Select(q =>
        {
            var pieces = Plain(q.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Enumerable.Range(0, Math.Max(1, w.Length - 3)).Select(i => w.Substring(i, Math.Min(4, w.Length - i)))).ToList();
            return Ndcg(q.Judgments.Where(j => pieces.Any(texts[j.Key].Contains)).OrderByDescending(j => j.Value).Select(j => j.Key), q.Judgments);
        })];
    }

    private static IEnumerable<ProjectedProposal> Proposals() => File.ReadLines(SharedData.PathOf("proposals.jsonl")).Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        string Text(string name) => json.RootElement.GetProperty(name).GetString() ?? "";
        return Bank.Proposal(
            Number(Text("id")), Text("title"), Text("problem"), Text("solution"), Text("benefit"), ProposalSlugs.Status(Text("status"))!.Value, department: FewDepartments.Judged,
            unit: FewDepartments.Judged.Units.FirstOrDefault(u => u.Name == Text("unit")),
            submittedUtc: DateTime.SpecifyKind(DateTime.Parse(Text("submitted"), CultureInfo.InvariantCulture), DateTimeKind.Utc));
    });

    private static string Plain(string text) => string.Concat(Language.Analyzer.Fold(text.ToLowerInvariant()).Select(c => char.IsLetterOrDigit(c) ? c : ' '));

    private static int Number(string id) => int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture);
}
