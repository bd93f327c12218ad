using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>FTS5 over our own terms. Its 'ascii' tokenizer only splits at our blanks; the default one would fold letters with rings and dots.</summary>
internal sealed class SqliteIndex : IIndexStore
{
    public static SqliteIndex Instance { get; } = new();

    public IReadOnlyList<string> Create { get; } =
    [
        "CREATE VIRTUAL TABLE ideabank_text USING fts5(title, problem, solution, place, tokenize='ascii')",
        "CREATE TABLE ideabank_term (term TEXT NOT NULL PRIMARY KEY, folded TEXT NOT NULL, word TEXT NOT NULL, documents INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE INDEX \"IX_ideabank_term_folded\" ON ideabank_term (folded)",
        "CREATE TABLE ideabank_stats (id INTEGER NOT NULL PRIMARY KEY, documents INTEGER NOT NULL, title INTEGER NOT NULL, problem INTEGER NOT NULL, solution INTEGER NOT NULL, place INTEGER NOT NULL)",
        "INSERT INTO ideabank_stats VALUES (1, 0, 0, 0, 0, 0)",
    ];

    public string Matching(string query) => $"SELECT rowid FROM ideabank_text WHERE ideabank_text MATCH {query}";

    public object Several<T>(IEnumerable<T> values) => JsonSerializer.Serialize(values);

    public string Each(string several) => $"SELECT value FROM json_each({several})";

    public string Query(Terms terms, IReadOnlyList<IReadOnlyList<string>> phrases) => phrases.Count > 0
        ? string.Join(" AND ", phrases.Select(p => $"\"{string.Join(' ', p)}\""))
        : string.Join(" OR ", terms.Any.Select(t => $"\"{t}\"").Concat(
            terms.Together.Select(g => $"({string.Join(" AND ", g.Select(part => $"({string.Join(" OR ", part.Select(t => $"\"{t}\""))})"))})")));

    public async Task WriteTextAsync(AppDb db, int number, IndexedText? text, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_text WHERE rowid = {number}", ct);
        if (text is not null)
        {
            await db.Database.ExecuteSqlAsync($"INSERT INTO ideabank_text (rowid, title, problem, solution, place) VALUES ({number}, {text.Title}, {text.Problem}, {text.Solution}, {text.Place})", ct);
        }
    }

    public IReadOnlyList<string> CreateGrams { get; } = ["CREATE TABLE ideabank_gram (gram TEXT NOT NULL, term TEXT NOT NULL, PRIMARY KEY (gram, term)) WITHOUT ROWID"];

    public string CreateFacetCounts => "CREATE TABLE ideabank_facet (facet TEXT NOT NULL, value TEXT NOT NULL, name TEXT NOT NULL, documents INTEGER NOT NULL, PRIMARY KEY (facet, value)) WITHOUT ROWID";

    public Task CountFacetsAsync(AppDb db, IReadOnlyList<FacetChange> changes, CancellationToken ct)
    {
        var rows = JsonSerializer.Serialize(changes.Select(c => new object[] { c.Facet, c.Value, c.Name, c.Change }));
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO ideabank_facet (facet, value, name, documents) SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each({rows}) WHERE true
            ON CONFLICT (facet, value) DO UPDATE SET documents = ideabank_facet.documents + excluded.documents,
                name = CASE WHEN excluded.name = '' THEN ideabank_facet.name ELSE excluded.name END
            """, ct);
    }

    public async Task CountTermsAsync(AppDb db, IReadOnlyList<TermChange> changes, CancellationToken ct)
    {
        var sql = new Sql();
        var rows = sql.Add(JsonSerializer.Serialize(changes.Select(c => new object[] { c.Term, c.Folded, c.Word, c.Change })));
        var counted = await sql.ReadAsync(
            db,
            $"""
            INSERT INTO ideabank_term (term, folded, word, documents)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each({rows}) WHERE true
            ON CONFLICT (term) DO UPDATE SET documents = ideabank_term.documents + excluded.documents
            RETURNING term, folded, documents
            """,
            r => (Term: r.DbDataReader.GetString(0), Folded: r.DbDataReader.GetString(1), Documents: r.DbDataReader.GetInt32(2)), ct);
        var grams = JsonSerializer.Serialize(counted.Where(t => t.Documents == 1).SelectMany(t => Grams.Of(t.Folded).Select(g => new[] { g, t.Term })));
        await db.Database.ExecuteSqlAsync($"INSERT OR IGNORE INTO ideabank_gram (gram, term) SELECT value ->> 0, value ->> 1 FROM json_each({grams})", ct);
        if (counted.Where(t => t.Documents <= 0).ToList() is { Count: > 0 } gone)
        {
            var (terms, pieces) = (JsonSerializer.Serialize(gone.Select(t => t.Term)), JsonSerializer.Serialize(gone.SelectMany(t => Grams.Of(t.Folded).Select(g => new[] { g, t.Term }))));
            await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_term WHERE term IN (SELECT value FROM json_each({terms}))", ct);
            await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_gram WHERE (gram, term) IN (SELECT value ->> 0, value ->> 1 FROM json_each({pieces}))", ct);
        }
    }
}
