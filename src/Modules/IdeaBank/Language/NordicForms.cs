namespace IntranetInnovation.IdeaBank.Language;

/// <summary>
/// The step after Snowball for Norwegian and Danish: joins forms of one word that it leaves apart, such as by and byen, vei and veiene, rom and rommet, sykkel and sykler,
/// plads and pladser.
/// </summary>
internal static class NordicForms
{
    private const int Shortest = 3;

    private static readonly System.Buffers.SearchValues<char> Vowels = System.Buffers.SearchValues.Create("aeiouyæøå");

    // After a vowel no ending is in Snowball's region.
    private static readonly string[] AfterVowel = Snowball.Longest("en er et ene erne ern");

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

        if (stem.EndsWith("el", StringComparison.Ordinal) && IsConsonant(stem[^3]) && stem.AsSpan(0, stem.Length - 3).ContainsAny(Vowels))
        {
            var bare = stem[..^2];
            return (bare[^1] == bare[^2] ? bare[..^1] : bare) + "l";
        }

        return stem.EndsWith("mm", StringComparison.Ordinal) || (stem[^1] == 's' && IsConsonant(stem[^2]) && stem[^2] != 's') ? stem[..^1] : stem;
    }

    private static bool IsConsonant(char letter) => char.IsLetter(letter) && !Vowels.Contains(letter);
}
