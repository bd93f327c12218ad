using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;
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

/// <summary>Asks the bank as the viewer: who may see what is a condition of every statement, never a filter afterwards.</summary>
internal sealed class IdeaSearch(AppDb db)
{
    /// <summary>Of more matches than this, the newest are ranked. All are counted.</summary>
    public const int MaxCandidates = 5_000;

    /// <summary>With fewer hits than this, what is near them is shown too, up to this many in all.</summary>
    public const int NearUpTo = 10;

    /// <summary>Where the chosen values leave nothing, so many of those without them are shown.</summary>
    public const int NearWithout = 5;

    /// <summary>For tests, to whom five thousand are too many.</summary>
    public int MostRanked { get; init; } = MaxCandidates;

    private readonly IIndexStore store = IndexStore.Of(db);

    private DateTime Today => db.GetService<TimeProvider>().GetUtcNow().UtcDateTime.Date;

    /// <summary>At most seven statements: lexicon (one more for an unknown word), matches, counts when they are very many, what the best are about, what is near, hits.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <param name="inFull">False while somebody types: neither counts nor what lies around the hits.</param>
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

    /// <summary>Those most like a text, best first, each with a likeness above 0 and at most 1; from <see cref="Likeness.Very"/> on they say nearly the same.</summary>
    public async Task<IReadOnlyList<(Idea Idea, double Likeness)>> SimilarAsync(string title, string text, int size, CancellationToken ct)
    {
        var likeness = await Likeness.ReadAsync(db, title, text, ct);
        if (likeness.Wanted.IsNothing)
        {
            return [];
        }

        var sql = new Sql();
        var alike = likeness.Of(await CandidatesAsync(sql, Conditions(sql, new IdeaQuery(), likeness.Wanted), ct)).Take(size).ToList();
        var ideas = await HitsAsync([.. alike.Select(a => a.Number)], ct);
        return [.. ideas.Select(i => (i, alike.Single(a => a.Number == i.Number).Score))];
    }

    /// <summary>How many proposals somebody who is signed in may see that have this value of a facet.</summary>
    public async Task<long> CountAsync(string facet, string value, CancellationToken ct)
    {
        var sql = new Sql();
        var counts = await sql.ReadAsync(
            db,
            $"""
            SELECT CAST(documents AS bigint) FROM ideabank_facet WHERE facet = {sql.Add(facet)} AND value = {sql.Add(value)}{(MayCount ? "" : " AND 1 = 0")}
            UNION ALL SELECT count(*) FROM ideabank_entry e WHERE {Uncounted(sql)} AND e.{facet} = {sql.Add(value)}
            """,
            r => r.DbDataReader.GetInt64(0), ct);
        return counts.Sum();
    }

    /// <summary>SQL for what the viewer may see, the query's text and its days, and (unless left out) the chosen facet values.</summary>
    public string Conditions(Sql sql, IdeaQuery query, Wanted? wanted, bool withFacets = true)
    {
        var conditions = new List<string> { Visible(sql) };
        if (wanted is not null)
        {
            conditions.Add($"e.number IN ({store.Matching(sql.Add(store.Query(wanted.Enough, wanted.Phrases)))})");
        }

        foreach (var unwanted in query.Said.Without)
        {
            string[] terms = [.. Analyzer.Of(db).Tokens(unwanted).Select(t => t.Term)];
            if (terms.Length > 0)
            {
                conditions.Add($"e.number NOT IN ({store.Matching(sql.Add(store.Query(Terms.Of(terms), [terms])))})");
            }
        }

        if (query.FromUtc is { } from)
        {
            conditions.Add($"e.submitted_utc >= {sql.Add(from)}");
        }

        if (query.ToUtc is { } to)
        {
            conditions.Add($"e.submitted_utc < {sql.Add(to)}");
        }

        if (query.New is { } fresh)
        {
            conditions.Add($"e.number IN (SELECT number FROM ideabank_new WHERE since_utc > {sql.Add(fresh.AfterUtc)} AND since_utc <= {sql.Add(fresh.UntilUtc)})");
            conditions.AddRange((wanted?.Words ?? []).Select(w => $"e.number IN ({store.Matching(sql.Add(store.Query((wanted! with { Words = [w] }).Enough, [])))})"));
        }

        if (withFacets)
        {
            conditions.AddRange(query.Chosen.Select(c => $"e.{c.Key} IN ({sql.AddAll(c.Value)})"));
        }

        return string.Join(" AND ", conditions);
    }

    /// <summary>SQL for what the viewer may see and the counts have not counted, since not everyone may.</summary>
    public string Uncounted(Sql sql) => $"NOT e.is_counted AND {Access(sql)}";

    /// <summary>True when the kept counts hold for the viewer, as far as they go.</summary>
    public bool MayCount => db.SeesAll || db.Principals.Contains(Principal.Everyone);

    // What everyone may see needs no look at the access rows; that it is so was written from them in the same save.
    private string Visible(Sql sql) => db.SeesAll ? "1 = 1" : MayCount ? $"(e.is_counted OR {Access(sql)})" : Access(sql);

    private string Access(Sql sql) => db.SeesAll ? "1 = 1" : ProposalAccessSql.Condition("e.proposal_id", [.. db.Principals.Select(p => sql.Add(p))]);

    private async Task<Found> RankedAsync(IdeaQuery query, Wanted wanted, Facets? facets, CancellationToken ct)
    {
        var (candidates, filtered) = await CandidatesAsync(query, wanted, facets, ct);
        IReadOnlyList<Ranked> ranked = Ranker.Rank(candidates, wanted, Today);
        if (ranked.Count == 0 && filtered.Count > 0)
        {
            return new([], null, await HitsAsync([.. Ranker.Rank(filtered, wanted, Today).Take(NearWithout).Select(r => r.Number)], ct));
        }

        // Who puts words in quotation marks means them.
        var looksAround = facets is not null && wanted.Phrases.Count == 0;
        var around = looksAround ? await Surroundings.ReadAsync(db, ranked, wanted.Stats, ct) : Surroundings.None;
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
        var ideas = await HitsAsync([.. hits, .. near], ct);
        var nearby = near.ToHashSet();
        return new(
            [.. ideas.Where(i => !nearby.Contains(i.Number))],
            last is null ? null : new(IdeaSort.Relevance, BitConverter.DoubleToInt64Bits(last.Score), last.SubmittedUtc, last.Number),
            [.. ideas.Where(i => nearby.Contains(i.Number))]);
    }

    // So many that hits and near ones together fill a first glance: what only looks like the words, and what is about the same as the hits.
    private async Task<List<int>> NearAsync(IdeaQuery query, Wanted wanted, Surroundings around, HashSet<int> hits, CancellationToken ct)
    {
        var sql = new Sql();
        var candidates = await CandidatesAsync(sql, Conditions(sql, query, Wanted.Any(wanted.Terms.Concat(around.Telling()))), ct);
        var ranked = Ranker.Rank(candidates.Where(c => !hits.Contains(c.Number)), wanted, Today);
        if (hits.Count == 0)
        {
            around = await Surroundings.ReadAsync(db, ranked, wanted.Stats, ct);
        }

        return [.. around.Near(ranked).Take(NearUpTo - hits.Count).Select(r => r.Number)];
    }

    // As long as they are not too many to rank, all matches are read, and counted on the way.
    // What the chosen values alone take away comes beside it: where nothing else is left, that is nearest.
    private async Task<(List<Candidate> Chosen, List<Candidate> Others)> CandidatesAsync(IdeaQuery query, Wanted wanted, Facets? facets, CancellationToken ct)
    {
        var sql = new Sql();
        if (facets is null)
        {
            return (await CandidatesAsync(sql, Conditions(sql, query, wanted), ct), []);
        }

        var matches = await CandidatesAsync(sql, Conditions(sql, query, wanted, withFacets: false), ct, most: MostRanked + 1);
        if (matches.Count <= MostRanked)
        {
            var has = matches.ToLookup(m => facets.Add(m.Kind));
            return ([.. has[true]], [.. has[false]]);
        }

        await facets.AddAllAsync(this, db, wanted, ct);
        return query.Chosen.Count == 0 ? (matches[..MostRanked], []) : await CandidatesAsync(query, wanted, null, ct);
    }

    private string Among(Sql sql, IReadOnlyCollection<int> numbers) => $"e.number IN ({store.Each(sql.Add(store.Several(numbers)))})";

    private Task<List<Candidate>> CandidatesAsync(Sql sql, string conditions, CancellationToken ct, int? most = null) => sql.ReadAsync(
        db,
        // The texts are fetched for the newest only: sorting them all would carry all texts along.
        $"SELECT e.number, e.submitted_utc, e.is_counted, {Facets.KindOf(db)}, e.status, {IndexedText.Columns("t")} FROM (SELECT e.number, e.submitted_utc, e.is_counted, {Facets.Columns} FROM ideabank_entry e " +
        $"WHERE {conditions} ORDER BY e.submitted_utc DESC, e.number DESC LIMIT {most ?? MostRanked}) e JOIN ideabank_text t ON t.{(db.IsSqlite ? "rowid" : "number")} = e.number",
        r => new Candidate(
            r.DbDataReader.GetInt32(0), DateTime.SpecifyKind(r.DbDataReader.GetDateTime(1), DateTimeKind.Utc), IndexedText.Read(r.DbDataReader, 5), r.DbDataReader.GetBoolean(2),
            r.DbDataReader.GetString(4), r.DbDataReader.GetString(3)), ct);

    // One more than asked for, to know whether there are more.
    private async Task<Found> SortedAsync(IdeaQuery query, Wanted? wanted, Facets? facets, CancellationToken ct)
    {
        var sql = new Sql();
        if (facets is not null)
        {
            await facets.AddAllAsync(this, db, wanted, ct);
        }

        var conditions = Conditions(sql, query, wanted);
        var bySupport = query.EffectiveSort == IdeaSort.Support;
        if (query.After is { } after)
        {
            var (key, time, number) = (sql.Add((int)after.Key), sql.Add(after.SubmittedUtc), sql.Add(after.Number));
            var earlier = $"(e.submitted_utc < {time} OR (e.submitted_utc = {time} AND e.number < {number}))";
            conditions += bySupport ? $" AND (e.supports < {key} OR (e.supports = {key} AND {earlier}))" : $" AND {earlier}";
        }

        var order = bySupport ? "e.supports DESC, e.submitted_utc DESC, e.number DESC" : "e.submitted_utc DESC, e.number DESC";
        var items = await IdeasAsync(sql, $"WHERE {conditions} ORDER BY {order} LIMIT {sql.Add(query.Size + 1)} OFFSET {sql.Add(query.Skip)}", ct);
        var hasMore = items.Count > query.Size;
        var page = items.Take(query.Size).ToList();
        return new(page, hasMore ? CursorOf(query.EffectiveSort, page[^1]) : null, []);
    }

    // The numbers have been found visible; asked again all the same, since between two statements somebody may have changed that.
    private async Task<List<Idea>> HitsAsync(List<int> numbers, CancellationToken ct)
    {
        if (numbers.Count == 0)
        {
            return [];
        }

        var sql = new Sql();
        var ideas = await IdeasAsync(sql, $"WHERE {Among(sql, numbers)} AND {Visible(sql)}", ct);
        return [.. ideas.OrderBy(i => numbers.IndexOf(i.Number))];
    }

    private Task<List<Idea>> IdeasAsync(Sql sql, string rest, CancellationToken ct) => sql.ReadAsync(
        db,
        "SELECT e.proposal_id, e.number, e.title, e.problem, e.solution, e.benefit, e.status, e.department, e.department_name, e.campaign, e.submitted_utc, e.supports " +
        $"FROM ideabank_entry e {rest}",
        r => new Idea(
            new(r.DbDataReader.GetGuid(0)), r.DbDataReader.GetInt32(1), r.DbDataReader.GetString(2), r.DbDataReader.GetString(3), r.DbDataReader.GetString(4),
            r.DbDataReader.GetString(5), r.DbDataReader.GetString(6), r.DbDataReader.GetString(7), r.DbDataReader.GetString(8),
            r.DbDataReader.IsDBNull(9) ? null : r.DbDataReader.GetString(9), DateTime.SpecifyKind(r.DbDataReader.GetDateTime(10), DateTimeKind.Utc), r.DbDataReader.GetInt32(11)), ct);

    private static Cursor CursorOf(IdeaSort sort, Idea last) => new(sort, sort == IdeaSort.Support ? last.Supports : 0, last.SubmittedUtc, last.Number);

    private sealed record Found(IReadOnlyList<Idea> Items, Cursor? Next, IReadOnlyList<Idea> Near);
}
