using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Lexica;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>A hit.</summary>
internal sealed record Idea(
    ProposalId Id, int Number, string Title, string Problem, string Solution, string Benefit, string Status, string Department, string DepartmentName, string? Campaign,
    DateTime SubmittedUtc, int Supports);

/// <summary>What a search found: a page of hits, counts over all hits, where the next page begins, and, where hits are few, proposals near them that are not counted.</summary>
internal sealed record IdeaResults(
    IReadOnlyList<Idea> Items, long Total, IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Facets, Cursor? Next, string? DidYouMean, Sought Terms)
{
    public IReadOnlyList<Idea> Near { get; init; } = [];

    /// <summary>What was looked for, word by word; empty when nothing was.</summary>
    public IReadOnlyList<WantedWord> Words { get; init; } = [];
}

/// <summary>Asks the bank as the viewer.</summary>
internal sealed class IdeaSearch(AppDb db)
{
    /// <summary>Of more matches than this, those that have all words or the rare ones are ranked, the newest first. All are counted.</summary>
    public const int MaxCandidates = 5_000;

    /// <summary>With fewer hits than this, what is near them is shown too, up to this many in all.</summary>
    public const int NearUpTo = 10;

    /// <summary>Where the chosen values leave nothing, so many of those without them are shown.</summary>
    public const int NearWithout = 5;

    private const int MostNear = 1_000;
    internal const int MostSuggested = 24;
    private const int MostEndings = 12;

    private readonly IdeaSql bank = new(db);

    /// <summary>For tests, to whom five thousand are too many.</summary>
    public int MostRanked { get; init; } = MaxCandidates;

    private DateTime Today => db.GetService<TimeProvider>().GetUtcNow().UtcDateTime.Date;

    /// <summary>Three statements as a rule: lexicon, matches, hits; one each besides when matches are very many, when what is near is looked for, and when something has changed.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <param name="inFull">False where only the hits are shown: neither counts nor what lies around them.</param>
    public async Task<IdeaResults> FindAsync(IdeaQuery query, CancellationToken ct, bool inFull = true)
    {
        var said = query.Said;
        var wanted = said.Plain.Length == 0 ? null : await Wanted.ReadAsync(db, said.Plain, ct);
        if (wanted is { IsNothing: true })
        {
            return new([], 0, Facets.None, null, null, Sought.Nothing);
        }

        var facets = inFull ? new Facets(query) : null;
        var (items, next, near) = query.EffectiveSort == IdeaSort.Relevance ? await RankedAsync(query, wanted!, facets, ct) : await SortedAsync(query, wanted, facets, ct);
        var (total, counts) = facets?.Result() ?? (0, Facets.None);
        var meant = wanted?.DidYouMean is { } words ? said.Written(words) : null;
        return new(items, total, counts, next, meant, wanted is null ? Sought.Nothing : new(Analyzer.Of(db), wanted.Terms)) { Near = near, Words = wanted?.Words ?? [] };
    }

    /// <summary>While somebody types: the last word ended in the ways that are most used, and proposals that have all words, those that name them in the title first, then the newest. Two statements.</summary>
    public async Task<(IReadOnlyList<string> Words, IReadOnlyList<Suggestion> Ideas)> SuggestAsync(string text, int size, CancellationToken ct)
    {
        var analyzer = Analyzer.Of(db);
        var (lexicon, _) = await LexiconKeeper.ReadAsync(db, [], ct);
        var unfinished = Completion.Unfinished(analyzer, text);
        List<IReadOnlyCollection<string>> groups =
        [
            .. analyzer.Tokens(text).DistinctBy(t => t.Term).Take(Wanted.MaxWords).Select(t => (IReadOnlyCollection<string>)
                [t.Term, .. lexicon.Folded(Analyzer.Fold(t.Term)).Concat(t.Start == unfinished?.Start ? lexicon.Beginning(Analyzer.Fold(t.Word), MostEndings) : []).Select(f => f.Term).Where(f => f != t.Term).Distinct()]),
        ];
        var found = groups.Count == 0 ? [] : await bank.NewestAsync(groups, MostSuggested, ct);
        var hashes = groups.ConvertAll(g => g.Select(t => TermCounts.Hash(t)).ToHashSet());
        return (
            Completion.Of(analyzer, lexicon, text, size),
            [.. found.OrderByDescending(f => hashes.Count(g => f.Terms.InTitle(g))).ThenByDescending(f => f.Idea.Number).Take(size).Select(f => f.Idea)]);
    }

    /// <summary>Those most like a text, best first, each with a likeness above 0 and at most 1; from <see cref="Likeness.Very"/> on they say nearly the same.</summary>
    public async Task<IReadOnlyList<(Idea Idea, double Likeness)>> SimilarAsync(string title, string text, int size, CancellationToken ct)
    {
        var likeness = await Likeness.ReadAsync(db, title, text, ct);
        if (likeness.Wanted.IsNothing)
        {
            return [];
        }

        var sql = new Sql();
        var nearest = likeness.Nearest(await bank.CandidatesAsync(sql, bank.Conditions(sql, new IdeaQuery(), likeness.Wanted), MostRanked, likeness.Wanted.Matches <= MostRanked, ct));
        var alike = likeness.Compare(nearest, await bank.TextsAsync(nearest.Select(n => n.Number), ct)).Take(size).ToDictionary(a => a.Number, a => a.Score);
        return [.. (await bank.IdeasAsync([.. alike.Keys], ct)).Select(i => (i, alike[i.Number]))];
    }

    /// <summary>How many proposals somebody who is signed in may see that have this value of a facet.</summary>
    public async Task<long> CountAsync(string facet, string value, CancellationToken ct)
    {
        var sql = new Sql();
        var counts = await sql.ReadAsync(
            db,
            $"""
            SELECT CAST(documents AS bigint) FROM ideabank_facet WHERE facet = {sql.Add(facet)} AND value = {sql.Add(value)}{(bank.MayCount ? "" : " AND 1 = 0")}
            UNION ALL SELECT count(*) FROM ideabank_entry e WHERE {bank.Uncounted(sql)} AND e.{facet} = {sql.Add(value)}
            """,
            r => r.DbDataReader.GetInt64(0), ct);
        return counts.Sum();
    }

    private async Task<Found> RankedAsync(IdeaQuery query, Wanted wanted, Facets? facets, CancellationToken ct)
    {
        var (candidates, filtered) = await CandidatesAsync(query, wanted, facets, ct);
        IReadOnlyList<Ranked> ranked = Ranker.Rank(candidates, wanted, Today);
        if (ranked.Count == 0 && filtered.Count > 0)
        {
            return new([], null, await bank.IdeasAsync([.. Ranker.Rank(filtered, wanted, Today).Take(NearWithout).Select(r => r.Number)], ct));
        }

        // Who puts words in quotation marks means them.
        var looksAround = facets is not null && wanted.Phrases.Count == 0;
        var around = looksAround ? Surroundings.Of(ranked, wanted.Lexicon) : Surroundings.None;
        ranked = around.Reorder(ranked);
        var rest = ranked.AsEnumerable();
        if (query.After is { } after)
        {
            var score = BitConverter.Int64BitsToDouble(after.Key);
            rest = rest.SkipWhile(r => r.Score > score || (r.Score == score && (r.SubmittedUtc, r.Number).CompareTo((after.SubmittedUtc, after.Number)) >= 0));
        }

        var page = rest.Skip(query.Skip).Take(query.Size + 1).ToList();
        var last = page.Count > query.Size ? page[query.Size - 1] : null;
        var hits = page.Take(query.Size).Select(r => r.Number).ToList();
        var near = looksAround && query.Skip == 0 && query.After is null && last is null && hits.Count < NearUpTo ? await NearAsync(query, wanted, around, [.. hits], ct) : [];
        var ideas = await bank.IdeasAsync([.. hits, .. near], ct);
        var nearby = near.ToHashSet();
        return new(
            [.. ideas.Where(i => !nearby.Contains(i.Number))],
            last is null ? null : new(IdeaSort.Relevance, BitConverter.DoubleToInt64Bits(last.Score), last.SubmittedUtc, last.Number),
            [.. ideas.Where(i => nearby.Contains(i.Number))]);
    }

    // So many that hits and near ones together fill a first glance: what only looks like the words, and what is about the same as the hits.
    private async Task<List<int>> NearAsync(IdeaQuery query, Wanted wanted, Surroundings around, HashSet<int> hits, CancellationToken ct)
    {
        var (sql, any) = (new Sql(), Wanted.Any(wanted.Terms.Concat(around.Telling()).Distinct(), wanted.Lexicon));
        var candidates = await bank.CandidatesAsync(sql, bank.Conditions(sql, query, any), MostNear, any.Matches <= MostNear, ct);
        var ranked = Ranker.Rank(candidates.Where(c => !hits.Contains(c.Number)), wanted, Today);
        if (hits.Count == 0)
        {
            around = Surroundings.Of(ranked, wanted.Lexicon);
        }

        return [.. around.Near(ranked).Take(NearUpTo - hits.Count).Select(r => r.Number)];
    }

    // As long as they are not too many to rank, all matches are read, and counted on the way.
    // What the chosen values alone take away comes beside it: where nothing else is left, that is nearest.
    private async Task<(List<Candidate> Chosen, List<Candidate> Others)> CandidatesAsync(IdeaQuery query, Wanted wanted, Facets? facets, CancellationToken ct)
    {
        if (wanted.Matches <= MostRanked)
        {
            var sql = new Sql();
            var matches = await bank.CandidatesAsync(sql, bank.Conditions(sql, query, wanted, withFacets: facets is null), MostRanked + 1, areFew: true, ct);
            if (matches.Count <= MostRanked)
            {
                if (facets is null)
                {
                    return (matches, []);
                }

                await facets.AddAsync(db, matches, ct);
                var has = matches.ToLookup(m => facets.Has(m.Kind));
                return ([.. has[true]], [.. has[false]]);
            }
        }

        if (facets is not null)
        {
            await facets.AddAllAsync(bank, db, wanted, ct);
        }

        var many = new Sql();
        return (await bank.CandidatesAsync(many, bank.Conditions(many, query, wanted, enough: wanted.Telling(MostRanked)), MostRanked, areFew: false, ct), []);
    }

    // One more than asked for, to know whether there are more.
    private async Task<Found> SortedAsync(IdeaQuery query, Wanted? wanted, Facets? facets, CancellationToken ct)
    {
        var sql = new Sql();
        if (facets is not null)
        {
            await facets.AddAllAsync(bank, db, wanted, ct);
        }

        var conditions = bank.Conditions(sql, query, wanted);
        var bySupport = query.EffectiveSort == IdeaSort.Support;
        if (query.After is { } after)
        {
            var (key, time, number) = (sql.Add((int)after.Key), sql.Add(after.SubmittedUtc), sql.Add(after.Number));
            var earlier = $"(e.submitted_utc < {time} OR (e.submitted_utc = {time} AND e.number < {number}))";
            conditions += bySupport ? $" AND (e.supports < {key} OR (e.supports = {key} AND {earlier}))" : $" AND {earlier}";
        }

        var order = bySupport ? "e.supports DESC, e.submitted_utc DESC, e.number DESC" : "e.submitted_utc DESC, e.number DESC";
        var items = await bank.IdeasAsync(sql, $"WHERE {conditions} ORDER BY {order} LIMIT {sql.Add(query.Size + 1)} OFFSET {sql.Add(query.Skip)}", ct);
        var hasMore = items.Count > query.Size;
        var page = items.Take(query.Size).ToList();
        return new(page, hasMore ? CursorOf(query.EffectiveSort, page[^1]) : null, []);
    }

    private static Cursor CursorOf(IdeaSort sort, Idea last) => new(sort, sort == IdeaSort.Support ? last.Supports : 0, last.SubmittedUtc, last.Number);

    private sealed record Found(IReadOnlyList<Idea> Items, Cursor? Next, IReadOnlyList<Idea> Near);
}
