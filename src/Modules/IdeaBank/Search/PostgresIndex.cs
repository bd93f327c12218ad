using System.Text;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>A tsvector of our own terms with their positions; no text search configuration of the database is asked.</summary>
internal sealed class PostgresIndex : IIndexStore
{
    // A tsvector counts no further; terms beyond are found but lie at the last position.
    private const int LastPosition = 16_383;

    public static PostgresIndex Instance { get; } = new();

    // The collation is the same order as SQLite's, whatever the database was made with.
    public IReadOnlyList<string> Create { get; } =
    [
        "CREATE TABLE ideabank_text (number integer NOT NULL PRIMARY KEY, title text NOT NULL, problem text NOT NULL, solution text NOT NULL, place text NOT NULL, vector tsvector NOT NULL)",
        "CREATE INDEX \"IX_ideabank_text_vector\" ON ideabank_text USING gin (vector)",
        "CREATE TABLE ideabank_term (term text COLLATE \"C\" NOT NULL PRIMARY KEY, folded text COLLATE \"C\" NOT NULL, word text NOT NULL, documents integer NOT NULL)",
        "CREATE INDEX \"IX_ideabank_term_folded\" ON ideabank_term (folded)",
        "CREATE TABLE ideabank_stats (id integer NOT NULL PRIMARY KEY, documents bigint NOT NULL, title bigint NOT NULL, problem bigint NOT NULL, solution bigint NOT NULL, place bigint NOT NULL)",
        "INSERT INTO ideabank_stats VALUES (1, 0, 0, 0, 0, 0)",
    ];

    public string Match(string table, string query) => $"{table}.vector @@ CAST({query} AS tsquery)";

    public object Several<T>(IEnumerable<T> values) => values.ToArray();

    public string Each(string several) => $"SELECT unnest({several})";

    public string Query(Terms terms, IReadOnlyList<IReadOnlyList<string>> phrases) => phrases.Count > 0
        ? string.Join(" & ", phrases.Select(p => $"({string.Join(" <-> ", p.Select(t => $"'{t}'"))})"))
        : string.Join(" | ", terms.Any.Select(t => $"'{t}'").Concat(
            terms.Together.Select(g => $"({string.Join(" & ", g.Select(part => $"({string.Join(" | ", part.Select(t => $"'{t}'"))})"))})")));

    public async Task WriteTextsAsync(AppDb db, IReadOnlyList<TextChange> changes, CancellationToken ct)
    {
        if (changes.Where(c => c.Text is null).Select(c => c.Number).ToArray() is { Length: > 0 } gone)
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_text WHERE number = ANY({gone})", ct);
        }

        var there = changes.Where(c => c.Text is not null).OrderBy(c => c.Number).ToList();
        int[] numbers = [.. there.Select(c => c.Number)];
        string[] titles = [.. there.Select(c => c.Text!.Title)], problems = [.. there.Select(c => c.Text!.Problem)], solutions = [.. there.Select(c => c.Text!.Solution)];
        string[] places = [.. there.Select(c => c.Text!.Place)], vectors = [.. there.Select(c => Vector(c.Text!))];
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO ideabank_text (number, title, problem, solution, place, vector)
            SELECT n, t, p, s, w, CAST(v AS tsvector) FROM unnest({numbers}, {titles}, {problems}, {solutions}, {places}, {vectors}) AS r (n, t, p, s, w, v)
            ON CONFLICT (number) DO UPDATE SET
                title = excluded.title, problem = excluded.problem, solution = excluded.solution, place = excluded.place, vector = excluded.vector
            """, ct);
    }

    public string CreateFacetCounts =>
        "CREATE TABLE ideabank_facet (facet text COLLATE \"C\" NOT NULL, value text COLLATE \"C\" NOT NULL, name text NOT NULL, documents integer NOT NULL, PRIMARY KEY (facet, value))";

    public Task CountFacetsAsync(AppDb db, IReadOnlyList<FacetChange> changes, CancellationToken ct)
    {
        string[] facets = [.. changes.Select(c => c.Facet)], values = [.. changes.Select(c => c.Value)], names = [.. changes.Select(c => c.Name)];
        int[] counts = [.. changes.Select(c => c.Change)];
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO ideabank_facet (facet, value, name, documents) SELECT * FROM unnest({facets}, {values}, {names}, {counts})
            ON CONFLICT (facet, value) DO UPDATE SET documents = ideabank_facet.documents + excluded.documents,
                name = CASE WHEN excluded.name = '' THEN ideabank_facet.name ELSE excluded.name END
            """, ct);
    }

    public async Task CountTermsAsync(AppDb db, IReadOnlyList<TermChange> changes, CancellationToken ct)
    {
        // In one order for everybody, so that two who save at once never wait for each other in a ring.
        var sorted = changes.OrderBy(c => c.Term, StringComparer.Ordinal).ToList();
        string[] terms = [.. sorted.Select(c => c.Term)], folded = [.. sorted.Select(c => c.Folded)], words = [.. sorted.Select(c => c.Word)];
        int[] counts = [.. sorted.Select(c => c.Change)];
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO ideabank_term (term, folded, word, documents) SELECT * FROM unnest({terms}, {folded}, {words}, {counts})
            ON CONFLICT (term) DO UPDATE SET documents = ideabank_term.documents + excluded.documents
            """, ct);
        if (sorted.Exists(c => c.Change < 0))
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM ideabank_term WHERE documents <= 0 AND term = ANY({terms})", ct);
        }
    }

    // A gap between the fields, so that no phrase reaches from one into the next (FTS5 keeps columns apart likewise).
    private static string Vector(IndexedText text)
    {
        var vector = new StringBuilder();
        var position = 0;
        foreach (var field in new[] { text.Title, text.Problem, text.Solution, text.Place })
        {
            position += 2;
            foreach (var term in IndexedText.Split(field))
            {
                vector.Append('\'').Append(term).Append("':").Append(Math.Min(++position, LastPosition)).Append(' ');
            }
        }

        return vector.ToString();
    }
}
