using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.IdeaBank.Tests;

public sealed class CompoundTests
{
    private static readonly Compounds Swedish = SearchLanguage.All["sv"].Compounds;

    [Theory]
    [InlineData("sv", 300)]
    [InlineData("nb", 300)]
    [InlineData("da", 300)]
    public void Compounds_come_apart_where_their_words_meet_and_whole_words_do_not(string language, int least)
    {
        var words = File.ReadLines(Path.Combine(Repository.Root, "tests", "IdeaBank", "Words", $"compounds.{language}.txt")).Where(l => !l.StartsWith('#')).Select(l => l.Split(' ')).ToList();

        words.Count(w => w.Length > 1).ShouldBeGreaterThanOrEqualTo(least);
        words.Select(w => (Word: w[0], Parts: string.Join(' ', w.Skip(1)), Found: string.Join(' ', SearchLanguage.All[language].Compounds.Split(w[0])?.Select(p => p.Text) ?? [])))
            .Where(w => w.Parts != w.Found).Select(w => $"{w.Word}: {w.Found}, not {w.Parts}").ShouldBeEmpty();
    }

    [Fact]
    public void All_forms_of_a_compound_have_the_same_parts() =>
        new[] { "skolgård", "skolgården", "skolgårdar", "skolgårdarna", "skolgårdarnas" }.Select(w => string.Join(' ', Swedish.TermsOf(w))).Distinct().ShouldBe(["skol gård"]);

    [Fact]
    public void Two_parts_in_a_row_are_a_word_too() =>
        Swedish.TermsOf("hemtjänstpersonalen").ShouldBe(["hem", "tjänst", "personal", "hemtjänst", "tjänstpersonal"]);

    [Fact]
    public void A_word_without_end_is_looked_at_in_bounded_time()
    {
        var word = string.Concat(Enumerable.Repeat("bil", 21));
        Swedish.Split(word).ShouldBeNull();
    }
}
