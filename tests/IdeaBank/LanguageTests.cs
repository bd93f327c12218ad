using IntranetInnovation.IdeaBank.Language;

namespace IntranetInnovation.IdeaBank.Tests;

public sealed class LanguageTests
{
    private static readonly Analyzer Swedish = Analyzer.Of("sv");

    [Theory]
    [InlineData("swedish")]
    [InlineData("norwegian")]
    [InlineData("danish")]
    public void The_stemmers_agree_with_every_word_of_Snowballs_own_vocabulary(string language)
    {
        Func<string, string> stem = language switch { "swedish" => SwedishStemmer.Stem, "norwegian" => NorwegianStemmer.Stem, _ => DanishStemmer.Stem };
        File.ReadLines(SharedData.PathOf($"snowball/{language}.tsv")).Select(l => l.Split('\t'))
            .Where(p => stem(p[0]) != p[1]).Select(p => $"{p[0]}: {stem(p[0])}, not {p[1]}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("consign consigned consigning consignment:consign")]
    [InlineData("knack knacks:knack")]
    [InlineData("generate generates generated generating generally:generat|generat|generat|generat|general")]
    [InlineData("communication communicate:communic|communic")]
    [InlineData("school schools:school")]
    [InlineData("proposals proposed proposing:propos")]
    [InlineData("relational conditional rational valency digitizer:relat|condit|ration|valenc|digit")]
    [InlineData("hopping hoping hop hope:hop|hope|hop|hope")]
    [InlineData("cries cry by say:cri|cri|by|say")]
    [InlineData("electricity electrical hopefulness:electr|electr|hope")]
    [InlineData("adjustable effective bowdlerize revival:adjust|effect|bowdler|reviv")]
    [InlineData("agreed feed news skies dying:agre|feed|news|sky|die")]
    public void English_words_are_stemmed_as_published(string wordsAndStems)
    {
        var (words, stems) = (wordsAndStems.Split(':')[0].Split(' '), wordsAndStems.Split(':')[1].Split('|'));
        words.Select(EnglishStemmer.Stem).ShouldBe(words.Select((_, i) => stems[Math.Min(i, stems.Length - 1)]));
    }

    [Theory]
    [InlineData("nb", "skole skolen skoler skolene")]
    [InlineData("nb", "vei veien veier veiene")]
    [InlineData("nb", "by byen byer byene")]
    [InlineData("nb", "rom rommet rommene")]
    [InlineData("nb", "sykkel sykkelen sykler syklene")]
    [InlineData("nb", "leder lederen ledere lederne ledernes")]
    [InlineData("nb", "vinter vinteren vintrene vintre")]
    [InlineData("nb", "kjøkken kjøkkenet kjøkkenets")]
    [InlineData("nb", "senter senteret sentre sentrene")]
    [InlineData("nb", "aktivitet aktiviteten aktiviteter aktivitetene")]
    [InlineData("nb", "år året årene årets")]
    [InlineData("nb", "fastlege fastlegen fastleger fastlegene")]
    [InlineData("da", "center centeret centre centrene")]
    [InlineData("da", "leder lederen ledere lederne")]
    [InlineData("da", "år året årene")]
    [InlineData("da", "kvalitet kvaliteten kvaliteter")]
    [InlineData("da", "skole skolen skoler skolerne")]
    [InlineData("da", "cykel cyklen cykler cyklerne")]
    [InlineData("da", "by byen byer byerne")]
    [InlineData("da", "plads pladsen pladser pladserne")]
    [InlineData("da", "møde mødet møder møderne")]
    [InlineData("en", "meeting meetings")]
    public void Forms_of_a_word_become_one_term_in_other_languages_too(string language, string forms) =>
        forms.Split(' ').Select(SearchLanguage.All[language].Term).Distinct().Count().ShouldBe(1, string.Join(' ', forms.Split(' ').Select(SearchLanguage.All[language].Term)));

    [Theory]
    [InlineData("nb", "fastlege", "fast")]
    [InlineData("nb", "tannlege", "tann")]
    [InlineData("nb", "studie", "student")]
    [InlineData("da", "havn", "have")]
    public void Different_words_stay_apart_in_other_languages_too(string language, string one, string other) => SearchLanguage.All[language].Term(one).ShouldNotBe(SearchLanguage.All[language].Term(other));

    [Fact]
    public void Every_language_has_its_stop_words_and_the_Nordic_ones_take_compounds_apart()
    {
        SearchLanguage.All.Keys.Order().ShouldBe(["da", "en", "nb", "sv"]);
        SearchLanguage.All.Values.ShouldAllBe(l => l.StopWords.Count > 150);
        SearchLanguage.All.Values.Where(l => l.Compounds.Split("skolebussen") is not null || l.Compounds.Split("skolbussen") is not null).Select(l => l.Code).Order().ShouldBe(["da", "nb", "sv"]);
    }

    [Fact]
    public void A_language_that_is_not_known_is_told_at_once() => Should.Throw<InvalidOperationException>(() => Analyzer.Of("fi")).Message.ShouldContain("da, en, nb, sv");

    [Theory]
    [InlineData("skola skolan skolans skolor skolorna skolornas")]
    [InlineData("barn barnet barnen barnens barns")]
    [InlineData("cykel cykeln cyklar cyklarna")]
    [InlineData("nyckel nyckeln nycklar nycklarna")]
    [InlineData("möte mötet möten mötena mötets")]
    [InlineData("rum rummet rummen rummens")]
    [InlineData("fönster fönstret fönstren")]
    [InlineData("vatten vattnet vattnets")]
    [InlineData("kamera kameran kameror kamerorna")]
    [InlineData("rektor rektorn rektorer rektorerna")]
    [InlineData("instrument instrumentet instrumenten")]
    [InlineData("larm larmet larmen")]
    [InlineData("plan planen planer planerna")]
    [InlineData("fritidsgård fritidsgården fritidsgårdar fritidsgårdarnas")]
    [InlineData("snöröjning snöröjningen snöröjningens")]
    [InlineData("kampanj kampanjen kampanjer kampanjerna")]
    [InlineData("plats platsen platser platserna")]
    [InlineData("kurs kursen kurser kurserna")]
    [InlineData("skolmat skolmaten skolmatens")]
    [InlineData("idrottsplats idrottsplatsen idrottsplatser")]
    [InlineData("konferens konferensen konferenser")]
    [InlineData("hälsa hälsan hälsas")]
    [InlineData("matta mattan mattor mattorna")]
    [InlineData("idé idén idéer idéerna")]
    [InlineData("nivå nivån nivåer nivåerna")]
    [InlineData("energi energin energins")]
    [InlineData("kostnad kostnaden kostnader kostnaderna")]
    [InlineData("byggnad byggnaden byggnader")]
    [InlineData("resultat resultatet resultaten resultats")]
    [InlineData("arbete arbetet arbeten arbetena")]
    [InlineData("gymnasium gymnasiet gymnasier gymnasierna")]
    [InlineData("bageri bageriet bagerier")]
    [InlineData("vinter vintern vintrar vintrarna")]
    [InlineData("ålder åldern åldrar")]
    [InlineData("tecken tecknet tecknen")]
    [InlineData("digital digitalt digitala")]
    [InlineData("hållbar hållbart hållbara")]
    [InlineData("attraktiv attraktivt attraktiva")]
    [InlineData("gemensam gemensamt gemensamma")]
    public void Forms_of_a_word_become_one_term(string forms) =>
        forms.Split(' ').Select(Term).Distinct().Count().ShouldBe(1, string.Join(' ', forms.Split(' ').Select(Term)));

    [Theory]
    [InlineData("skola", "skohylla")]
    [InlineData("plan", "plåt")]
    [InlineData("gård", "gärde")]
    [InlineData("universitet", "universum")]
    [InlineData("barn", "bärn")]
    [InlineData("park", "parkera")]
    [InlineData("plan", "planera")]
    [InlineData("app", "apparat")]
    [InlineData("kam", "kamera")]
    [InlineData("intern", "intranät")]
    [InlineData("tid", "tidning")]
    public void Different_words_stay_apart(string one, string other) => Term(one).ShouldNotBe(Term(other));

    [Theory]
    [InlineData("boka", "bokning")]
    [InlineData("parkera", "parkeringen")]
    [InlineData("samla", "samling")]
    [InlineData("förbättra", "förbättringar")]
    [InlineData("dokumentera", "dokumentationen")]
    public void A_verb_and_the_noun_made_of_it_lead_to_each_other(string verb, string noun)
    {
        SearchLanguage.All["sv"].Related(Term(verb)).ShouldContain(Term(noun));
        SearchLanguage.All["sv"].Related(Term(noun)).ShouldContain(Term(verb));
    }

    [Theory]
    [InlineData("tid", "tidning")]
    [InlineData("ord", "ordning")]
    public void What_only_looks_like_it_does_not(string one, string other)
    {
        SearchLanguage.All["sv"].Related(Term(one)).ShouldNotContain(Term(other));
        SearchLanguage.All["sv"].Related(Term(other)).ShouldNotContain(Term(one));
    }

    [Fact]
    public void Letters_with_rings_and_dots_stay_apart_but_fold_together()
    {
        Term("fritidsgård").ShouldNotBe(Term("fritidsgard"));
        Analyzer.Fold(Term("fritidsgård")).ShouldBe(Term("fritidsgard"));
        Analyzer.Fold("idé").ShouldBe("ide");
        Analyzer.Fold("søndag").ShouldBe("sondag");
    }

    [Fact]
    public void Text_becomes_words_whatever_form_its_letters_have()
    {
        var composed = Swedish.Tokens(Analyzer.Clean("Sk\u00E5p p\u00E5 G\u00C5RDEN, IT-st\u00F6d 24/7!")).Select(t => t.Word);
        var decomposed = Swedish.Tokens(Analyzer.Clean("Ska\u030Ap pa\u030A GA\u030ARDEN, IT-sto\u0308d 24/7!")).Select(t => t.Word);
        composed.ShouldBe(["skåp", "gården", "it", "stöd", "24", "7"]);
        decomposed.ShouldBe(["skåp", "gården", "it", "stöd", "24", "7"]);
    }

    [Theory]
    [InlineData("APT:n och IT:s", "apt it")]
    [InlineData("SFI, LSS och HVB-hem", "sfi lss hvb hem")]
    [InlineData("t.ex. covid19, dnr 2026/117 och 112s", "covid19 dnr 2026 117 112s")]
    [InlineData("klockan 8:30, kl. 12:s", "klockan 8 30 kl 12")]
    public void Abbreviations_and_codes_stay_as_they_are(string text, string words) =>
        Swedish.Tokens(text).Select(t => t.Word.Any(char.IsDigit) || t.Word.Length < 4 ? t.Term : t.Word).ShouldBe(words.Split(' '));

    [Fact]
    public void A_stop_word_goes_by_its_whole_form_only() => Swedish.Tokens("som sommaren").Select(t => t.Word).ShouldBe(["sommaren"]);

    [Theory]
    [InlineData("")]
    [InlineData("\0\0")]
    [InlineData("\uD800")]
    [InlineData("a\uDC00b")]
    [InlineData("😀 👩‍👩‍👧")]
    [InlineData("\u202Eabc\u202C")]
    [InlineData("\"' OR 1=1; -- * ( ) : ^ NEAR & | ! <->")]
    public void Terms_are_letters_and_digits_whatever_the_text(string text)
    {
        foreach (var token in Swedish.Words(Analyzer.Clean(text)))
        {
            token.Term.ShouldNotBeEmpty();
            token.Term.EnumerateRunes().All(System.Text.Rune.IsLetterOrDigit).ShouldBeTrue(token.Term);
        }
    }

    [Fact]
    public void A_text_without_end_has_an_end()
    {
        Swedish.Words(string.Join(' ', Enumerable.Repeat("ord", 30_000))).Count().ShouldBe(Analyzer.MaxTokens);
        Swedish.Words(new string('x', 100_000)).Single().Term.Length.ShouldBeLessThanOrEqualTo(Analyzer.MaxTermLength);
    }

    [Fact]
    public void Nothing_breaks_the_stemmer()
    {
        var random = new Random(7);
        const string Letters = "abdegiklnorstuåäöyt";
        for (var i = 0; i < 20_000; i++)
        {
            var word = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Letters[random.Next(Letters.Length)]));
            Term(word).ShouldNotBeEmpty();
        }
    }

    private static string Term(string word) => Swedish.Words(word).Single().Term;
}
