using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>The bank's statements. Who may see what is a condition of every one, never a filter afterwards.</summary>
internal sealed class IdeaSql(AppDb db)
{
    private readonly IIndexStore store = IndexStore.Of(db);

    /// <summary>True when the kept counts hold for the viewer, as far as they go.</summary>
    public bool MayCount => db.SeesAll || db.Principals.Contains(Principal.Everyone);

    /// <summary>SQL for what the viewer may see and the counts have not counted, since not everyone may.</summary>
    public string Uncounted(Sql sql) => $"NOT e.is_counted AND {Access(sql)}";

    /// <summary>What everyone may see needs no look at the access rows; that it is so was written from them in the same save.</summary>
    public string Visible(Sql sql) => db.SeesAll ? "1 = 1" : MayCount ? $"(e.is_counted OR {Access(sql)})" : Access(sql);

    /// <summary>SQL for what the viewer may see, the query's text and its days, and (unless left out) the chosen facet values.</summary>
    public string Conditions(Sql sql, IdeaQuery query, Wanted? wanted, bool withFacets = true, Terms? enough = null)
    {
        var conditions = new List<string> { Visible(sql) };
        if (wanted is not null)
        {
            conditions.Add(Matches(sql, enough ?? wanted.Enough, wanted.Phrases));
        }

        foreach (var unwanted in query.Said.Without)
        {
            string[] terms = [.. Analyzer.Of(db).Tokens(unwanted).Select(t => t.Term)];
            if (terms.Length > 0)
            {
                conditions.Add($"NOT {Matches(sql, Terms.Of(terms), [terms])}");
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
            conditions.AddRange((wanted?.Words ?? []).Select(w => Matches(sql, (wanted! with { Words = [w] }).Enough, [])));
        }

        if (withFacets)
        {
            conditions.AddRange(query.Chosen.Select(c => $"e.{c.Key} IN ({sql.AddAll(c.Value)})"));
        }

        return string.Join(" AND ", conditions);
    }

    /// <summary>What is to be ranked.</summary>
    /// <param name="sql">Holds the parameters of <paramref name="conditions"/>.</param>
    /// <param name="conditions">As <see cref="Conditions"/> gives them.</param>
    /// <param name="most">The newest so many at most.</param>
    /// <param name="areFew">True when it is known that there are hardly more than that: then they are not put in order first.</param>
    /// <param name="ct">Ends the reading.</param>
    public Task<List<Candidate>> CandidatesAsync(Sql sql, string conditions, int most, bool areFew, CancellationToken ct)
    {
        const string Columns = "e.number, e.kind, e.terms";

        // Of many, only the newest ones' terms are fetched: sorting them all would carry all terms along.
        var text = areFew
            ? $"SELECT {Columns} FROM ideabank_entry e WHERE {conditions} LIMIT {sql.Add(most)}"
            : $"SELECT {Columns} FROM (SELECT e.proposal_id FROM ideabank_entry e WHERE {conditions} ORDER BY e.submitted_utc DESC, e.number DESC LIMIT {sql.Add(most)}) n " +
              "JOIN ideabank_entry e ON e.proposal_id = n.proposal_id";
        return sql.ReadAsync(
            db, text,
            r => new Candidate(r.DbDataReader.GetInt32(0), TermCounts.Read(r.DbDataReader, 2), r.DbDataReader.GetInt64(1)), ct);
    }

    /// <summary>Proposals as they are shown, in the order asked for.</summary>
    /// <param name="sql">Holds the parameters of <paramref name="rest"/>.</param>
    /// <param name="rest">WHERE and what comes after.</param>
    /// <param name="ct">Ends the reading.</param>
    public Task<List<Idea>> IdeasAsync(Sql sql, string rest, CancellationToken ct) => sql.ReadAsync(
        db,
        "SELECT e.proposal_id, e.number, e.title, e.problem, e.solution, e.benefit, e.status, e.department, e.department_name, e.campaign, e.submitted_utc, e.supports " +
        $"FROM ideabank_entry e {rest}",
        r => new Idea(
            new(r.DbDataReader.GetGuid(0)), r.DbDataReader.GetInt32(1), r.DbDataReader.GetString(2), r.DbDataReader.GetString(3), r.DbDataReader.GetString(4),
            r.DbDataReader.GetString(5), r.DbDataReader.GetString(6), r.DbDataReader.GetString(7), r.DbDataReader.GetString(8),
            r.DbDataReader.IsDBNull(9) ? null : r.DbDataReader.GetString(9), DateTime.SpecifyKind(r.DbDataReader.GetDateTime(10), DateTimeKind.Utc), r.DbDataReader.GetInt32(11)), ct);

    /// <summary>
    /// The same by their numbers, in that order. They have been found visible; asked again all the same, since between two statements somebody may have changed that.
    /// </summary>
    public async Task<List<Idea>> IdeasAsync(List<int> numbers, CancellationToken ct)
    {
        if (numbers.Count == 0)
        {
            return [];
        }

        var sql = new Sql();
        var ideas = await IdeasAsync(sql, $"WHERE e.number IN ({store.Each(sql.Add(store.Several(numbers)))}) AND {Visible(sql)}", ct);
        return [.. ideas.OrderBy(i => numbers.IndexOf(i.Number))];
    }

    /// <summary>The terms of some proposals, by number.</summary>
    public async Task<Dictionary<int, IndexedText>> TextsAsync(IEnumerable<int> numbers, CancellationToken ct)
    {
        var (sql, key) = (new Sql(), IndexStore.TextKey(db));
        var rows = await sql.ReadAsync(
            db, $"SELECT t.{key}, {IndexedText.Columns("t")} FROM ideabank_text t WHERE t.{key} IN ({store.Each(sql.Add(store.Several(numbers)))})",
            r => (Number: r.DbDataReader.GetInt32(0), Text: IndexedText.Read(r.DbDataReader, 1)), ct);
        return rows.ToDictionary(r => r.Number, r => r.Text);
    }

    /// <summary>The last handed in of those that have one term of each group, with their titles and what the ranker reads.</summary>
    public Task<List<(Suggestion Idea, TermCounts Terms)>> NewestAsync(IReadOnlyList<IReadOnlyCollection<string>> groups, int most, CancellationToken ct)
    {
        var (sql, key) = (new Sql(), IndexStore.TextKey(db));
        var match = store.Match("t", sql.Add(store.Query(new([], [groups]), [])));
        return sql.ReadAsync(
            db, $"SELECT e.number, e.title, e.status, e.terms FROM ideabank_text t JOIN ideabank_entry e ON e.number = t.{key} WHERE {match} AND {Visible(sql)} ORDER BY t.{key} DESC LIMIT {sql.Add(most)}",
            r => (new Suggestion(r.DbDataReader.GetInt32(0), r.DbDataReader.GetString(1), r.DbDataReader.GetString(2)), TermCounts.Read(r.DbDataReader, 3)), ct);
    }

    private string Matches(Sql sql, Terms terms, IReadOnlyList<IReadOnlyList<string>> phrases) =>
        $"e.number IN (SELECT {IndexStore.TextKey(db)} FROM ideabank_text t WHERE {store.Match("t", sql.Add(store.Query(terms, phrases)))})";

    private string Access(Sql sql) => db.SeesAll ? "1 = 1" : ProposalAccessSql.Condition("e.proposal_id", [.. db.Principals.Select(p => sql.Add(p))]);
}

/// <summary>A proposal that is named while somebody types.</summary>
internal sealed record Suggestion(int Number, string Title, string Status);
