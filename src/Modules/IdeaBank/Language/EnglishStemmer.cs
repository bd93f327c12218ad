namespace IntranetInnovation.IdeaBank.Language;

/// <summary>The published Snowball algorithm for English (Porter2), written from its definition, without its list of exceptional forms but for those that shorten too much.</summary>
internal static class EnglishStemmer
{
    private const string Vowels = "aeiouy";
    private const string BeforeLi = "cdeghkmnrt";

    private static readonly System.Buffers.SearchValues<char> AnyVowel = System.Buffers.SearchValues.Create(Vowels);

    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["skis"] = "ski", ["skies"] = "sky", ["dying"] = "die", ["lying"] = "lie", ["tying"] = "tie", ["news"] = "news", ["atlas"] = "atlas", ["bias"] = "bias",
        ["inning"] = "inning", ["outing"] = "outing", ["canning"] = "canning", ["proceed"] = "proceed", ["exceed"] = "exceed", ["succeed"] = "succeed",
    };

    private static readonly (string Ending, string Becomes)[] Second = Pairs(
        "ational ate tional tion enci ence anci ance abli able entli ent izer ize ization ize ation ate ator ate alism al aliti al alli al fulness ful ousli ous ousness ous " +
        "iveness ive iviti ive biliti ble bli ble fulli ful lessli less ogi og li -");

    private static readonly (string Ending, string Becomes)[] Third = Pairs("ational ate tional tion alize al icate ic iciti ic ical ic ful - ness - ative -");

    private static readonly string[] Fourth = Snowball.Longest("al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion");

    /// <summary>The stem of a word in lower case.</summary>
    public static string Stem(string word)
    {
        if (word.Length <= 2)
        {
            return word;
        }

        if (Exceptions.TryGetValue(word, out var exception))
        {
            return exception;
        }

        // A y that begins a word or follows a vowel is a consonant.
        word = string.Concat(word.Select((c, i) => c == 'y' && (i == 0 || Vowels.Contains(word[i - 1])) ? 'Y' : c));
        var first = word.StartsWith("gener", StringComparison.Ordinal) ? 5 : word.StartsWith("commun", StringComparison.Ordinal) ? 6 : word.StartsWith("arsen", StringComparison.Ordinal) ? 5 : After(word, 0);
        var second = After(word, first);
        word = Plural(word);
        word = Past(word, first);
        if (word.Length > 2 && word[^1] is 'y' or 'Y' && !IsVowel(word[^2]))
        {
            word = word[..^1] + "i";
        }

        word = Replace(word, first, first, Second);
        word = Replace(word, first, second, Third);
        word = Cut(word, second);
        return Tidy(word, first, second).ToLowerInvariant();
    }

    private static string Plural(string word)
    {
        if (word.EndsWith("sses", StringComparison.Ordinal))
        {
            return word[..^2];
        }

        if (word.EndsWith("ied", StringComparison.Ordinal) || word.EndsWith("ies", StringComparison.Ordinal))
        {
            return word.Length > 4 ? word[..^2] : word[..^1];
        }

        return word[^1] == 's' && word[^2] is not ('s' or 'u') && HasVowel(word.AsSpan(0, word.Length - 2)) ? word[..^1] : word;
    }

    private static string Past(string word, int first)
    {
        if (Longest(word, "eedly", "eed") is { } eed)
        {
            return word.Length - eed.Length >= first ? word[..^eed.Length] + "ee" : word;
        }

        if (Longest(word, "ingly", "edly", "ing", "ed") is not { } ending || !HasVowel(word.AsSpan(0, word.Length - ending.Length)))
        {
            return word;
        }

        var bare = word[..^ending.Length];
        return bare.EndsWith("at", StringComparison.Ordinal) || bare.EndsWith("bl", StringComparison.Ordinal) || bare.EndsWith("iz", StringComparison.Ordinal) ? bare + "e"
            : bare.Length > 2 && bare[^1] == bare[^2] && "bdfgmnprt".Contains(bare[^1]) ? bare[..^1]
            : bare.Length <= first && EndsShort(bare) ? bare + "e"
            : bare;
    }

    private static string Replace(string word, int first, int second, (string Ending, string Becomes)[] pairs)
    {
        var (ending, becomes) = pairs.FirstOrDefault(p => word.EndsWith(p.Ending, StringComparison.Ordinal));
        if (ending is null || word.Length - ending.Length < (ending == "ative" ? second : first))
        {
            return word;
        }

        var bare = word[..^ending.Length];
        return (ending == "li" && !(bare.Length > 0 && BeforeLi.Contains(bare[^1]))) || (ending == "ogi" && !bare.EndsWith('l')) ? word : bare + becomes;
    }

    private static string Cut(string word, int second)
    {
        var ending = Fourth.FirstOrDefault(e => word.EndsWith(e, StringComparison.Ordinal));
        return ending is null || word.Length - ending.Length < second || (ending == "ion" && word[^4] is not ('s' or 't')) ? word : word[..^ending.Length];
    }

    private static string Tidy(string word, int first, int second)
    {
        if (word.Length > 1 && word[^1] == 'e')
        {
            return word.Length - 1 >= second || (word.Length - 1 >= first && !EndsShort(word[..^1])) ? word[..^1] : word;
        }

        return word.Length - 1 >= second && word.EndsWith("ll", StringComparison.Ordinal) ? word[..^1] : word;
    }

    // Where a region begins: after the first consonant that follows a vowel, from a place on.
    private static int After(string word, int from)
    {
        for (var i = from + 1; i < word.Length; i++)
        {
            if (!IsVowel(word[i]) && IsVowel(word[i - 1]))
            {
                return i + 1;
            }
        }

        return word.Length;
    }

    private static bool EndsShort(string word) => word.Length switch
    {
        < 2 => false,
        2 => IsVowel(word[0]) && !IsVowel(word[1]),
        _ => !IsVowel(word[^1]) && word[^1] is not ('w' or 'x' or 'Y') && IsVowel(word[^2]) && !IsVowel(word[^3]),
    };

    private static string? Longest(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
            {
                return ending;
            }
        }

        return null;
    }

    private static bool IsVowel(char letter) => Vowels.Contains(letter);

    private static bool HasVowel(ReadOnlySpan<char> text) => text.ContainsAny(AnyVowel);

    private static (string, string)[] Pairs(string list) =>
        [.. list.Split(' ').Chunk(2).Select(p => (p[0], p[1] == "-" ? "" : p[1])).OrderByDescending(p => p.Item1.Length)];
}
