using IntranetInnovation.IdeaBank.Language;

namespace IntranetInnovation.IdeaBank.Tests;

public sealed class LanguageTests
{
    private static readonly Analyzer Swedish = Analyzer.Of("sv");

    [Fact]
    public void The_stemmer_agrees_with_every_word_of_Snowballs_own_vocabulary()
    {
        var wrong = File.ReadLines(SharedData.PathOf("snowball/swedish.tsv")).Select(l => l.Split('\t'))
            .Where(p => SwedishStemmer.Stem(p[0]) != p[1]).Select(p => $"{p[0]}: {SwedishStemmer.Stem(p[0])}, not {p[1]}").ToList();
        wrong.ShouldBeEmpty();
    }

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
    public void Forms_of_a_word_become_one_term(string forms) =>
        forms.Split(' ').Select(Term).Distinct().Count().ShouldBe(1, string.Join(' ', forms.Split(' ').Select(Term)));

    [Theory]
    [InlineData("skola", "skohylla")]
    [InlineData("plan", "plåt")]
    [InlineData("gård", "gärde")]
    [InlineData("universitet", "universum")]
    [InlineData("barn", "bärn")]
    public void Different_words_stay_apart(string one, string other) => Term(one).ShouldNotBe(Term(other));

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
