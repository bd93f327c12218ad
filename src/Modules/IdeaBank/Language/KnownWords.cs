using System.Collections.Concurrent;

namespace IntranetInnovation.IdeaBank.Language;

/// <summary>A word in lower case, what it is indexed as, the terms of its parts when it is a compound, and whether it says nothing by itself.</summary>
internal sealed record KnownWord(string Word, string Term, IReadOnlyList<string> Parts, bool IsStopWord);

/// <summary>Words that have been looked at lately: texts repeat themselves, and a stem takes longer to find than to remember.</summary>
internal sealed class KnownWords(SearchLanguage language)
{
    // Some ten megabytes at most; then it begins anew.
    private const int Most = 50_000;

    private ConcurrentDictionary<string, KnownWord> words = new(StringComparer.Ordinal);
    private int count;

    public KnownWord Of(ReadOnlySpan<char> lower)
    {
        var known = words;
        if (known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(lower, out var word))
        {
            return word;
        }

        var text = lower.ToString();
        word = new(text, language.Term(text), language.Compounds.TermsOf(text), language.StopWords.Contains(text));
        if (known.TryAdd(text, word) && Interlocked.Increment(ref count) >= Most)
        {
            count = 0;
            words = new(StringComparer.Ordinal);
        }

        return word;
    }
}
