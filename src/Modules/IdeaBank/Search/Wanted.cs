using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Lexica;
using IntranetInnovation.IdeaBank.Synonyms;
using IntranetInnovation.Kernel.Data;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>A word of the query and the terms of the lexicon that it may mean.</summary>
/// <param name="Token">The word.</param>
/// <param name="Variants">Terms and what each is worth, the word's own among them with 1.</param>
/// <param name="Documents">Proposals that have it, for its weight; at least 1.</param>
/// <param name="IsKnown">False when the lexicon has nothing like it.</param>
/// <param name="Found">How many proposals have one of the variants, counted twice where they have two.</param>
internal sealed record WantedWord(Token Token, IReadOnlyDictionary<string, double> Variants, int Documents, bool IsKnown, int Found)
{
    private const double SynonymWorth = 0.6;
    private const double SynonymInCompoundWorth = 0.3;

    /// <summary>Variants that only look like it: what has nothing better is not found, but near.</summary>
    public IReadOnlySet<string> Weak { get; init; } = new HashSet<string>();

    /// <summary>The words that a compound is made of, which together mean about the same.</summary>
    public IReadOnlyList<WantedPart> Parts { get; init; } = [];

    public IEnumerable<string> Terms => Variants.Keys.Concat(Parts.SelectMany(p => p.Variants.Keys));

    /// <summary>A term of the lexicon, as it stands there.</summary>
    public static WantedWord Exactly(string term, int documents) => new(new(term, term, 0, 0, []), new Dictionary<string, double> { [term] = 1 }, documents, IsKnown: true, documents);

    /// <summary>The word, found too by a synonym, also inside compounds; each word of a phrase is worth a share of it.</summary>
    public WantedWord Meaning(string[] terms)
    {
        var variants = new Dictionary<string, double>(Variants);
        foreach (var term in terms)
        {
            variants.TryAdd(Compounds.AsPart(term), SynonymInCompoundWorth / terms.Length);
            variants[term] = Math.Max(SynonymWorth / terms.Length, variants.GetValueOrDefault(term));
        }

        return this with { Variants = variants };
    }
}

/// <summary>A word in a compound.</summary>
/// <param name="Variants">As a word of its own, and as a part of others.</param>
/// <param name="Weight">How much it tells.</param>
internal sealed record WantedPart(IReadOnlyDictionary<string, double> Variants, double Weight);

/// <summary>A query's words looked up in the lexicon. The lexicon knows only what everyone may see, so what a word is taken to mean tells nothing of the rest.</summary>
internal sealed record Wanted(IReadOnlyList<WantedWord> Words, IReadOnlyList<IReadOnlyList<string>> Phrases, Lexicon Lexicon, string? DidYouMean)
{
    /// <summary>Different words of a query that are looked at; the rest of a longer one is not.</summary>
    public const int MaxWords = 16;

    private const int MaxPrefixed = 24;
    private const double FoldedWorth = 0.8;
    private const double PrefixWorth = 0.5;
    private const double UnfinishedWorth = 0.5;
    private const double InCompoundWorth = 0.5;
    private const double PartWorth = 0.8;
    private const double RelatedWorth = 0.6;

    public bool IsNothing => Words.Count == 0;

    public IndexStats Stats => Lexicon.Stats;

    public IReadOnlySet<string> Terms => Words.SelectMany(w => w.Terms).ToHashSet();

    /// <summary>What a proposal must have to be found: one of the words, or all parts of one.</summary>
    public Terms Enough => new(
        [.. Words.SelectMany(w => w.Variants.Keys.Where(v => !w.Weak.Contains(v))).Distinct().Order(StringComparer.Ordinal)],
        [.. Words.Where(w => w.Parts.Count > 0).Select(w => w.Parts.Select(p => (IReadOnlyCollection<string>)[.. p.Variants.Keys]).ToList())]);

    /// <summary>How many proposals are found at most, of those that everyone may see; one that has two of the terms is counted twice.</summary>
    public long Matches => Phrases.Count > 0 ? Words.Min(w => Documents([w])) : Documents(Words);

    /// <summary>Where very many are found, what those to be ranked must have: one of the rare words, or all words but one. Others would come after them all.</summary>
    public Terms Telling(int most)
    {
        var (rare, sum) = (new List<WantedWord>(), 0L);
        foreach (var word in Words.OrderBy(w => Documents([w])).TakeWhile(w => (sum += Documents([w])) <= most))
        {
            rare.Add(word);
        }

        if (Words.Count == 1)
        {
            return Enough;
        }

        var all = Words.Select(w => (IReadOnlyCollection<string>)[.. w.Terms.Where(t => !w.Weak.Contains(t))]).ToList();
        var without = all.Count == 2 ? [all] : all.Select((_, i) => (IReadOnlyList<IReadOnlyCollection<string>>)[.. all.Where((_, j) => j != i)]).ToList();
        var few = (this with { Words = rare }).Enough;
        return new(few.Any, [.. few.Together, .. without]);
    }

    /// <summary>Any of some terms of the lexicon, as they stand there.</summary>
    public static Wanted Any(IEnumerable<string> terms, Lexicon lexicon) => new([.. terms.Select(t => WantedWord.Exactly(t, Math.Max(1, lexicon.Documents(t))))], [], lexicon, null);

    /// <summary>Reads the query and looks its words up: one statement.</summary>
    public static async Task<Wanted> ReadAsync(AppDb db, string text, CancellationToken ct)
    {
        var analyzer = Analyzer.Of(db);
        var tokens = analyzer.Tokens(text).DistinctBy(t => t.Term).Take(MaxWords).ToList();
        var phrases = SynonymPhrases(tokens);
        var (lexicon, synonyms) = await LexiconKeeper.ReadAsync(db, phrases.ConvertAll(p => p.Key).Distinct().ToList(), ct);
        var words = tokens.ConvertAll(t => Word(analyzer, lexicon, t));
        foreach (var (key, means) in synonyms)
        {
            foreach (var word in phrases.Where(p => p.Key == key).SelectMany(p => Enumerable.Range(p.First, p.Count)))
            {
                words[word] = words[word].Meaning(means.Split(' '));
            }
        }

        var didYouMean = Relatives.Add(analyzer, lexicon, text, words);
        return new(words, Phrase.Of(analyzer, text, tokens), lexicon, didYouMean);
    }

    private long Documents(IEnumerable<WantedWord> words)
    {
        var enough = (this with { Words = [.. words] }).Enough;
        return enough.Any.Sum(t => (long)Lexicon.Documents(t)) + enough.Together.Sum(g => g.Min(part => part.Sum(t => (long)Lexicon.Documents(t))));
    }

    // One word, two or three in a row: what a synonym may be written for.
    private static List<(string Key, int First, int Count)> SynonymPhrases(List<Token> tokens) =>
    [
        .. from first in Enumerable.Range(0, tokens.Count)
           from count in Enumerable.Range(1, Math.Min(Synonym.LongestPhrase, tokens.Count - first))
           select (string.Join(' ', tokens.Skip(first).Take(count).Select(t => t.Term)), first, count),
    ];

    private static WantedPart Part(Analyzer analyzer, Lexicon lexicon, string term) => new(
        WithRelated(new() { [term] = 1, [Compounds.AsPart(term)] = PartWorth }, Related(analyzer, lexicon, term), PartWorth),
        Ranker.Weight(Math.Max(1, Used(lexicon, term)), lexicon.Stats.Documents));

    private static int Used(Lexicon lexicon, string term) => lexicon.Documents(term) + lexicon.Documents(Compounds.AsPart(term));

    private static List<(string Term, int Documents)> Related(Analyzer analyzer, Lexicon lexicon, string term) =>
        [.. analyzer.Language.Related(term).Select(r => (r, Documents: Used(lexicon, r))).Where(r => r.Documents > 0)];

    private static Dictionary<string, double> WithRelated(Dictionary<string, double> variants, List<(string Term, int Documents)> related, double inCompound)
    {
        foreach (var (term, _) in related)
        {
            variants.TryAdd(term, RelatedWorth);
            variants.TryAdd(Compounds.AsPart(term), RelatedWorth * inCompound);
        }

        return variants;
    }

    private static WantedWord Word(Analyzer analyzer, Lexicon lexicon, Token token)
    {
        var (written, stem) = (Analyzer.Fold(token.Word), Analyzer.Fold(token.Term));
        List<LexiconTerm> folded = [.. lexicon.Folded(stem)];

        // By the stem, as far as the word begins with it: "planering" then begins "planerad" too.
        var prefix = stem.Length >= 3 && written.StartsWith(stem, StringComparison.Ordinal) ? stem : written;
        var prefixed = token.Word.Length >= 3 ? lexicon.Beginning(prefix, MaxPrefixed) : [];
        var inCompounds = lexicon.Documents(Compounds.AsPart(token.Term));
        var variants = new Dictionary<string, double> { [token.Term] = 1 };
        foreach (var term in folded)
        {
            variants.TryAdd(term.Term, FoldedWorth);
        }

        // A word that is known is not also the beginning of others, unless an ending was cut that was none: "planering" finds "planerad". Compounds have it as their part.
        if (folded.Count == 0 || (token.Word.Length > token.Term.Length && inCompounds == 0))
        {
            foreach (var term in prefixed)
            {
                variants.TryAdd(term.Term, PrefixWorth);
            }
        }

        if (inCompounds > 0)
        {
            variants.TryAdd(Compounds.AsPart(token.Term), InCompoundWorth);
        }

        // "dokumentat" is not a form of "dokument" but on its way to "dokumentation", when others have used that about as much. "gruppboende" does not make "grupp"
        // unfinished: that has it as its part.
        var documents = folded.FirstOrDefault(f => f.Term == token.Term).Documents;
        bool IsLonger(LexiconTerm one) => one.Folded.StartsWith(written, StringComparison.Ordinal) && analyzer.Language.Compounds.Split(one.Term)?[0].Text != token.Word;
        var longer = token.Word.Length > Math.Max(token.Term.Length, 3) ? prefixed.Where(IsLonger).ToList() : [];
        if (longer.Count > 0 && longer.Sum(l => l.Documents) * 2 >= documents)
        {
            variants[token.Term] = UnfinishedWorth;
            foreach (var term in longer)
            {
                variants[term.Term] = 1;
            }
        }

        var related = Related(analyzer, lexicon, token.Term);
        WithRelated(variants, related, InCompoundWorth);
        List<(string Term, int Documents)> others = [.. folded.Concat(prefixed).Select(t => (t.Term, t.Documents)).Concat(related).DistinctBy(t => t.Term)];
        var found = inCompounds + others.Where(t => variants.ContainsKey(t.Term)).Sum(t => t.Documents);
        return new(token, variants, Math.Max(1, documents > 0 ? documents : others.Select(f => f.Documents).DefaultIfEmpty(1).Max()), others.Count + inCompounds > 0, found)
        {
            Parts = [.. (analyzer.Language.Compounds.Split(token.Word) ?? []).Select(p => p.Term).Distinct().Select(p => Part(analyzer, lexicon, p))],
        };
    }
}

internal static class Phrase
{
    /// <summary>What stands in quotation marks, as terms. A mark without its fellow is not one.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(Analyzer analyzer, string text, List<Token> tokens)
    {
        var parts = text.Replace('\u201d', '"').Replace('\u201c', '"').Split('"');
        var known = tokens.Select(t => t.Term).ToHashSet();
        var phrases = new List<IReadOnlyList<string>>();
        for (var i = 1; i < parts.Length - 1; i += 2)
        {
            string[] terms = [.. analyzer.Tokens(parts[i]).Select(t => t.Term).Where(known.Contains)];
            if (terms.Length > 1)
            {
                phrases.Add(terms);
            }
        }

        return phrases;
    }
}
