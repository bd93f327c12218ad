using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Data;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>Ends the word that is being typed, from the lexicon of what everyone may see.</summary>
internal static class Completion
{
    /// <summary>The query with its last word completed, the most common first. Nothing for an empty query or one that ends with a blank. One statement at most.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(AppDb db, string text, int size, CancellationToken ct)
    {
        var last = Analyzer.Of(db).Words(text).LastOrDefault();
        if (last.Length < 2 || last.Start + last.Length != text.Length)
        {
            return [];
        }

        var prefix = Analyzer.Fold(last.Word);
        var sql = new Sql();
        var rows = await sql.ReadAsync(
            db,
            $"SELECT word FROM ideabank_term WHERE folded >= {sql.Add(prefix)} AND folded < {sql.Add(Grams.PastPrefix(prefix))} ORDER BY documents DESC, term LIMIT {sql.Add(size)}",
            r => r.DbDataReader.GetString(0), ct);
        return [.. rows.Select(word => string.Concat(text.AsSpan(0, last.Start), word)).Distinct()];
    }
}
