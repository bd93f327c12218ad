using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Data;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>
/// The terms of a proposal's fields, each a string of terms with single blanks between: the words in order, then the parts of compounds, marked. The benefit goes with the
/// solution; the place is the workplace's name.
/// </summary>
internal sealed record IndexedText(string Title, string Problem, string Solution, string Place)
{
    public static IndexedText Nothing { get; } = new("", "", "", "");

    /// <summary>All columns of the text table, in order.</summary>
    public static string Columns(string table) => $"{table}.title, {table}.problem, {table}.solution, {table}.place";

    /// <summary>The words that the proposal itself says.</summary>
    public IEnumerable<string> Words => WordsIn(Title).Concat(WordsIn(Problem)).Concat(WordsIn(Solution));

    /// <summary>All words and parts of words, the workplace's too.</summary>
    public IEnumerable<string> Terms => Split(Title).Concat(Split(Problem)).Concat(Split(Solution)).Concat(Split(Place));

    public static IndexedText Read(System.Data.Common.DbDataReader reader, int first) =>
        new(reader.GetString(first), reader.GetString(first + 1), reader.GetString(first + 2), reader.GetString(first + 3));

    /// <summary>How many words a field has; parts are not counted.</summary>
    public static int Length(ReadOnlySpan<char> terms)
    {
        var parts = terms.IndexOf(Compounds.Mark);
        var words = parts < 0 ? terms : terms[..parts].TrimEnd(' ');
        return words.IsEmpty ? 0 : 1 + words.Count(' ');
    }

    /// <summary>A field's words, without the parts.</summary>
    public static IEnumerable<string> WordsIn(string terms) => Split(terms).TakeWhile(t => t[0] != Compounds.Mark);

    public static string[] Split(string terms) => terms.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>What is looked for: any of some terms, or from each list of one of the groups any term.</summary>
internal sealed record Terms(IReadOnlyCollection<string> Any, IReadOnlyList<IReadOnlyList<IReadOnlyCollection<string>>> Together)
{
    public static Terms Of(IReadOnlyCollection<string> any) => new(any, []);
}

/// <summary>A term of the lexicon, as one proposal brings it.</summary>
/// <param name="Term">As indexed.</param>
/// <param name="Folded">Without accents.</param>
/// <param name="Word">A written form, for suggestions.</param>
/// <param name="Change">+1 or -1: one more or one fewer proposal has it.</param>
internal sealed record TermChange(string Term, string Folded, string Word, int Change);

/// <summary>More or fewer proposals with a value of a facet.</summary>
internal sealed record FacetChange(string Facet, string Value, string Name, int Change)
{
    /// <summary>From what a proposal counted as to what it counts as now, in one order for everybody.</summary>
    public static IReadOnlyList<FacetChange> Between(IReadOnlyCollection<FacetValueOf> before, IReadOnlyCollection<FacetValueOf> after) =>
    [
        .. before.Except(after).Select(f => new FacetChange(f.Facet, f.Value!, "", -1)).Concat(after.Except(before).Select(f => new FacetChange(f.Facet, f.Value!, f.Name, 1)))
            .GroupBy(f => (f.Facet, f.Value)).Select(g => new FacetChange(g.Key.Facet, g.Key.Value, g.Max(f => f.Name)!, g.Sum(f => f.Change)))
            .OrderBy(f => f.Facet, StringComparer.Ordinal).ThenBy(f => f.Value, StringComparer.Ordinal),
    ];
}

/// <summary>A word in pieces of three letters, its beginning and end marked: what words that look alike have in common. Parts of compounds have none.</summary>
internal static class Grams
{
    public static IReadOnlyList<string> Of(string folded) => folded.StartsWith(Compounds.Mark) ? [] : Pieces($"^{folded}$");

    /// <summary>Those that every word with this ending has.</summary>
    public static IReadOnlyList<string> OfEnding(string folded) => Pieces($"{folded}$");

    /// <summary>What comes after every word that begins so, in the order of both databases: the last of all characters.</summary>
    public static string PastPrefix(string folded) => folded + "\U0010FFFF";

    private static List<string> Pieces(string marked) => [.. Enumerable.Range(0, Math.Max(0, marked.Length - 2)).Select(i => marked.Substring(i, 3)).Distinct()];
}

/// <summary>
/// What the two databases do differently about search. Tables: <c>ideabank_text</c> (the terms by proposal number, full-text indexed), <c>ideabank_term</c> (lexicon:
/// term, folded, word, documents), <c>ideabank_gram</c> (the lexicon by pieces of three letters), <c>ideabank_facet</c> (proposals by facet and value) and <c>ideabank_stats</c> (one row: documents and the sums of the
/// fields' lengths). The lexicon, the facets and the sums count only proposals that everyone may see.
/// </summary>
internal interface IIndexStore
{
    /// <summary>Makes the tables.</summary>
    IReadOnlyList<string> Create { get; }

    /// <summary>Makes the table of the lexicon's pieces.</summary>
    IReadOnlyList<string> CreateGrams { get; }

    /// <summary>Makes the table of counts by facet.</summary>
    string CreateFacetCounts { get; }

    /// <summary>SQL for the numbers of those proposals whose text matches the query in parameter <paramref name="query"/>.</summary>
    string Matching(string query);

    /// <summary>Several numbers or words as one parameter, so that the statement is the same however many they are.</summary>
    object Several<T>(IEnumerable<T> values);

    /// <summary>SQL for each of what <see cref="Several"/> made.</summary>
    string Each(string several);

    /// <summary>The query in the database's own language: all phrases; when there are none, any of the terms, or one of each of several that only together mean it.</summary>
    string Query(Terms terms, IReadOnlyList<IReadOnlyList<string>> phrases);

    /// <summary>Puts or replaces (null: removes) the text of a proposal.</summary>
    Task WriteTextAsync(AppDb db, int number, IndexedText? text, CancellationToken ct);

    /// <summary>Counts one more or fewer proposal for each of the values.</summary>
    Task CountFacetsAsync(AppDb db, IReadOnlyList<FacetChange> changes, CancellationToken ct);

    /// <summary>Counts the changes in; terms that no proposal has any more are forgotten.</summary>
    Task CountTermsAsync(AppDb db, IReadOnlyList<TermChange> changes, CancellationToken ct);
}

internal static class IndexStore
{
    public static IIndexStore Of(AppDb db) => db.IsSqlite ? SqliteIndex.Instance : PostgresIndex.Instance;

    public static IIndexStore For(string? activeProvider) =>
        activeProvider == "Microsoft.EntityFrameworkCore.Sqlite" ? SqliteIndex.Instance : PostgresIndex.Instance;
}

/// <summary>SQL with EF's own connection, transaction, logging and counting, without the cost of compiling a LINQ query for each shape.</summary>
internal sealed class Sql
{
    private readonly List<object> values = [];

    public IReadOnlyList<object> Values => values;

    /// <summary>A parameter; what it returns stands for it in the text.</summary>
    public string Add(object value)
    {
        values.Add(value);
        return $"{{{values.Count - 1}}}";
    }

    /// <summary>Several, with commas between; NULL for none, so that IN finds nothing.</summary>
    public string AddAll(IEnumerable<string> many) => string.Join(", ", many.Select(v => Add(v)).DefaultIfEmpty("NULL"));

    public async Task<List<T>> ReadAsync<T>(AppDb db, string text, Func<RelationalDataReader, T> read, CancellationToken ct)
    {
        var facade = ((IDatabaseFacadeDependenciesAccessor)db.Database).Dependencies;
        var command = db.GetService<IRawSqlCommandBuilder>().Build(text, values, db.Model);
        var rows = new List<T>();
        await using var reader = await command.RelationalCommand.ExecuteReaderAsync(
            new(((IRelationalDatabaseFacadeDependencies)facade).RelationalConnection, command.ParameterValues, null, db, ((IRelationalDatabaseFacadeDependencies)facade).CommandLogger), ct);
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
