namespace IntranetInnovation.IdeaBank.Language;

/// <summary>The published Snowball algorithm for Norwegian as of 2026, written from its definition; the project's own vocabulary is the test.</summary>
internal static class NorwegianStemmer
{
    private const string Vowels = "aeêioòóôuyæåø";
    private const string BeforeS = "bcdfghjlmnoptvyz";

    private static readonly string[] Endings = Snowball.Longest(
        "a e ede ande ende ane ene hetene en heten ar er heter as es edes endes enes hetenes ens hetens ers ets et het ast s erte ert");

    private static readonly string[] Pairs = ["dt", "vt"];

    private static readonly string[] Others = Snowball.Longest("leg eleg ig eig lig elig els lov elov slov hetslov");

    // The stem's own -ers, as in "østers" and "univers", but not in "arbeidsgivers" and "selskapers".
    private static readonly string[] KeepsErs = ["amm", "ast", "ind", "kap", "kk", "lt", "nk", "omm", "pp", "v", "øst"];
    private static readonly string[] LosesErs = ["giv", "hav", "skap"];

    /// <summary>The stem of a word in lower case.</summary>
    public static string Stem(string word)
    {
        var region = Snowball.Region(word, Vowels);
        word = WithoutEnding(word, Snowball.Ending(word, region, Endings));
        if (Snowball.Ending(word, region, Pairs) is not null)
        {
            word = word[..^1];
        }

        return Snowball.Ending(word, region, Others) is { } other ? word[..^other.Length] : word;
    }

    private static string WithoutEnding(string word, string? ending) => ending switch
    {
        null => word,
        "s" => LosesS(word.AsSpan(0, word.Length - 1)) ? word[..^1] : word,
        "ers" when KeepsErs.Any(k => word[..^3].EndsWith(k, StringComparison.Ordinal)) && !LosesErs.Any(l => word[..^3].EndsWith(l, StringComparison.Ordinal)) => word,
        "erte" or "ert" => string.Concat(word.AsSpan(0, word.Length - ending.Length), "er"),
        _ => word[..^ending.Length],
    };

    private static bool LosesS(ReadOnlySpan<char> before) => before is [.., var last] && (BeforeS.Contains(last)
        || (last == 'r' && before is not [.., 'e', 'r'])
        || (last == 'k' && before is [.., var second, 'k'] && !Vowels.Contains(second)));
}
