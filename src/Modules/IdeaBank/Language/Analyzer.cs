using System.Buffers;
using System.Globalization;
using System.Text;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace IntranetInnovation.IdeaBank.Language;

/// <summary>A word of a text.</summary>
/// <param name="Term">What it is indexed as.</param>
/// <param name="Word">In lower case, as written.</param>
/// <param name="Start">Where it begins in the (cleaned) text, in UTF-16 units.</param>
/// <param name="Length">Its length there.</param>
/// <param name="Parts">The terms of the words that a compound is made of; none for other words.</param>
internal readonly record struct Token(string Term, string Word, int Start, int Length, IReadOnlyList<string> Parts);

/// <summary>From text to terms, the same for what is indexed and what is asked for, on both databases. The bank of an installation has one language.</summary>
internal sealed class Analyzer
{
    // Raised when the same text would give other terms, or the index keeps something else of them.
    private const int Number = 5;

    private readonly KnownWords words;

    private Analyzer(SearchLanguage language) => (Language, words) = (language, new(language));

    /// <summary>Another one than the index was made with means that the index must be rebuilt.</summary>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"{Number}.{Language.Code}");

    public SearchLanguage Language { get; }

    /// <summary>Characters of a term at most; the rest of a longer word is not looked at.</summary>
    public const int MaxTermLength = 64;

    /// <summary>Words of a text at most.</summary>
    public const int MaxTokens = 20_000;

    // NUL and halves of surrogate pairs.
    private static readonly SearchValues<char> Odd = SearchValues.Create([(char)0, .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    /// <summary>The installation's.</summary>
    public static Analyzer Of(AppDb db) => db.GetService<Analyzer>();

    /// <summary>Of a language such as <c>sv</c>; throws for one that is not known.</summary>
    public static Analyzer Of(string code) => new(SearchLanguage.All.GetValueOrDefault(code)
        ?? throw new InvalidOperationException($"IdeaBank:Language is \"{code}\"; known are {string.Join(", ", SearchLanguage.All.Keys.Order(StringComparer.Ordinal))}."));

    /// <summary>The text in Unicode's composed form, without what is not text (lone surrogates, NUL): offsets of tokens are in this.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Nearly every text is whole and composed already.
        if (!text.AsSpan().ContainsAny(Odd))
        {
            return text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value == 0 ? clean.Append(' ') : clean.Append(rune);
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>All words but stop words, in order.</summary>
    public IEnumerable<Token> Tokens(string cleanText) => Read(cleanText, withStopWords: false);

    /// <summary>All words, stop words too, in order; at most <see cref="MaxTokens"/>.</summary>
    public IEnumerable<Token> Words(string cleanText) => Read(cleanText, withStopWords: true);

    private IEnumerable<Token> Read(string cleanText, bool withStopWords)
    {
        var count = 0;
        var start = -1;
        var position = 0;
        foreach (var rune in cleanText.EnumerateRunes())
        {
            var inWord = Rune.IsLetterOrDigit(rune) || (start >= 0 && IsMark(rune));
            if (inWord && start < 0)
            {
                start = position;
            }
            else if (!inWord && start >= 0)
            {
                if (Make(cleanText, start, position - start, withStopWords) is { } token)
                {
                    yield return token;
                }

                start = -1;
                if (++count == MaxTokens)
                {
                    yield break;
                }
            }

            position += rune.Utf16SequenceLength;
        }

        if (start >= 0 && Make(cleanText, start, position - start, withStopWords) is { } last)
        {
            yield return last;
        }
    }

    /// <summary>The term without accents and rings, so that "fritidsgard" reaches "fritidsgård".</summary>
    public static string Fold(string term)
    {
        if (term.All(char.IsAscii))
        {
            return term;
        }

        var folded = new StringBuilder(term.Length);
        foreach (var c in term.Normalize(NormalizationForm.FormD))
        {
            _ = c switch
            {
                'æ' => folded.Append('a'),
                'ø' => folded.Append('o'),
                _ when char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark => folded,
                _ => folded.Append(c),
            };
        }

        return folded.Length == 0 ? term : folded.ToString();
    }

    private Token? Make(string text, int start, int length, bool withStopWords)
    {
        var shown = length <= MaxTermLength ? length : char.IsHighSurrogate(text[start + MaxTermLength - 1]) ? MaxTermLength - 1 : MaxTermLength;
        Span<char> lower = stackalloc char[MaxTermLength];
        var word = words.Of(lower[..text.AsSpan(start, shown).ToLowerInvariant(lower)]);
        return !withStopWords && (word.IsStopWord || IsEndingAfterColon(text, start, word.Word)) ? null : new Token(word.Term, word.Word, start, length, word.Parts);
    }

    // "APT:n", "IT:s": abbreviations have their endings after a colon, and those are no words.
    private bool IsEndingAfterColon(string text, int start, string word) =>
        start > 1 && text[start - 1] == ':' && char.IsLetter(text[start - 2]) && Language.Endings.Contains(word);

    /// <summary>What a word in lower case is indexed as.</summary>
    public string Term(string word) => Language.Term(word);

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
