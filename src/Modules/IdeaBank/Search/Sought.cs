using IntranetInnovation.IdeaBank.Language;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>The terms that a search looked for, to point out the words that have them.</summary>
internal sealed class Sought(Analyzer? analyzer, IReadOnlySet<string> terms)
{
    private readonly HashSet<string> parts = terms.Where(t => t[0] == Compounds.Mark).Select(t => t[1..]).ToHashSet(StringComparer.Ordinal);

    public static Sought Nothing { get; } = new(null, new HashSet<string>());

    public bool IsNothing => analyzer is null || terms.Count == 0;

    /// <summary>The words of a clean text that were sought, or have a part that was.</summary>
    public IEnumerable<Token> In(string cleanText) => IsNothing ? [] : analyzer!.Tokens(cleanText).Where(Has);

    private bool Has(Token token)
    {
        if (terms.Contains(token.Term))
        {
            return true;
        }

        for (var i = 0; i < token.Parts.Count; i++)
        {
            if (parts.Contains(token.Parts[i]))
            {
                return true;
            }
        }

        return false;
    }
}
