using IntranetInnovation.IdeaBank.Language;
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

/// <summary>Counts over what everyone may see.</summary>
internal sealed record IndexStats(long Documents, long Title, long Problem, long Solution, long Place)
{
    public static IndexStats None { get; } = new(0, 0, 0, 0, 0);
}

/// <summary>A query's words looked up in the lexicon. The lexicon knows only what everyone may see, so what a word is taken to mean tells nothing of the rest.</summary>
internal sealed record Wanted(IReadOnlyList<WantedWord> Words, IReadOnlyList<IReadOnlyList<string>> Phrases, IndexStats Stats, string? DidYouMean)
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

    public IReadOnlySet<string> Terms => Words.SelectMany(w => w.Terms).ToHashSet();

    /// <summary>What a proposal must have to be found: one of the words, or all parts of one.</summary>
    public Terms Enough => new(
        [.. Words.SelectMany(w => w.Variants.Keys.Where(v => !w.Weak.Contains(v))).Distinct().Order(StringComparer.Ordinal)],
        [.. Words.Where(w => w.Parts.Count > 0).Select(w => w.Parts.Select(p => (IReadOnlyCollection<string>)[.. p.Variants.Keys]).ToList())]);

    /// <summary>Any of some terms of the lexicon, as they stand there.</summary>
    public static Wanted Any(IEnumerable<string> terms) => new([.. terms.Select(t => WantedWord.Exactly(t, 1))], [], IndexStats.None, null);

    /// <summary>Reads the query and the lexicon: one statement, and one more when a word finds so little that its relatives are asked.</summary>
    public static async Task<Wanted> ReadAsync(AppDb db, string text, CancellationToken ct)
    {
        var analyzer = Analyzer.Of(db);
        var tokens = analyzer.Tokens(text).DistinctBy(t => t.Term).Take(MaxWords).ToList();
        if (tokens.Count == 0)
        {
            return new([], [], IndexStats.None, null);
        }

        var sql = new Sql();
        var parts = new List<string>
        {
            "SELECT 'stats', '', '', CAST(documents AS bigint), CAST(title AS bigint), CAST(problem AS bigint), CAST(solution AS bigint), CAST(place AS bigint) FROM ideabank_stats",
            $"SELECT 'folded', term, folded, documents, 0, 0, 0, 0 FROM ideabank_term WHERE folded IN ({sql.AddAll(tokens.Select(t => Analyzer.Fold(t.Term)).Distinct())})",
        };
        var compounds = tokens.Select(t => analyzer.Language.Compounds.Split(t.Word)?.Select(p => p.Term).Distinct().ToArray() ?? []).ToList();
        var inside = tokens.Select(t => t.Term).Concat(compounds.SelectMany(p => p)).SelectMany(t => analyzer.Language.Related(t).Prepend(t)).Distinct().ToList();
        parts.Add($"SELECT 'known', term, folded, documents, 0, 0, 0, 0 FROM ideabank_term WHERE term IN ({sql.AddAll(inside.Concat(inside.Select(Compounds.AsPart)))})");
        var phrases = SynonymPhrases(tokens);
        parts.Add($"SELECT 'synonym', key, means, 0, 0, 0, 0, 0 FROM ideabank_synonym_key WHERE key IN ({sql.AddAll(phrases.Select(p => p.Key).Distinct())})");
        foreach (var (token, i) in tokens.Select((t, i) => (t, i)).Where(t => t.t.Word.Length >= 3))
        {
            // By the stem, as far as the word begins with it: "planering" then begins "planerad" too.
            var (written, stem) = (Analyzer.Fold(token.Word), Analyzer.Fold(token.Term));
            var prefix = stem.Length >= 3 && written.StartsWith(stem, StringComparison.Ordinal) ? stem : written;
            parts.Add(
                $"SELECT * FROM (SELECT 'p{i}', term, folded, documents, 0, 0, 0, 0 FROM ideabank_term WHERE folded >= {sql.Add(prefix)} AND folded < {sql.Add(Grams.PastPrefix(prefix))} " +
                $"ORDER BY documents DESC, term LIMIT {MaxPrefixed}) AS p{i}");
        }

        var rows = await sql.ReadAsync(
            db, string.Join("\nUNION ALL ", parts),
            r => (Kind: r.DbDataReader.GetString(0), Term: r.DbDataReader.GetString(1), Folded: r.DbDataReader.GetString(2),
                Counts: (long[])[r.DbDataReader.GetInt64(3), r.DbDataReader.GetInt64(4), r.DbDataReader.GetInt64(5), r.DbDataReader.GetInt64(6), r.DbDataReader.GetInt64(7)]), ct);
        var stats = rows.Single(r => r.Kind == "stats").Counts;
        var known = rows.Where(r => r.Kind == "known").ToDictionary(r => r.Term, r => (int)r.Counts[0]);
        int Used(string term) => known.GetValueOrDefault(term) + known.GetValueOrDefault(Compounds.AsPart(term));
        var related = inside.ToDictionary(t => t, t => analyzer.Language.Related(t).Where(r => Used(r) > 0).Select(r => (r, Used(r))).ToList());
        var words = tokens.Select((token, i) => Word(
            analyzer.Language,
            token,
            related[token.Term],
            known.GetValueOrDefault(Compounds.AsPart(token.Term)),
            [.. rows.Where(r => r.Kind == "folded" && r.Folded == Analyzer.Fold(token.Term)).Select(r => (r.Term, (int)r.Counts[0]))],
            [.. rows.Where(r => r.Kind == $"p{i}").Select(r => (r.Term, (int)r.Counts[0]))]) with { Parts = [.. compounds[i].Select(p => Part(p, related[p], known, stats[0]))] }).ToList();
        foreach (var row in rows.Where(r => r.Kind == "synonym"))
        {
            foreach (var word in phrases.Where(p => p.Key == row.Term).SelectMany(p => Enumerable.Range(p.First, p.Count)))
            {
                words[word] = words[word].Meaning(row.Folded.Split(' '));
            }
        }

        var didYouMean = await Relatives.AddAsync(db, text, words, ct);
        return new(words, Phrase.Of(analyzer, text, tokens), new(stats[0], stats[1], stats[2], stats[3], stats[4]), didYouMean);
    }

    // One word, two or three in a row: what a synonym may be written for.
    private static List<(string Key, int First, int Count)> SynonymPhrases(List<Token> tokens) =>
    [
        .. from first in Enumerable.Range(0, tokens.Count)
           from count in Enumerable.Range(1, Math.Min(Synonym.LongestPhrase, tokens.Count - first))
           select (string.Join(' ', tokens.Skip(first).Take(count).Select(t => t.Term)), first, count),
    ];

    private static WantedPart Part(string term, List<(string Term, int Documents)> related, Dictionary<string, int> known, long all) => new(
        WithRelated(new() { [term] = 1, [Compounds.AsPart(term)] = PartWorth }, related, PartWorth),
        Ranker.Weight(Math.Max(1, known.GetValueOrDefault(term) + known.GetValueOrDefault(Compounds.AsPart(term))), all));

    private static Dictionary<string, double> WithRelated(Dictionary<string, double> variants, List<(string Term, int Documents)> related, double inCompound)
    {
        foreach (var (term, _) in related)
        {
            variants.TryAdd(term, RelatedWorth);
            variants.TryAdd(Compounds.AsPart(term), RelatedWorth * inCompound);
        }

        return variants;
    }

    private static WantedWord Word(
        SearchLanguage language, Token token, List<(string Term, int Documents)> related, int inCompounds, List<(string Term, int Documents)> folded, List<(string Term, int Documents)> prefixed)
    {
        var variants = new Dictionary<string, double> { [token.Term] = 1 };
        foreach (var (term, _) in folded)
        {
            variants.TryAdd(term, FoldedWorth);
        }

        // A word that is known is not also the beginning of others, unless an ending was cut that was none: "planering" finds "planerad". Compounds have it as their part.
        if (folded.Count == 0 || (token.Word.Length > token.Term.Length && inCompounds == 0))
        {
            foreach (var (term, _) in prefixed)
            {
                variants.TryAdd(term, PrefixWorth);
            }
        }

        if (inCompounds > 0)
        {
            variants.TryAdd(Compounds.AsPart(token.Term), InCompoundWorth);
        }

        // "dokumentat" is not a form of "dokument" but on its way to "dokumentation", when others have used that about as much. "äldreboende" does not make "äldre" unfinished:
        // that has it as its part.
        var documents = folded.FirstOrDefault(f => f.Term == token.Term).Documents;
        var written = Analyzer.Fold(token.Word);
        bool IsLonger((string Term, int Documents) one) =>
            Analyzer.Fold(one.Term).StartsWith(written, StringComparison.Ordinal) && language.Compounds.Split(one.Term)?[0].Text != token.Word;
        var longer = token.Word.Length > Math.Max(token.Term.Length, 3) ? prefixed.Where(IsLonger).ToList() : [];
        if (longer.Count > 0 && longer.Sum(l => l.Documents) * 2 >= documents)
        {
            variants[token.Term] = UnfinishedWorth;
            foreach (var (term, _) in longer)
            {
                variants[term] = 1;
            }
        }

        WithRelated(variants, related, InCompoundWorth);
        List<(string Term, int Documents)> others = [.. folded.Concat(prefixed).Concat(related).DistinctBy(t => t.Term)];
        var found = inCompounds + others.Where(t => variants.ContainsKey(t.Term)).Sum(t => t.Documents);
        return new(token, variants, Math.Max(1, documents > 0 ? documents : others.Select(f => f.Documents).DefaultIfEmpty(1).Max()), others.Count + inCompounds > 0, found);
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
