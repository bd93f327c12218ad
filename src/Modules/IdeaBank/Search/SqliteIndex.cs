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

    public string Match(string table, string query) => $"ideabank_text MATCH {query}";

    public object Several<T>(IEnumerable<T> values) => IndexStore.Json(values);

    public string Each(string several) => $"SELECT value FROM json_each({several})";

    public string Query(Terms terms, IReadOnlyList<IReadOnlyList<string>> phrases) => phrases.Count > 0
        ? string.Join(" AND ", phrases.Select(p => $"\"{string.Join(' ', p)}\""))
        : string.Join(" OR ", terms.Any.Select(t => $"\"{t}\"").Concat(
            terms.Together.Select(g => $"({string.Join(" AND ", g.Select(part => $"({string.Join(" OR ", part.Select(t => $"\"{t}\""))})"))})")));

    public async Task WriteTextsAsync(AppDb db, IReadOnlyList<TextChange> changes, CancellationToken ct)
    {
        if (changes.Where(c => !c.IsNew).Select(c => c.Number).ToList() is { Count: > 0 } old)
        {
            var numbers = IndexStore.Json(old);
            await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_text WHERE rowid IN (SELECT value FROM json_each({numbers}))", ct);
        }

        var rows = IndexStore.Json(changes.Where(c => c.Text is not null).Select(c => new object[] { c.Number, c.Text!.Title, c.Text.Problem, c.Text.Solution, c.Text.Place }));
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO ideabank_text (rowid, title, problem, solution, place)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each({rows})
            """, ct);
    }

    public string CreateFacetCounts => "CREATE TABLE ideabank_facet (facet TEXT NOT NULL, value TEXT NOT NULL, name TEXT NOT NULL, documents INTEGER NOT NULL, PRIMARY KEY (facet, value)) WITHOUT ROWID";

    public Task CountFacetsAsync(AppDb db, IReadOnlyList<FacetChange> changes, CancellationToken ct)
    {
        var rows = IndexStore.Json(changes.Select(c => new object[] { c.Facet, c.Value, c.Name, c.Change }));
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO ideabank_facet (facet, value, name, documents) SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each({rows}) WHERE true
            ON CONFLICT (facet, value) DO UPDATE SET documents = ideabank_facet.documents + excluded.documents,
                name = CASE WHEN excluded.name = '' THEN ideabank_facet.name ELSE excluded.name END
            """, ct);
    }

    public async Task CountTermsAsync(AppDb db, IReadOnlyList<TermChange> changes, CancellationToken ct)
    {
        var rows = TermChange.Write(changes);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO ideabank_term (term, folded, word, documents)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each({rows}) WHERE true
            ON CONFLICT (term) DO UPDATE SET documents = ideabank_term.documents + excluded.documents
            """, ct);
        if (changes.Any(c => c.Change < 0))
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_term WHERE documents <= 0 AND term IN (SELECT value ->> 0 FROM json_each({rows}))", ct);
        }
    }
}
