namespace IntranetInnovation.IdeaBank.Language;

/// <summary>The published Snowball algorithm for Danish as of 2026, written from its definition; the project's own vocabulary is the test.</summary>
internal static class DanishStemmer
{
    private const string Vowels = "aeiouyæåø";
    private const string BeforeS = "abcdfghjklmnoprtvyzå";

    private static readonly string[] Endings = Snowball.Longest(
        "hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer heds es endes erendes enes ernes eres ens hedens erens ers ets erets et eret s");

    private static readonly string[] Pairs = ["gd", "dt", "gt", "kt"];

    private static readonly string[] Others = Snowball.Longest("ig lig elig els løst");

    /// <summary>The stem of a word in lower case.</summary>
    public static string Stem(string word)
    {
        var region = Snowball.Region(word, Vowels);
        var ending = Snowball.Ending(word, region, Endings);
        if (ending is not null && (ending != "s" || BeforeS.Contains(word[^2])))
        {
            word = word[..^ending.Length];
        }

        word = WithoutPair(word, region);
        if (word.EndsWith("igst", StringComparison.Ordinal))
        {
            word = word[..^2];
        }

        word = Snowball.Ending(word, region, Others) switch
        {
            "løst" => word[..^1],
            { } other => WithoutPair(word[..^other.Length], region),
            null => word,
        };
        return word.Length - 1 >= region && word.Length > 1 && word[^1] == word[^2] && !Vowels.Contains(word[^1]) ? word[..^1] : word;
    }

    private static string WithoutPair(string word, int region) => Snowball.Ending(word, region, Pairs) is null ? word : word[..^1];
}
