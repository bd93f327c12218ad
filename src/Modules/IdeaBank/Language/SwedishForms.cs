namespace IntranetInnovation.IdeaBank.Language;

/// <summary>
/// What Snowball leaves to be done: joins forms of one word that it leaves apart, such as skola and skolan, barn and barnet, cykel and cyklar, idé and idén.
/// It works on stems, so a word is only ever joined with words that end alike; what it cuts too deep, it cuts in all forms of the word.
/// </summary>
internal static class SwedishForms
{
    private static readonly System.Buffers.SearchValues<char> Vowels = System.Buffers.SearchValues.Create("aeiouyåäöé");

    // What follows must leave a syllable: of "plan" nothing is cut, of "span" neither.
    private const int Shortest = 3;

    /// <summary>The common form of a Snowball stem.</summary>
    public static string Join(string stem)
    {
        var own = WithoutOwnS(stem);
        var joined = Cut(own, "an", 2) is { } definite ? WithoutOwnS(definite)
            : Cut(own, "en", 2) ?? Cut(own, "orn", 3) ?? Cut(own, "or", 2) ?? Neuter(own) ?? AfterVowel(own) ?? Adjective(own) ?? own;
        return Single(Syncope(Bare(joined)));
    }

    // kurs, kurser; plats, platser; hälsa, hälsan: where the s is the word's own, Snowball takes it from the shorter form only.
    private static string WithoutOwnS(string stem) =>
        stem.Length > Shortest && stem[^1] == 's' && SwedishStemmer.LosesS(stem.AsSpan(0, stem.Length - 1)) ? stem[..^1] : stem;

    // rum, rummet; dörrmatta, dörrmattan: Snowball makes it single in the shorter form only.
    private static string Single(string stem) =>
        (stem.Length > Shortest && stem.EndsWith("mm", StringComparison.Ordinal)) || (stem.Length > Shortest + 1 && SwedishStemmer.EndsInPair(stem)) ? stem[..^1] : stem;

    // barnet, larmet, instrumentet: Snowball takes -et only after vowel and one consonant.
    private static string? Neuter(string stem) =>
        stem.Length >= 5 && stem.EndsWith("et", StringComparison.Ordinal) && IsConsonant(stem[^3]) && IsConsonant(stem[^4]) ? Cut(stem, "et", 2) : null;

    // kostnader and kostnad, resultatet and resultat, arbetena and arbete: what Snowball takes from the bare form is still there when a longer one has lost its ending.
    private static string Bare(string stem) => Cut(stem, "ad", 2) ?? Cut(stem, "at", 2) ?? (stem.EndsWith("bar", StringComparison.Ordinal) ? Cut(stem, "ar", 2) : null) ?? Neuter(stem) ?? stem;

    // idén, nivån, byn, menyn; energin; partiet, museet; gymnasium and gymnasiet.
    private static string? AfterVowel(string stem) => stem switch
    {
        [.., _, 'é' or 'å' or 'y' or 'ö', 'n'] => stem[..^1],
        [_, .., _, _, 'i', 'n'] => stem[..^1],
        [_, .., _, _, 'i' or 'e' or 'é' or 'ö' or 'å', 'e', 't'] or [_, .., _, _, 'i' or 'e', 'u', 'm'] => stem[..^2],
        _ => null,
    };

    // digitalt, kulturellt, attraktivt, hållbart, gemensamt.
    private static string? Adjective(string stem) =>
        stem.Length > 5 && Neuters.Any(n => stem.EndsWith(n, StringComparison.Ordinal)) ? stem[..^1] : null;

    private static readonly string[] Neuters = ["alt", "ellt", "ivt", "bart", "samt"];

    // cykel and cykeln as cyklar; fönstret as fönster, vintrar as vinter (whose -er is gone); vattnet as vatten, tecknet as tecken (whose -en is gone).
    private static string Syncope(string stem)
    {
        var bare = stem.EndsWith("eln", StringComparison.Ordinal) ? stem[..^1] : stem;
        if (bare.Length > 4 && bare.EndsWith("el", StringComparison.Ordinal) && IsConsonant(bare[^3]) && HasVowel(bare.AsSpan(0, bare.Length - 2)))
        {
            return string.Concat(bare.AsSpan(0, bare.Length - 2), "l");
        }

        return stem.Length > Shortest && stem is [.., 't' or 'd' or 'g' or 'p' or 'b' or 'k' or 'm' or 'v', 'r'] or [.., 't', 't', 'n'] or [.., 'c', 'k', 'n'] or [.., 'p', 'n'] ? stem[..^1] : stem;
    }

    private static string? Cut(string stem, string ending, int length) =>
        stem.EndsWith(ending, StringComparison.Ordinal) && stem.Length - length >= Shortest && HasVowel(stem.AsSpan(0, stem.Length - length))
            ? stem[..^length]
            : null;

    private static bool IsConsonant(char letter) => char.IsLetter(letter) && !Vowels.Contains(letter);

    private static bool HasVowel(ReadOnlySpan<char> text) => text.IndexOfAny(Vowels) >= 0;
}
