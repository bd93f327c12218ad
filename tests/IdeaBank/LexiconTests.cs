using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Lexica;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.IdeaBank.Tests;

public sealed class LexiconPartTests
{
    private static readonly string[] Words = [.. from a in "skol cykel g\u00e5rd mat buss".Split(' ') from b in "e an vag plats \u00f6ken".Split(' ') select a + b];

    [Fact]
    public void A_lexicon_that_was_kept_up_says_the_same_as_one_made_anew()
    {
        var random = new Random(20261201);
        var counts = new Dictionary<string, int>();
        var kept = Lexicon.Of([], 0, IndexStats.None);
        for (var stamp = 1; stamp <= 200; stamp++)
        {
            var changes = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Words[random.Next(Words.Length)]).Distinct()
                .Select(w => Change(w, counts.GetValueOrDefault(w) > 0 && random.Next(2) == 0 ? -1 : 1)).ToList();
            foreach (var change in changes)
            {
                counts[change.Term] = counts.GetValueOrDefault(change.Term) + change.Change;
            }

            kept = kept.With(changes, stamp, IndexStats.None);
            var anew = Lexicon.Of([.. counts.Where(c => c.Value > 0).Select(c => new LexiconTerm(c.Key, Analyzer.Fold(c.Key), c.Key, c.Value))], stamp, IndexStats.None);
            kept.All("").OrderBy(t => t.Term, StringComparer.Ordinal).ShouldBe(anew.All("").OrderBy(t => t.Term, StringComparer.Ordinal));
            kept.Beginning("sk", 3).ShouldBe(anew.Beginning("sk", 3));
            kept.Ending("plats", 3).ShouldBe(anew.Ending("plats", 3));
            kept.Folded("gardoken").ShouldBe(anew.Folded("gardoken"));
            foreach (var word in Words)
            {
                kept.Documents(word).ShouldBe(Math.Max(0, counts.GetValueOrDefault(word)));
                kept.Find(TermCounts.Hash(word))?.Documents.ShouldBe(counts[word]);
            }
        }
    }

    [Fact]
    public void Words_that_share_pieces_are_the_ones_that_counting_them_all_gives()
    {
        var lexicon = Lexicon.Of([.. Words.Select((w, i) => new LexiconTerm(w, Analyzer.Fold(w), w, i + 1)).Append(new("\u00b7skol", "\u00b7skol", "\u00b7skol", 9))], 1, IndexStats.None);
        foreach (var asked in Words.Append("skolcykel"))
        {
            var grams = Grams.Of(Analyzer.Fold(asked));
            lexicon.Sharing(grams, 2, 100).Select(s => (s.Term.Term, s.Shared)).ShouldBe(
                Words.Select(w => (Term: w, Shared: Grams.Of(Analyzer.Fold(w)).Intersect(grams).Count())).Where(w => w.Shared >= 2), ignoreOrder: true);
        }
    }

    [Fact]
    public void The_most_used_come_first_and_a_term_that_nobody_uses_is_not_found()
    {
        var lexicon = Lexicon.Of([.. new[] { ("skola", 2), ("skolgard", 5), ("skolmat", 5), ("skog", 1) }.Select(t => new LexiconTerm(t.Item1, t.Item1, t.Item1, t.Item2))], 1, IndexStats.None);
        lexicon.Beginning("sko", 3).Select(t => t.Term).ShouldBe(["skolgard", "skolmat", "skola"]);
        lexicon = lexicon.With([Change("skolgard", -5)], 2, IndexStats.None);
        lexicon.Beginning("sko", 3).Select(t => t.Term).ShouldBe(["skolmat", "skola", "skog"]);
        lexicon.Knows("skolgard").ShouldBeFalse();
        lexicon.With([Change("skolgard", 1) with { Word = "skolgarden" }], 3, IndexStats.None).Folded("skolgard").Single().Word.ShouldBe("skolgarden");
    }

    [Fact]
    public void Counts_of_terms_are_read_as_they_were_written()
    {
        var long_ = string.Join(' ', Enumerable.Repeat("ofta", 100));
        var submitted = new DateTime(2026, 12, 1, 10, 11, 12, 345, 678, DateTimeKind.Utc);
        var counts = new TermCounts(TermCounts.Of(new($"skol cykel \u00b7skol", $"cykel {long_}", "skol skol", "skol"), submitted.AddTicks(9), isForEveryone: true, isImplemented: false));
        Enumerable.Range(0, counts.Count).Select(i => counts[i]).ShouldBe(
        [
            new(TermCounts.Hash("skol"), 1, 0, 2, 1), new(TermCounts.Hash("cykel"), 1, 1, 0, 0), new(TermCounts.Hash("\u00b7skol"), 1, 0, 0, 0), new(TermCounts.Hash("ofta"), 0, 31, 0, 0),
        ]);
        Enumerable.Range(0, 4).Select(counts.Length).ShouldBe([2, 101, 2, 1]);
        counts.InTitle(new HashSet<uint> { TermCounts.Hash("cykel") }).ShouldBeTrue();
        counts.InTitle(new HashSet<uint> { TermCounts.Hash("ofta") }).ShouldBeFalse();
        (counts.SubmittedUtc, counts.IsForEveryone, counts.IsImplemented).ShouldBe((submitted, true, false));
        new TermCounts(null).Count.ShouldBe(0);
        (new TermCounts(null).SubmittedUtc, new TermCounts(null).IsForEveryone, new TermCounts(null).IsImplemented).ShouldBe((default, false, false));
    }

    private static TermChange Change(string term, int change) => new(term, Analyzer.Fold(term), term, change);
}

/// <summary>What is in memory is what the database has, whoever wrote it, and never what was not committed.</summary>
public abstract class LexiconTests(TestHost host)
{
    [Fact]
    public async Task What_is_kept_is_what_the_database_has_after_few_changes_and_after_many()
    {
        await host.ClearAsync();
        await SameAsync();
        for (var number = 1; number <= LexiconKeeper.Slots + 6; number++)
        {
            await host.PutAsync(Bank.Proposal(number, $"Cykel nummer{number}", number % 3 == 0 ? "skola" : "buss"));
            if (number % 5 == 0)
            {
                await host.PutAsync(Bank.Proposal(number - 1, "Hemlig", forEveryone: false), "person:x");
            }

            if (number < 8)
            {
                await SameAsync();
            }
        }

        await SameAsync();
        await host.ClearAsync();
        await SameAsync();
    }

    [Fact]
    public async Task What_was_rolled_back_is_not_kept()
    {
        await host.ClearAsync();
        await host.PutAsync(Bank.Proposal(1, "Cykel"));
        await host.ReadAsync(db => db.TransactAsync<Done>(async ct =>
        {
            var change = new LexiconChange();
            change.Add(null, new Fields(Analyzer.Of(db), Bank.Proposal(2, "Simhall"), null));
            await change.WriteAsync(db, IndexStore.Of(db), isTold: true, ct);
            (await LexiconKeeper.ReadAsync(db, [], ct)).Lexicon.Documents("simhall").ShouldBe(1, "who writes sees it");
            return new Problem("Kernel.Conflict");
        }));
        await SameAsync();
        await host.PutAsync(Bank.Proposal(3, "Simskola"));
        await SameAsync();
        (await host.NumbersAsync("simhall")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_very_many_matches_those_with_all_words_are_ranked_however_old()
    {
        await host.ClearAsync();
        await host.PutAsync(Bank.Proposal(40, "Cykel till simhallen", submittedUtc: TestClock.Start.AddYears(-9)));
        for (var number = 1; number <= 30; number++)
        {
            await host.PutAsync(Bank.Proposal(number, number % 2 == 0 ? $"Cykel {number}" : $"Simhall {number}"));
        }

        var found = await host.AskAsync((_, db) => new IdeaSearch(db) { MostRanked = 4 }.FindAsync(new() { Text = "cykel simhall" }, CancellationToken.None));
        found.Items[0].Number.ShouldBe(40);
        found.Total.ShouldBe(31, "all are counted");
        found.Facets["department"].Single().Count.ShouldBe(31);
        var one = await host.AskAsync((_, db) => new IdeaSearch(db) { MostRanked = 4 }.FindAsync(new() { Text = "cykel" }, CancellationToken.None));
        one.Items.Count.ShouldBe(4, "of one word the newest are ranked");
        one.Total.ShouldBe(16);
    }

    [Fact]
    public async Task Suggested_proposals_have_every_word_and_those_that_name_them_in_the_title_come_first()
    {
        await host.ClearAsync();
        await host.PutAsync(Bank.Proposal(1, "Cykelställ vid skolan"));
        await host.PutAsync(Bank.Proposal(2, "Något annat", "Cykelställ saknas vid skolan."));
        await host.PutAsync(Bank.Proposal(3, "Cykelställ vid badet"));
        await host.PutAsync(Bank.Proposal(4, "Cykelställ vid skolan, hemligt", forEveryone: false), "person:x");
        var (words, ideas) = await host.AskAsync((search, _) => search.SuggestAsync("skolan cykels", 5, CancellationToken.None));
        words.ShouldContain("skolan cykelst\u00e4ll");
        ideas.Select(i => i.Number).ShouldBe([1, 2]);
    }

    private async Task SameAsync()
    {
        var (terms, documents) = await host.CountsAsync();
        var kept = await host.AskAsync((_, db) => LexiconKeeper.ReadAsync(db, [], CancellationToken.None));
        kept.Lexicon.All("").ToDictionary(t => t.Term, t => t.Documents).ShouldBe(terms, ignoreOrder: true);
        kept.Lexicon.Stats.Documents.ShouldBe(documents);
    }
}

public sealed class SqliteLexiconTests(SqliteBank host) : LexiconTests(host), IClassFixture<SqliteBank>;

public sealed class PostgresLexiconTests(PostgresBank host) : LexiconTests(host), IClassFixture<PostgresBank>;
