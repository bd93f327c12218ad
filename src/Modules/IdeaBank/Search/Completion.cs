using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Lexica;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>Ends the word that is being typed, from the lexicon of what everyone may see.</summary>
internal static class Completion
{
    /// <summary>The query with its last word completed, the most common first. Nothing for an empty query or one that ends with a blank.</summary>
    public static IReadOnlyList<string> Of(Analyzer analyzer, Lexicon lexicon, string text, int size) => Unfinished(analyzer, text) is not { } last ? [] :
        [.. lexicon.Beginning(Analyzer.Fold(last.Word), size).Select(t => string.Concat(text.AsSpan(0, last.Start), t.Word)).Distinct()];

    /// <summary>The word that is being typed; null when none is.</summary>
    public static Token? Unfinished(Analyzer analyzer, string text) =>
        analyzer.Words(text).LastOrDefault() is { Length: >= 2 } last && last.Start + last.Length == text.Length ? last : null;
}
