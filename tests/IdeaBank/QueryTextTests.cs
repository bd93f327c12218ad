using IntranetInnovation.IdeaBank.Search;

namespace IntranetInnovation.IdeaBank.Tests;

public sealed class QueryTextTests
{
    [Fact]
    public void Words_phrases_and_what_is_not_wanted_are_told_apart()
    {
        var said = QueryText.Read("cykel \"gröna tak\" -buss -\"röda linjen\"");

        said.Words.ShouldBe("cykel \"gröna tak\"");
        said.Without.ShouldBe(["buss", "röda linjen"]);
        said.Filters.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("förvaltning:kultur", "department", "kultur")]
    [InlineData("Forvaltning:kultur", "department", "kultur")]
    [InlineData("förvaltning:\"Kultur och fritid\"", "department", "Kultur och fritid")]
    [InlineData("status:genomfört", "status", "genomfört")]
    [InlineData("kampanj:”En skola för alla”", "campaign", "En skola för alla")]
    [InlineData("år:2026", "year", "2026")]
    public void A_name_and_a_colon_make_a_filter(string text, string facet, string said)
    {
        var read = QueryText.Read($"cykel {text}");

        read.Words.ShouldBe("cykel");
        read.Filters.Single().ShouldBe(new(facet, said, text));
    }

    [Theory]
    [InlineData("kl:10")]
    [InlineData("https://motala.se")]
    [InlineData("10:30")]
    [InlineData("status:")]
    [InlineData(":status")]
    [InlineData("e-post")]
    [InlineData("cykel-")]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("\"aldrig slutat")]
    [InlineData("OR AND NOT NEAR(*)")]
    public void Anything_else_is_plain_words(string text)
    {
        var said = QueryText.Read(text);

        said.Plain.ShouldBe(text);
        said.Without.ShouldBeEmpty();
    }

    [Fact]
    public void The_text_is_put_together_again_with_other_words()
    {
        QueryText.Read("cykle -buss -\"röda linjen\"").Written("cykel").ShouldBe("cykel -buss -\"röda linjen\"");
    }

    [Fact]
    public void Minuses_without_end_are_bounded()
    {
        QueryText.Read(string.Join(' ', Enumerable.Range(0, 200).Select(i => $"-ord{i}"))).Without.Count.ShouldBe(8);
    }
}
