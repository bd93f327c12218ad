using IntranetInnovation.IdeaBank.Language;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>A filter as somebody typed it, such as <c>status:implemented</c>.</summary>
/// <param name="Facet">One of <see cref="IdeaQuery.FacetNames"/>.</param>
/// <param name="Said">What stands after the colon, without quotation marks.</param>
/// <param name="Written">All of it, as written.</param>
internal sealed record TypedFilter(string Facet, string Said, string Written);

/// <summary>
/// What stands in the search box: words and "exact phrases", <c>-what is not wanted</c>, and <c>name:value</c>. Whatever is none of these is plain words: no text is wrong.
/// </summary>
/// <param name="Words">Words and phrases, as written.</param>
/// <param name="Without">Words and phrases not wanted, without their minus and quotation marks.</param>
/// <param name="Filters">Filters, in order.</param>
internal sealed record QueryText(string Words, IReadOnlyList<string> Without, IReadOnlyList<TypedFilter> Filters)
{
    private const int MostWithout = 8;

    // Folded, since many do not have our letters at hand.
    private static readonly Dictionary<string, string> Names = new()
    {
        ["forvaltning"] = "department", ["department"] = "department", ["enhet"] = "unit", ["unit"] = "unit", ["kampanj"] = "campaign", ["campaign"] = "campaign",
        ["status"] = "status", ["mal"] = "goal", ["goal"] = "goal", ["ar"] = "year", ["year"] = "year", ["kalla"] = "source", ["source"] = "source",
    };

    /// <summary>Reads a cleaned text.</summary>
    public static QueryText Read(string text)
    {
        var (words, without, filters) = (new List<string>(), new List<string>(), new List<TypedFilter>());
        foreach (var piece in Pieces(text))
        {
            if (piece is ['-', _, ..] && Bare(piece[1..]) is { } unwanted && without.Count < MostWithout)
            {
                without.Add(unwanted);
            }
            else if (Filter(piece) is { } filter)
            {
                filters.Add(filter);
            }
            else
            {
                words.Add(piece);
            }
        }

        return new(string.Join(' ', words), without, filters);
    }

    /// <summary>What is looked for as words; a filter that means nothing here is words too.</summary>
    public string Plain => string.Join(' ', Filters.Select(f => f.Written).Prepend(Words).Where(t => t.Length > 0));

    /// <summary>The text again, with other words in place of <see cref="Plain"/>.</summary>
    public string Written(string plain) => string.Join(' ', Without.Select(w => w.Contains(' ') ? $"-\"{w}\"" : $"-{w}").Prepend(plain).Where(t => t.Length > 0));

    // At blanks, but not at those between two quotation marks.
    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || char.IsWhiteSpace(text[at]))
            {
                if (at > start)
                {
                    yield return text[start..at];
                }

                start = at + 1;
            }
            else if (IsMark(text[at]) && text.AsSpan(at + 1).IndexOfAny('"', '\u201d', '\u201c') is var length and >= 0)
            {
                at += length + 1;
            }
        }
    }

    private static TypedFilter? Filter(string piece)
    {
        var colon = piece.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Names.TryGetValue(Analyzer.Fold(piece[..colon].ToLowerInvariant()), out var facet) && Bare(piece[(colon + 1)..]) is { } said ? new(facet, said, piece) : null;
    }

    // Without quotation marks; null when no word is left.
    private static string? Bare(string piece)
    {
        var bare = string.Concat(piece.Where(c => !IsMark(c))).Trim();
        return bare.Any(char.IsLetterOrDigit) ? bare : null;
    }

    private static bool IsMark(char c) => c is '"' or '\u201d' or '\u201c';
}
