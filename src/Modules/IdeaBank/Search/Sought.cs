using IntranetInnovation.IdeaBank.Language;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>The terms that a search looked for, to point out the words that have them.</summary>
internal sealed class Sought(Analyzer? analyzer, IReadOnlySet<string> terms)
{
    public static Sought Nothing { get; } = new(null, new HashSet<string>());

    public bool IsNothing => analyzer is null || terms.Count == 0;

    /// <summary>The words of a clean text that were sought, or have a part that was.</summary>
    public IEnumerable<Token> In(string cleanText) =>
        IsNothing ? [] : analyzer!.Tokens(cleanText).Where(t => terms.Contains(t.Term) || t.Parts.Any(p => terms.Contains(Compounds.AsPart(p))));
}
