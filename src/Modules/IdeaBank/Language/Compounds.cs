using System.Collections.Frozen;

namespace IntranetInnovation.IdeaBank.Language;

/// <summary>
/// Takes compounds apart by a list of the words they are made of, so that "skolgårdarna" is found by "gård" and by "skola". What is not wholly made of listed words stays whole;
/// what can be taken apart in several ways is taken into the fewest parts, the first of them the longest.
/// </summary>
/// <param name="words">Words in their basic form; "x-" only begins compounds, "-x" only ends them.</param>
/// <param name="joints">How a word changes when another follows: "s" is added, "~e" is added after a consonant, of "a/u" the latter stands in place of the former.</param>
/// <param name="term">What a word is indexed as.</param>
internal sealed class Compounds(IReadOnlyCollection<string> words, IReadOnlyList<string> joints, Func<string, string> term)
{
    /// <summary>Stands before a term that is only a part of a word: "gård" is in "skolgård", but not as a word of its own.</summary>
    public const char Mark = '\u00B7';

    private const int MostParts = 4;
    private const int ShortestWord = 5;
    private const int ShortestEnd = 2;
    private const string Vowels = "aeiouyåäöæø";

    // By what it looks like when another word follows, and what it is then indexed as.
    private readonly FrozenDictionary<string, string> beginnings = words.Where(w => !w.StartsWith('-')).Select(w => w.TrimEnd('-'))
        .SelectMany(w => Joined(w, joints).Select(form => (Form: form, Term: term(w)))).DistinctBy(f => f.Form).ToFrozenDictionary(f => f.Form, f => f.Term, StringComparer.Ordinal);

    // What compounds end with, and what is never taken apart itself.
    private readonly FrozenSet<string> ends = words.Where(w => !w.EndsWith('-')).Select(w => term(w.TrimStart('-'))).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A term as it is indexed where it is only a part of a word.</summary>
    public static string AsPart(string term) => Mark + term;

    /// <summary>The terms that a word in lower case is made of, and those of two or more parts in a row ("hemtjänst" in "hemtjänstpersonal"); none when it is not a compound of listed words.</summary>
    public IReadOnlyList<string> TermsOf(string word)
    {
        if (Split(word) is not { } parts)
        {
            return [];
        }

        var terms = parts.Select(p => p.Term).ToList();
        for (var count = 2; count < parts.Count; count++)
        {
            for (var first = 0; first + count <= parts.Count; first++)
            {
                terms.Add(Term([.. parts.Skip(first).Take(count)]));
            }
        }

        return [.. terms.Distinct()];
    }

    /// <summary>What a compound is indexed as: skolmat and skolmaten as one, though "-at" is an ending in other words. Null when it is not a compound of listed words.</summary>
    public string? TermOf(string word) => Split(word) is { } parts ? Term(parts) : null;

    /// <summary>The parts as written, with the term of each; null when the word is not a compound of listed words.</summary>
    public IReadOnlyList<(string Text, string Term)>? Split(string word)
    {
        if (word.Length < ShortestWord || words.Count == 0 || ends.Contains(term(word)))
        {
            return null;
        }

        List<(string, string)>? best = null;
        Look(word, 0, [], ref best);
        return best;
    }

    private static string Term(IReadOnlyList<(string Text, string Term)> parts) => string.Concat(parts.SkipLast(1).Select(p => p.Text)) + parts[^1].Term;

    private void Look(string word, int at, List<(string, string)> before, ref List<(string, string)>? best)
    {
        if (best is not null && before.Count + 1 >= best.Count)
        {
            return;
        }

        var rest = word[at..];
        if (at > 0 && rest.Length >= ShortestEnd && ends.Contains(term(rest)))
        {
            best = [.. before, (rest, term(rest))];
            return;
        }

        if (before.Count == MostParts - 1)
        {
            return;
        }

        for (var length = rest.Length - ShortestEnd; length >= (at == 0 ? 2 : 3); length--)
        {
            var part = rest[..length];

            // Three of one letter in a row are written as two: natt + tid is "natttid" to nobody, and "busstation" begins with buss.
            if (beginnings.TryGetValue(part, out var known) || (part[^1] == rest[length] && beginnings.TryGetValue(part + part[^1], out known)))
            {
                Look(word, at + length, [.. before, (part, known)], ref best);
            }
        }
    }

    private static IEnumerable<string> Joined(string word, IReadOnlyList<string> joints) => joints.Select(j => Joined(word, j)).OfType<string>().Prepend(word);

    private static string? Joined(string word, string joint) => joint switch
    {
        _ when word.Length <= 2 => null,
        ['~', .. var added] => Vowels.Contains(word[^1]) ? null : word + added,
        _ when joint.Split('/') is [var last, var instead] => word.Length > 3 && word.EndsWith(last, StringComparison.Ordinal) ? word[..^last.Length] + instead : null,
        _ => word + joint,
    };
}
