using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Search;

namespace IntranetInnovation.IdeaBank.Lexica;

/// <summary>Counts over what everyone may see.</summary>
internal sealed record IndexStats(long Documents, long Title, long Problem, long Solution, long Place)
{
    public static IndexStats None { get; } = new(0, 0, 0, 0, 0);
}

/// <summary>
/// The words that the bank knows, as they were at one stamp: from what everyone may see alone, so nothing that is made of it tells of the rest. A large part that stays and a small one
/// for what has come since, so that one more proposal does not mean copying a million words.
/// </summary>
internal sealed class Lexicon
{
    private const int LeastSmall = 2_000;

    private readonly LexiconPart large;
    private readonly LexiconPart small;

    private Lexicon(LexiconPart large, LexiconPart small, long stamp, IndexStats stats) => (this.large, this.small, Stamp, Stats) = (large, small, stamp, stats);

    /// <summary>Each change of the lexicon has the next.</summary>
    public long Stamp { get; }

    public IndexStats Stats { get; }

    private IEnumerable<LexiconPart> Parts => [large, small];

    public static Lexicon Of(IReadOnlyCollection<LexiconTerm> terms, long stamp, IndexStats stats) => new(new(terms), new([]), stamp, stats);

    /// <summary>The lexicon after some changes; counts as the database's own statement does.</summary>
    public Lexicon With(IEnumerable<TermChange> changes, long stamp, IndexStats stats)
    {
        var (inLarge, inSmall, fresh) = (new List<(int, int)>(), new List<(int, int)>(), new Dictionary<string, LexiconTerm>(StringComparer.Ordinal));
        foreach (var change in changes)
        {
            if (fresh.TryGetValue(change.Term, out var known))
            {
                fresh[change.Term] = known with { Documents = known.Documents + change.Change };
            }
            else if (Used(large, change) is >= 0 and var at)
            {
                inLarge.Add((at, change.Change));
            }
            else if (Used(small, change) is >= 0 and var there)
            {
                inSmall.Add((there, change.Change));
            }
            else
            {
                fresh[change.Term] = new(change.Term, change.Folded, change.Word, change.Change);
            }
        }

        var (bulk, rest) = (inLarge.Count > 0 ? large.Recounted(inLarge) : large, inSmall.Count > 0 ? small.Recounted(inSmall) : small);
        List<LexiconTerm> added = [.. fresh.Values.Where(t => t.Documents > 0)];
        if (added.Count > 0)
        {
            rest = new([.. rest.Used(), .. added]);
        }

        return rest.Count <= Math.Max(LeastSmall, bulk.Count / 20)
            ? new(bulk, rest, stamp, stats)
            : new(new([.. bulk.Used(), .. rest.Used()]), new([]), stamp, stats);
    }

    /// <summary>How many proposals have the term; 0 for one that is not known.</summary>
    public int Documents(string term)
    {
        var folded = Analyzer.Fold(term);
        foreach (var part in Parts)
        {
            if (part.Find(term, folded) is >= 0 and var at && part[at].Documents is > 0 and var documents)
            {
                return documents;
            }
        }

        return 0;
    }

    /// <summary>The term with a hash, null when none is known.</summary>
    public LexiconTerm? Find(uint hash)
    {
        foreach (var part in Parts)
        {
            if (part.Find(hash) is >= 0 and var at && part[at] is { Documents: > 0 } term)
            {
                return term;
            }
        }

        return null;
    }

    /// <summary>True when some term looks so without accents.</summary>
    public bool Knows(string folded) => Folded(folded).Any();

    /// <summary>All terms that look so without accents.</summary>
    public IEnumerable<LexiconTerm> Folded(string folded) => Used(part => part.Same(folded)).OrderBy(t => t.Term, StringComparer.Ordinal);

    /// <summary>All that begin so without accents.</summary>
    public IEnumerable<LexiconTerm> All(string prefix) => Used(part => part.Range(prefix));

    /// <summary>The most used of those that begin so.</summary>
    public IReadOnlyList<LexiconTerm> Beginning(string prefix, int most) => MostUsed(All(prefix), most);

    /// <summary>The most used of those that end so.</summary>
    public IReadOnlyList<LexiconTerm> Ending(string ending, int most)
    {
        var grams = Grams.OfEnding(ending);
        return MostUsed(Parts.SelectMany(p => p.Sharing(grams, grams.Count)).Select(t => t.Term), most);
    }

    /// <summary>Those that share the most of some pieces of three letters, at least so many of them; then the most used.</summary>
    public IReadOnlyList<(LexiconTerm Term, int Shared)> Sharing(IReadOnlyList<string> grams, int least, int most) =>
    [
        .. Parts.SelectMany(p => p.Sharing(grams, least)).OrderByDescending(t => t.Shared).ThenByDescending(t => t.Term.Documents).ThenBy(t => t.Term.Term, StringComparer.Ordinal).Take(most),
    ];

    private IEnumerable<LexiconTerm> Used(Func<LexiconPart, (int From, int Until)> range)
    {
        foreach (var part in Parts)
        {
            var (from, until) = range(part);
            for (var i = from; i < until; i++)
            {
                if (part[i] is { Documents: > 0 } term)
                {
                    yield return term;
                }
            }
        }
    }

    // Where the term stands and is used; one that nobody uses any more is as new when it comes back, with the word that it then comes with.
    private static int Used(LexiconPart part, TermChange change) => part.Find(change.Term, change.Folded) is >= 0 and var at && part[at].Documents > 0 ? at : -1;

    // A short beginning has tens of thousands: only those that may be among the first are put in order.
    private static List<LexiconTerm> MostUsed(IEnumerable<LexiconTerm> terms, int most)
    {
        var first = new List<LexiconTerm>(most + 1);
        foreach (var term in terms)
        {
            if (first.Count == most && Order(term, first[^1]) > 0)
            {
                continue;
            }

            var at = first.FindLastIndex(f => Order(f, term) <= 0) + 1;
            first.Insert(at, term);
            if (first.Count > most)
            {
                first.RemoveAt(most);
            }
        }

        return first;
    }

    private static int Order(LexiconTerm a, LexiconTerm b) => a.Documents != b.Documents ? b.Documents.CompareTo(a.Documents) : string.CompareOrdinal(a.Term, b.Term);
}
