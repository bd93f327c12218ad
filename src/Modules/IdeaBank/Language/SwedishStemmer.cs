namespace IntranetInnovation.IdeaBank.Language;

/// <summary>
/// The published Snowball algorithm for Swedish as of 2026 (with its condition on -et), written from its definition; the project's own vocabulary is the test.
/// It leaves skola and skolan apart: see <see cref="SwedishForms"/>.
/// </summary>
internal static class SwedishStemmer
{
    private const string Vowels = "aeiouyäåö";
    private const string BeforeS = "bcdfghjklmnoprtvy";
    private const string BeforeOst = "iklnprtuv";

    private static readonly string[] Endings = Snowball.Longest(
        "a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or as arnas ernas ornas es ades andes ens arens hetens erns at andet het ast s et");

    private static readonly string[] KeepsEt =
        ["h", "iet", "uit", "fab", "cit", "dit", "alit", "ilit", "mit", "nit", "pit", "rit", "sit", "tit", "ivit", "kvit", "xit", "kom", "rak", "pak", "stak"];

    private static readonly string[] Pairs = ["dd", "gd", "nn", "dt", "gt", "kt", "tt"];

    private static readonly string[] Others = Snowball.Longest("lig ig els öst fullt");

    /// <summary>The stem of a word in lower case.</summary>
    public static string Stem(string word)
    {
        var region = Snowball.Region(word, Vowels);
        word = WithoutEnding(word, region);
        if (Snowball.Ending(word, region, Pairs) is not null)
        {
            word = word[..^1];
        }

        return Snowball.Ending(word, region, Others) switch
        {
            "lig" => word[..^3],
            "ig" => word[..^2],
            "els" => word[..^3],
            "fullt" => word[..^1],
            "öst" when word.Length > 3 && BeforeOst.Contains(word[^4]) => word[..^1],
            _ => word,
        };
    }

    private static string WithoutEnding(string word, int region)
    {
        var ending = Snowball.Ending(word, region, Endings);
        if (ending == "s")
        {
            var before = word[..^1];
            return before.EndsWith("et", StringComparison.Ordinal) && LosesEt(before[..^2])
                ? before[..^2]
                : LosesS(before) ? before : word;
        }

        return ending is null || (ending == "et" && !LosesEt(word[..^2])) ? word : word[..^ending.Length];
    }

    /// <summary>True when an s after this is an ending.</summary>
    public static bool LosesS(ReadOnlySpan<char> before) => before.Length > 0 && BeforeS.Contains(before[^1]);

    /// <summary>True for two consonants of which a stem keeps the first.</summary>
    public static bool EndsInPair(string stem) => Pairs.Any(p => stem.EndsWith(p, StringComparison.Ordinal));

    private static bool LosesEt(string before) =>
        before.Length > 2 && !Vowels.Contains(before[^1]) && Vowels.Contains(before[^2])
        && !KeepsEt.Any(k => before.EndsWith(k, StringComparison.Ordinal));
}
