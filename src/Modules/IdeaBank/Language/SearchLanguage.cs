using System.Collections.Frozen;

namespace IntranetInnovation.IdeaBank.Language;

/// <summary><c>IdeaBank</c> in the configuration.</summary>
internal sealed class LanguageOptions
{
    /// <summary>The language that proposals are written in: <c>sv</c>, <c>nb</c>, <c>da</c> or <c>en</c>. After a change the index is made anew by itself.</summary>
    public string Language { get; set; } = "sv";
}

/// <summary>What the bank must know of a language to find words in it.</summary>
internal sealed class SearchLanguage
{
    private readonly Func<string, string> term;

    private SearchLanguage(string code, Func<string, string> term, string joints = "", Func<string, IEnumerable<string>>? related = null)
    {
        (Code, this.term, Related) = (code, term, related ?? (_ => []));
        StopWords = Read("stop", code).ToFrozenSet(StringComparer.Ordinal);
        Compounds = new(Read("parts", code), joints.Split(' ', StringSplitOptions.RemoveEmptyEntries), term);
    }

    /// <summary>All that can be chosen: Swedish, Norwegian (bokmål), Danish, English.</summary>
    public static FrozenDictionary<string, SearchLanguage> All { get; } = new SearchLanguage[]
    {
        // skola: skol-, gata: gatu-, kyrka: kyrko-, resa: rese-, arbete: arbets-, familj: familje-, möte: mötes-.
        new("sv", word => SwedishForms.Join(SwedishStemmer.Stem(word)), "a/ a/s a/e a/o a/u e/ e/s s ~e", SwedishDerivations.Of),

        // arbeid: arbeids-, barn: barne-, øvelse: øvelses-. Another last e stays, and no s follows it: skole-.
        new("nb", NordicForms.Norwegian, "~s ~e else/elses"),

        // indkøb: indkøbs-, hund: hunde-, øvelse: øvelses-, arbejde: arbejds-.
        new("da", word => NordicForms.Join(DanishStemmer.Stem(word)), "~s ~e else/elses ejde/ejds"),
        new("en", EnglishStemmer.Stem),
    }.ToFrozenDictionary(l => l.Code);

    /// <summary>As in ISO 639-1.</summary>
    public string Code { get; }

    /// <summary>Words that say nothing about what a proposal is about. Compared with whole words, before stemming: "som" goes, "sommar" stays.</summary>
    public FrozenSet<string> StopWords { get; }

    public Compounds Compounds { get; }

    /// <summary>From a term to those of nearly the same meaning that it may be made of, or they of it.</summary>
    public Func<string, IEnumerable<string>> Related { get; }

    /// <summary>What stands after the colon of an abbreviation in some form of it.</summary>
    public FrozenSet<string> Endings { get; } = "s n t a en et er ar ens ets erna arna ene".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What a word in lower case is indexed as: a compound by the form of its last part. What has a digit is a number or a code and has no forms.</summary>
    public string Term(string word) => word.Any(char.IsDigit) ? word : Compounds.TermOf(word) ?? term(word);

    private static string[] Read(string list, string code)
    {
        using var stream = typeof(SearchLanguage).Assembly.GetManifestResourceStream($"{list}.{code}.txt");
        if (stream is null)
        {
            return [];
        }

        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith('#')).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
    }
}
