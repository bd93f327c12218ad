using IntranetInnovation.IdeaBank.Search;

namespace IntranetInnovation.IdeaBank.Lexica;

/// <summary>A term of the lexicon.</summary>
/// <param name="Term">As indexed.</param>
/// <param name="Folded">Without accents.</param>
/// <param name="Word">A written form, for suggestions.</param>
/// <param name="Documents">Proposals that have it, of those that everyone may see.</param>
internal readonly record struct LexiconTerm(string Term, string Folded, string Word, int Documents);

/// <summary>
/// Terms in the order of their folded form, in arrays since a large bank has a million of them. Never changed but by making another, so that searches under way read on. A term that no
/// proposal has any more stays with 0, and is not found.
/// </summary>
internal sealed class LexiconPart
{
    private readonly string[] terms;
    private readonly string[] folded;
    private readonly string[] words;
    private readonly int[] documents;

    // Made when first asked for, and shared by those that differ in counts alone.
    private readonly Lazy<UInt128[]> marks;
    private readonly Lazy<int[]> byHash;

    /// <summary>Of terms in any order, each once.</summary>
    public LexiconPart(IReadOnlyCollection<LexiconTerm> all)
    {
        var sorted = all.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Folded, b.Folded) is var order and not 0 ? order : string.CompareOrdinal(a.Term, b.Term));
        terms = [.. sorted.Select(t => t.Term)];

        // Most are the same as the term: then one string is kept.
        folded = [.. sorted.Select(t => t.Folded == t.Term ? t.Term : t.Folded)];
        words = [.. sorted.Select(t => t.Word == t.Term ? t.Term : t.Word)];
        documents = [.. sorted.Select(t => t.Documents)];
        marks = new(() => [.. folded.Select(GramMarks.Of)]);
        byHash = new(HashAll);
    }

    private LexiconPart(LexiconPart other, int[] documents) => (terms, folded, words, marks, byHash, this.documents) = (other.terms, other.folded, other.words, other.marks, other.byHash, documents);

    public int Count => terms.Length;

    public LexiconTerm this[int i] => new(terms[i], folded[i], words[i], documents[i]);

    /// <summary>Where a term stands; negative when it does not.</summary>
    public int Find(string term, string itsFolded)
    {
        var (from, until) = Same(itsFolded);
        return Array.IndexOf(terms, term, from, until - from);
    }

    /// <summary>Where a term with this hash stands; negative for none.</summary>
    public int Find(uint hash)
    {
        var slots = byHash.Value;
        for (var slot = hash & (slots.Length - 1); slots[slot] > 0; slot = (slot + 1) & (slots.Length - 1))
        {
            if (TermCounts.Hash(terms[slots[slot] - 1]) == hash)
            {
                return slots[slot] - 1;
            }
        }

        return -1;
    }

    /// <summary>The places of all that look so when folded.</summary>
    public (int From, int Until) Same(string itsFolded)
    {
        var from = From(itsFolded);
        var until = from;
        while (until < terms.Length && folded[until] == itsFolded)
        {
            until++;
        }

        return (from, until);
    }

    /// <summary>The places of all that begin so when folded.</summary>
    public (int From, int Until) Range(string prefix)
    {
        var from = From(prefix);
        int low = from, high = terms.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = folded[middle].StartsWith(prefix, StringComparison.Ordinal) ? (middle + 1, high) : (low, middle);
        }

        return (from, low);
    }

    /// <summary>Those that have at least so many of the pieces, and are still used.</summary>
    public IEnumerable<(LexiconTerm Term, int Shared)> Sharing(IReadOnlyList<string> grams, int least)
    {
        var (wanted, all) = (GramMarks.Of(grams), marks.Value);
        for (var i = 0; i < all.Length; i++)
        {
            // Two pieces may leave the same mark, so this lets some through that have too few, but stops none that has enough.
            if (documents[i] > 0 && UInt128.PopCount(all[i] & wanted.Marks) >= (UInt128)Math.Max(0, least - wanted.Doubled) && Shared(folded[i], grams) is var shared && shared >= least)
            {
                yield return (this[i], shared);
            }
        }
    }

    /// <summary>The same terms with other counts.</summary>
    public LexiconPart Recounted(IEnumerable<(int At, int Change)> changes)
    {
        var counts = (int[])documents.Clone();
        foreach (var (at, change) in changes)
        {
            counts[at] = Math.Max(0, counts[at] + change);
        }

        return new(this, counts);
    }

    /// <summary>All that are still used.</summary>
    public IEnumerable<LexiconTerm> Used() => Enumerable.Range(0, Count).Where(i => documents[i] > 0).Select(i => this[i]);

    private int From(string prefix)
    {
        int low = 0, high = terms.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(folded[middle], prefix) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static int Shared(string text, IReadOnlyList<string> grams)
    {
        var shared = 0;
        foreach (var gram in grams)
        {
            shared += Grams.Has(text, gram) ? 1 : 0;
        }

        return shared;
    }

    // Places, from 1, in a table at most half full: four bytes each instead of a dictionary's thirty.
    private int[] HashAll()
    {
        var slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)((2 * Count) + 2))];
        for (var i = 0; i < Count; i++)
        {
            var slot = TermCounts.Hash(terms[i]) & (slots.Length - 1);
            while (slots[slot] > 0)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            slots[slot] = i + 1;
        }

        return slots;
    }
}

/// <summary>The pieces of a word as 128 bits, so that words with nothing in common are passed over at a glance.</summary>
internal static class GramMarks
{
    public static UInt128 Of(string folded) => Of(Grams.Of(folded)).Marks;

    /// <summary>The marks, and how many pieces fell upon the mark of another.</summary>
    public static (UInt128 Marks, int Doubled) Of(IReadOnlyList<string> grams)
    {
        UInt128 marks = 0;
        foreach (var gram in grams)
        {
            marks |= UInt128.One << (int)(TermCounts.Hash(gram) & 127);
        }

        return (marks, grams.Count - (int)UInt128.PopCount(marks));
    }
}
