namespace IntranetInnovation.IdeaBank.Language;

/// <summary>What the Scandinavian Snowball algorithms have in common.</summary>
internal static class Snowball
{
    /// <summary>Where endings may begin: after the first consonant that follows a vowel, and never within the first three letters.</summary>
    public static int Region(string word, string vowels)
    {
        if (word.Length < 3)
        {
            return word.Length;
        }

        var i = 0;
        while (i < word.Length && !vowels.Contains(word[i]))
        {
            i++;
        }

        while (i < word.Length && vowels.Contains(word[i]))
        {
            i++;
        }

        return i >= word.Length ? word.Length : Math.Max(i + 1, 3);
    }

    /// <summary>The first of the endings that the word has within the region, or null. A loop, and the last letter first: every word of every text passes here.</summary>
    public static string? Ending(string word, int region, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (word.Length - ending.Length >= region && word[^1] == ending[^1] && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return ending;
            }
        }

        return null;
    }

    /// <summary>Longest first, so that the first that fits is the longest.</summary>
    public static string[] Longest(string endings) => [.. endings.Split(' ').OrderByDescending(e => e.Length)];
}
