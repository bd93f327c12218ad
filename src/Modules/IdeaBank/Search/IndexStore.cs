using System.Text.Encodings.Web;
using System.Text.Json;
using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

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
/// <param name="Change">How many more (or, negative, fewer) proposals have it.</param>
internal sealed record TermChange(string Term, string Folded, string Word, int Change)
{
    /// <summary>Stands for more changes than anyone would read one by one.</summary>
    public const string TooMany = "-";

    /// <summary>As it is given to the database, and kept for those who have an older lexicon in memory.</summary>
    public static string Write(IEnumerable<TermChange> changes) => IndexStore.Json(changes.Select(c => new object[] { c.Term, c.Folded, c.Word, c.Change }));

    public static IEnumerable<TermChange> Read(string written) =>
        JsonSerializer.Deserialize<JsonElement[][]>(written)!.Select(c => new TermChange(c[0].GetString()!, c[1].GetString()!, c[2].GetString()!, c[3].GetInt32()));
}

/// <summary>A proposal's text as it shall be; null when it shall be gone.</summary>
/// <param name="Number">Whose.</param>
/// <param name="Text">The terms.</param>
/// <param name="IsNew">True when there is none yet.</param>
internal sealed record TextChange(int Number, IndexedText? Text, bool IsNew);

/// <summary>More or fewer proposals with a value of a facet.</summary>
internal sealed record FacetChange(string Facet, string Value, string Name, int Change)
{
    /// <summary>From what proposals counted as to what they count as now, in one order for everybody.</summary>
    public static IReadOnlyList<FacetChange> Between(IEnumerable<FacetValueOf> before, IEnumerable<FacetValueOf> after) =>
    [
        .. before.Select(f => (Value: f, Change: -1)).Concat(after.Select(f => (Value: f, Change: 1))).GroupBy(f => (f.Value.Facet, f.Value.Value))
            .Select(g => (g.Key, Change: g.Sum(f => f.Change), New: g.Where(f => f.Change > 0).Select(f => f.Value.Name).ToHashSet(), Old: g.Where(f => f.Change < 0).Select(f => f.Value.Name).ToHashSet()))
            .Where(g => g.Change != 0 || !g.New.SetEquals(g.Old))
            .Select(g => new FacetChange(g.Key.Facet, g.Key.Value!, g.New.Max(StringComparer.Ordinal) ?? "", g.Change))
            .OrderBy(f => f.Facet, StringComparer.Ordinal).ThenBy(f => f.Value, StringComparer.Ordinal),
    ];
}

/// <summary>A word in pieces of three letters, its beginning and end marked: what words that look alike have in common. Parts of compounds have none.</summary>
internal static class Grams
{
    public static IReadOnlyList<string> Of(string folded) => folded.StartsWith(Compounds.Mark) ? [] : Pieces($"^{folded}$");

    /// <summary>True when a word has the piece.</summary>
    public static bool Has(string folded, string gram) => gram switch
    {
        ['^', .. var middle, '$'] => folded == middle,
        ['^', .. var beginning] => folded.StartsWith(beginning, StringComparison.Ordinal),
        [.. var ending, '$'] => folded.EndsWith(ending, StringComparison.Ordinal),
        _ => folded.Contains(gram, StringComparison.Ordinal),
    } && folded[0] != Compounds.Mark;

    /// <summary>Those that every word with this ending has.</summary>
    public static IReadOnlyList<string> OfEnding(string folded) => Pieces($"{folded}$");

    private static List<string> Pieces(string marked) => [.. Enumerable.Range(0, Math.Max(0, marked.Length - 2)).Select(i => marked.Substring(i, 3)).Distinct()];
}

/// <summary>
/// What the two databases do differently about search. Tables: <c>ideabank_text</c> (the terms by proposal number, full-text indexed), <c>ideabank_term</c> (lexicon:
/// term, folded, word, documents), <c>ideabank_facet</c> (proposals by facet and value) and <c>ideabank_stats</c> (one row: documents, the sums of the fields' lengths, and the stamp
/// of the last change; <c>ideabank_change</c> has the last ones). The lexicon, the facets and the sums count only proposals that everyone may see.
/// </summary>
internal interface IIndexStore
{
    /// <summary>Makes the tables.</summary>
    IReadOnlyList<string> Create { get; }

    /// <summary>Makes the table of counts by facet.</summary>
    string CreateFacetCounts { get; }

    /// <summary>SQL that is true for a row of the text table, by that name, that matches the query in parameter <paramref name="query"/>.</summary>
    string Match(string table, string query);

    /// <summary>Several numbers or words as one parameter, so that the statement is the same however many they are.</summary>
    object Several<T>(IEnumerable<T> values);

    /// <summary>SQL for each of what <see cref="Several"/> made.</summary>
    string Each(string several);

    /// <summary>The query in the database's own language: all phrases; when there are none, any of the terms, or one of each of several that only together mean it.</summary>
    string Query(Terms terms, IReadOnlyList<IReadOnlyList<string>> phrases);

    /// <summary>Puts, replaces or removes texts.</summary>
    Task WriteTextsAsync(AppDb db, IReadOnlyList<TextChange> changes, CancellationToken ct);

    /// <summary>Counts one more or fewer proposal for each of the values.</summary>
    Task CountFacetsAsync(AppDb db, IReadOnlyList<FacetChange> changes, CancellationToken ct);

    /// <summary>Counts the changes in, each term once; terms that no proposal has any more are forgotten.</summary>
    Task CountTermsAsync(AppDb db, IReadOnlyList<TermChange> changes, CancellationToken ct);
}

internal static class IndexStore
{
    // Nothing of it is ever shown: letters outside of English stay as they are, six times shorter than escaped.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IIndexStore Of(AppDb db) => db.IsSqlite ? SqliteIndex.Instance : PostgresIndex.Instance;

    /// <summary>Rows as one value for the database.</summary>
    public static string Json<T>(T rows) => JsonSerializer.Serialize(rows, Plain);

    /// <summary>The column of the text table that holds the proposal's number.</summary>
    public static string TextKey(AppDb db) => db.IsSqlite ? "rowid" : "number";

    public static IIndexStore For(string? activeProvider) =>
        activeProvider == "Microsoft.EntityFrameworkCore.Sqlite" ? SqliteIndex.Instance : PostgresIndex.Instance;
}
