namespace IntranetInnovation.IdeaBank.Language;

/// <summary>
/// The step after Snowball: joins forms of one word that it leaves apart, such as skola and skolan, barn and barnet, cykel and cyklar, möte and mötena.
/// It works on stems, so a word is only ever joined with words that end alike; what it cuts too deep, it cuts in all forms of the word.
/// </summary>
internal static class SwedishForms
{
    private static readonly System.Buffers.SearchValues<char> Vowels = System.Buffers.SearchValues.Create("aeiouyäåö");

    // What follows must leave a syllable: of "plan" nothing is cut, of "span" neither.
    private const int Shortest = 3;

    /// <summary>The common form of a Snowball stem.</summary>
    public static string Join(string stem)
    {
        // kurs, kurser; plats, platser: where the s is the word's own, Snowball takes it from the shorter form only.
        stem = stem.Length > Shortest && stem[^1] == 's' && SwedishStemmer.LosesS(stem.AsSpan(0, stem.Length - 1)) ? stem[..^1] : stem;
        var joined = Cut(stem, "an", 2) ?? Cut(stem, "en", 2) ?? Cut(stem, "orn", 3) ?? Cut(stem, "or", 2) ?? Neuter(stem) ?? stem;
        joined = Syncope(joined);

        // rum, rummet: the doubled m of the longer form.
        return joined.Length > Shortest && joined.EndsWith("mm", StringComparison.Ordinal) ? joined[..^1] : joined;
    }

    // barnet, larmet, instrumentet: Snowball takes -et only after vowel and one consonant.
    private static string? Neuter(string stem) =>
        stem.Length >= 5 && stem.EndsWith("et", StringComparison.Ordinal) && IsConsonant(stem[^3]) && IsConsonant(stem[^4]) ? Cut(stem, "et", 2) : null;

    // cykel and cykeln as cyklar; fönstret as fönster (whose -er is gone); vattnet as vatten (whose -en is gone).
    private static string Syncope(string stem)
    {
        var bare = stem.EndsWith("eln", StringComparison.Ordinal) ? stem[..^1] : stem;
        if (bare.Length > 4 && bare.EndsWith("el", StringComparison.Ordinal) && IsConsonant(bare[^3]) && HasVowel(bare.AsSpan(0, bare.Length - 2)))
        {
            return string.Concat(bare.AsSpan(0, bare.Length - 2), "l");
        }

        return stem.Length > 4 && (stem.EndsWith("str", StringComparison.Ordinal) || stem.EndsWith("ttn", StringComparison.Ordinal)) ? stem[..^1] : stem;
    }

    private static string? Cut(string stem, string ending, int length) =>
        stem.EndsWith(ending, StringComparison.Ordinal) && stem.Length - length >= Shortest && HasVowel(stem.AsSpan(0, stem.Length - length))
            ? stem[..^length]
            : null;

    private static bool IsConsonant(char letter) => char.IsLetter(letter) && !Vowels.Contains(letter);

    private static bool HasVowel(ReadOnlySpan<char> text) => text.IndexOfAny(Vowels) >= 0;
}
