using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.IdeaBank;

/// <summary>A proposal's terms by field, and a written form of each.</summary>
internal sealed class Fields
{
    private Fields() => Text = IndexedText.Nothing;

    public Fields(Analyzer analyzer, ProjectedProposal proposal, string? unit)
    {
        string Terms(string text) => this.Terms(analyzer.Tokens(Analyzer.Clean(text)));
        Text = new(Terms(proposal.Title), Terms(proposal.Problem), Terms($"{proposal.Solution}\n{proposal.Benefit}"), Terms(unit ?? ""));
    }

    public static Fields None { get; } = new();

    public IndexedText Text { get; }

    public Dictionary<string, string> Words { get; } = new(StringComparer.Ordinal);

    private string Terms(IEnumerable<Token> tokens)
    {
        var (terms, parts) = (new List<string>(), new List<string>());
        foreach (var token in tokens)
        {
            terms.Add(token.Term);
            foreach (var part in token.Parts)
            {
                var marked = Compounds.AsPart(part);
                parts.Add(marked);
                Words[marked] = marked;
            }

            if (!Words.TryGetValue(token.Term, out var known) || token.Word.Length < known.Length)
            {
                Words[token.Term] = token.Word; // The shortest form is most often the one in a dictionary.
            }
        }

        return string.Join(' ', terms.Concat(parts));
    }
}
