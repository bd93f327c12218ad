namespace IntranetInnovation.IdeaBank.Language;

/// <summary>
/// The step after Snowball for Norwegian and Danish: joins forms of one word that it leaves apart, such as by and byen, vei and veiene, rom and rommet, sykkel and sykler,
/// plads and pladser, leder and lederen, kjøkken and kjøkkenet, aktivitet and aktiviteter, center and centre. What it cuts too deep, it cuts in all forms of the word.
/// </summary>
internal static class NordicForms
{
    private const int Shortest = 3;

    private static readonly System.Buffers.SearchValues<char> Vowels = System.Buffers.SearchValues.Create("aeiouyæøå");

    // After a vowel no ending is in Snowball's region.
    private static readonly string[] AfterVowel = Snowball.Longest("en er et ene erne ern");

    // The word's own, which Snowball takes from its shortest form only.
    private static readonly string[] Own = Snowball.Longest("ern er en");

    private static readonly string[] Physicians = Snowball.Longest("lege legen leger legene leges legens legers legenes");

    /// <summary>The term of a word in bokmål: fastlege is fast only to Snowball, which knows the ending of nynorsk's vanlege.</summary>
    public static string Norwegian(string word) =>
        Physicians.FirstOrDefault(p => word.Length > p.Length && word.EndsWith(p, StringComparison.Ordinal)) is { } ending ? word[..^ending.Length] + "leg" : Join(NorwegianStemmer.Stem(word));

    /// <summary>The common form of a Snowball stem.</summary>
    public static string Join(string stem)
    {
        if (AfterVowel.FirstOrDefault(e => stem.Length - e.Length >= 2 && stem.EndsWith(e, StringComparison.Ordinal) && Vowels.Contains(stem[^(e.Length + 1)])) is { } ending)
        {
            return stem[..^ending.Length];
        }

        if (stem.Length <= Shortest)
        {
            return stem;
        }

        // året, isen: too short a word for Snowball to take anything from.
        if (stem.EndsWith("itet", StringComparison.Ordinal) || (stem is [var first, _, 'e', 't' or 'n'] && Vowels.Contains(first) && IsConsonant(stem[1])))
        {
            return stem[..^2];
        }

        if (Own.FirstOrDefault(e => stem.Length - e.Length >= Shortest && stem.EndsWith(e, StringComparison.Ordinal)) is { } own && stem.AsSpan(0, stem.Length - own.Length).ContainsAny(Vowels))
        {
            stem = stem[..^own.Length];
        }
        else if (stem.EndsWith("tr", StringComparison.Ordinal))
        {
            return stem[..^1];
        }

        if (stem.Length <= Shortest)
        {
            return stem;
        }

        if (stem.EndsWith("el", StringComparison.Ordinal) && IsConsonant(stem[^3]) && stem.AsSpan(0, stem.Length - 3).ContainsAny(Vowels))
        {
            var bare = stem[..^2];
            return (bare[^1] == bare[^2] ? bare[..^1] : bare) + "l";
        }

        return stem.EndsWith("mm", StringComparison.Ordinal) || (stem[^1] == 's' && IsConsonant(stem[^2]) && stem[^2] != 's') ? stem[..^1] : stem;
    }

    private static bool IsConsonant(char letter) => char.IsLetter(letter) && !Vowels.Contains(letter);
}
