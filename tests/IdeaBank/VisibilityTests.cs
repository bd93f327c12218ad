using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.IdeaBank.Tests;

/// <summary>
/// Random proposals, people, changes and questions: what the bank answers is what remains of everything when one takes away, in memory, what the person may not see.
/// The seed is in the message.
/// </summary>
public abstract class VisibilityTests(TestHost host, int seeds)
{
    private const int Proposals = 60;
    private const int Changes = 30;
    private const int ChangesBetween = 10;
    private const int Questions = 12;

    private static readonly Viewer System = Viewer.System("test");

    [Fact]
    public async Task Nobody_meets_a_trace_of_what_they_may_not_see_nor_misses_what_they_may()
    {
        for (var seed = 1; seed <= seeds; seed++)
        {
            var bank = new RandomBank(seed);
            var doing = "filling";
            try
            {
                await FillAsync(bank);
                await CheckAsync(bank, what => doing = what);
                for (var change = 1; change <= Changes; change++)
                {
                    await ChangeAsync(bank);
                    if (change % ChangesBetween == 0)
                    {
                        await CheckAsync(bank, what => doing = $"after {change} changes, {what}");
                    }
                }
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}, {doing}: {e.Message}", e);
            }
        }
    }

    [Fact]
    public void The_words_that_are_made_up_have_no_forms_parts_or_relatives()
    {
        var analyzer = Analyzer.Of("sv");
        RandomBank.Vocabulary.ShouldAllBe(w => analyzer.Tokens(w).Single().Term == w && analyzer.Tokens(w).Single().Parts.Count == 0);
        RandomBank.Vocabulary.Select(w => w[..3]).Distinct().Count().ShouldBe(RandomBank.Vocabulary.Length);
    }

    private async Task FillAsync(RandomBank bank)
    {
        await host.ClearAsync();
        bank.Begin();
        while (bank.All.Count < Proposals)
        {
            var few = new List<Known>();
            for (var count = 1 + bank.Next(5); count > 0; count--)
            {
                few.Add(bank.New());
                bank.All.Add(few[^1]);
            }

            (await host.TryPutAsync([.. few.Select(k => (k.Proposal, k.Principals))], fail: false)).Succeeded.ShouldBeTrue();
        }
    }

    // Sometimes several in one save, and sometimes one that comes to nothing.
    private async Task ChangeAsync(RandomBank bank)
    {
        var which = Enumerable.Range(0, bank.Next(3) == 0 ? 4 : 1).Select(_ => bank.Next(bank.All.Count)).Distinct().ToList();
        var changed = which.ConvertAll(i => bank.Changed(bank.All[i]));
        var fail = bank.Next(8) == 0;
        (await host.TryPutAsync([.. changed.Select(k => (k.Proposal, k.Principals))], fail)).Succeeded.ShouldBe(!fail);
        if (!fail)
        {
            which.Zip(changed).ToList().ForEach(c => bank.All[c.First] = c.Second);
        }
    }

    private async Task CheckAsync(RandomBank bank, Action<string> doing)
    {
        doing("lexicon");
        await LexiconAsync(bank);
        foreach (var asked in Enumerable.Range(0, Questions).Select(_ => bank.Ask()).Prepend(new([], null, null, [], null, null, IdeaSort.Relevance)))
        {
            var order = (await AllAsync(asked.Query, System, bank)).ConvertAll(i => i.Number);
            foreach (var person in bank.People)
            {
                doing($"{Name(person)} asks {asked}");
                await HitsAsync(bank, asked, person, order);
            }
        }

        foreach (var person in bank.People)
        {
            doing($"{Name(person)} types");
            await TypedAsync(bank, person);
            doing($"{Name(person)} compares");
            await SimilarAsync(bank, person);
        }
    }

    private async Task HitsAsync(RandomBank bank, Asked asked, Viewer person, List<int> order)
    {
        var may = bank.All.Where(k => bank.May(person, k)).ToList();
        var hits = may.Where(k => asked.Finds(k)).ToDictionary(k => k.Proposal.Number);
        var found = await host.FindAsync(asked.Text, person, asked.Query with { Size = IdeaQuery.MaxSize });

        found.Total.ShouldBe(hits.Count);
        foreach (var facet in IdeaQuery.FacetNames)
        {
            // A choice that gives nothing is shown too, so that it can be taken back.
            var counts = may.Where(k => asked.Finds(k, leftOut: facet)).Select(k => k.Of(facet)).OfType<string>().CountBy(v => v).ToDictionary();
            asked.Query.ChosenOf(facet).ToList().ForEach(v => counts.TryAdd(v, 0));
            found.Facets[facet].ToDictionary(v => v.Value, v => (int)v.Count).ShouldBe(counts, ignoreOrder: true, facet);
        }

        var all = (await AllAsync(asked.Query, person, bank)).ConvertAll(i => i.Number);
        all.ShouldBe(hits.Keys, ignoreOrder: true);
        all.ShouldBe(order.Where(hits.ContainsKey), "the order is the same for all");
        if (asked.Query.EffectiveSort != IdeaSort.Relevance)
        {
            all.ShouldBe(hits.Values.OrderByDescending(k => asked.Sort == IdeaSort.Support ? k.Proposal.Supports : 0).ThenByDescending(k => k.Proposal.SubmittedUtc)
                .ThenByDescending(k => k.Proposal.Number).Select(k => k.Proposal.Number));
        }

        found.Near.Select(i => i.Number).ShouldBeSubsetOf(may.Select(k => k.Proposal.Number).Except(hits.Keys));
        found.Items.Concat(found.Near).ShouldAllBe(i => bank.All.Any(k => k.Proposal.Number == i.Number && k.Proposal.Title == i.Title && k.Proposal.Problem == i.Problem));
    }

    private async Task TypedAsync(RandomBank bank, Viewer person)
    {
        var known = Open(bank).SelectMany(k => k.Fields.SelectMany(f => f).Distinct()).CountBy(w => w).ToDictionary();
        foreach (var word in RandomBank.Vocabulary)
        {
            var (other, ended) = (bank.One(RandomBank.Vocabulary), word[..2]);
            var (words, _) = await SuggestAsync($"{other} {ended}", person);
            words.ShouldBe(
                known.Where(w => w.Key.StartsWith(ended, StringComparison.Ordinal)).OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{other} {w.Key}"), $"{other} {ended}");

            var (_, ideas) = await SuggestAsync($"{other} {word}", person);
            ideas.Select(i => i.Number).ShouldBe(
                bank.All.Where(k => bank.May(person, k) && k.Has(word) && k.Has(other)).Select(k => k.Proposal.Number).OrderDescending().Take(IdeaSearch.MostSuggested), ignoreOrder: true, $"{other} {word}");

            var slipped = await host.FindAsync($"{word}x", person);
            slipped.DidYouMean.ShouldBe(known.ContainsKey(word) ? word : null, $"{word}x");
            slipped.Items.Concat(slipped.Near).Select(i => i.Number).ShouldBeSubsetOf(bank.All.Where(k => bank.May(person, k)).Select(k => k.Proposal.Number));
        }
    }

    private async Task SimilarAsync(RandomBank bank, Viewer person)
    {
        var one = bank.One(bank.All).Proposal;
        var all = await host.AskAsync((search, _) => search.SimilarAsync(one.Title, one.Problem, 500, CancellationToken.None), System);
        var alike = await host.AskAsync((search, _) => search.SimilarAsync(one.Title, one.Problem, 500, CancellationToken.None), person);
        var may = bank.All.Where(k => bank.May(person, k)).Select(k => k.Proposal.Number).ToHashSet();
        alike.ShouldBe(all.Where(a => may.Contains(a.Idea.Number)));

        foreach (var facet in IdeaQuery.FacetNames)
        {
            var value = bank.All.Select(k => k.IsInBank ? k.Of(facet) : null).OfType<string>().First();
            (await host.AskAsync((search, _) => search.CountAsync(facet, value, CancellationToken.None), person))
                .ShouldBe(bank.All.Count(k => bank.May(person, k) && k.Of(facet) == value), $"{facet} {value}");
        }
    }

    private async Task LexiconAsync(RandomBank bank)
    {
        var analyzer = Analyzer.Of("sv");
        var expected = Open(bank).SelectMany(k => k.Fields.SelectMany(f => f).Concat(analyzer.Tokens(k.Unit?.Name ?? "").SelectMany(t => t.Parts.Select(Compounds.AsPart).Prepend(t.Term))).Distinct())
            .CountBy(t => t).ToDictionary();
        var (terms, documents) = await host.CountsAsync();
        terms.ShouldBe(expected, ignoreOrder: true);
        documents.ShouldBe(Open(bank).Count());
    }

    private static IEnumerable<Known> Open(RandomBank bank) => bank.All.Where(k => k.IsInBank && k.Principals.Contains(Principal.Everyone));

    private Task<(IReadOnlyList<string> Words, IReadOnlyList<Suggestion> Ideas)> SuggestAsync(string text, Viewer person) =>
        host.AskAsync((search, _) => search.SuggestAsync(text, 500, CancellationToken.None), person);

    private async Task<List<Idea>> AllAsync(IdeaQuery query, Viewer viewer, RandomBank bank)
    {
        var (all, after, size) = (new List<Idea>(), (Cursor?)null, 3 + bank.Next(IdeaQuery.MaxSize - 2));
        do
        {
            var page = await host.FindAsync(query.Text, viewer, query with { Size = size, After = after });
            page.Items.Count.ShouldBeLessThanOrEqualTo(size);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    private static string Name(Viewer person) => person.IsSystem ? "the system" : person.IsSignedIn ? $"{person.Name} ({string.Join(", ", person.Grants)})" : "nobody";
}

public sealed class SqliteVisibilityTests(SqliteBank host) : VisibilityTests(host, Repository.Long ? 60 : 3), IClassFixture<SqliteBank>;

public sealed class PostgresVisibilityTests(PostgresBank host) : VisibilityTests(host, Repository.Long ? 30 : 2), IClassFixture<PostgresBank>;
