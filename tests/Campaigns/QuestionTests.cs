using IntranetInnovation.Campaigns.Contracts;

namespace IntranetInnovation.Campaigns.Tests;

public sealed class QuestionTests
{
    private static readonly CampaignQuestion Free = new("plats", CampaignQuestionKind.Text, "Vilken plats?", null, false, []);
    private static readonly CampaignQuestion Choice = new("alder", CampaignQuestionKind.Choice, "Vilken ålder?", "Välj den närmaste.", true, ["Förskolan", "Gymnasiet"]);
    private static readonly CampaignQuestion Scale = new("nytta", CampaignQuestionKind.Scale, "Hur stor nytta?", null, false, ["Liten", "Stor"]);

    public static TheoryData<CampaignQuestion, string, string> Mistakes => new()
    {
        { Free with { Key = "Plats!" }, "Questions[0].Label", "Campaign.QuestionKeyInvalid" },
        { Free with { Key = new string('a', 41) }, "Questions[0].Label", "Campaign.QuestionKeyInvalid" },
        { Free with { Label = " " }, "Questions[0].Label", "Campaign.TextMissing" },
        { Free with { Label = new string('a', 201) }, "Questions[0].Label", "Campaign.TextTooLong" },
        { Free with { Label = "En\nrad" }, "Questions[0].Label", "Campaign.OneLineOnly" },
        { Free with { Hint = new string('a', 301) }, "Questions[0].Hint", "Campaign.TextTooLong" },
        { Free with { Options = ["Ett"] }, "Questions[0].Options", "Campaign.TextHasNoOptions" },
        { Choice with { Options = ["Ett"] }, "Questions[0].Options", "Campaign.ChoiceNeedsOptions" },
        { Choice with { Options = ["Ett", "Ett"] }, "Questions[0].Options", "Campaign.ChoiceNeedsOptions" },
        { Choice with { Options = [.. Enumerable.Range(1, 13).Select(n => $"{n}")] }, "Questions[0].Options", "Campaign.ChoiceNeedsOptions" },
        { Choice with { Options = ["Ett", new string('a', 101)] }, "Questions[0].Options", "Campaign.TextTooLong" },
        { Choice with { Options = ["Ett", ""] }, "Questions[0].Options", "Campaign.TextMissing" },
        { Scale with { Options = ["Liten"] }, "Questions[0].Low", "Campaign.ScaleNeedsWords" },
        { Scale with { Options = ["Liten", " "] }, "Questions[0].Low", "Campaign.TextMissing" },
    };

    [Fact]
    public void Each_kind_of_question_can_be_asked() => (Bodies.Fine with { Questions = [Free, Choice, Scale] }).Check().ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_question_that_could_not_be_answered_is_refused(CampaignQuestion question, string field, string text) =>
        (Bodies.Fine with { Questions = [question] }).Check().Select(p => (p.Field, p.Text)).ShouldBe([(field, text)]);

    [Fact]
    public void Two_questions_cannot_have_the_same_key() =>
        (Bodies.Fine with { Questions = [Free, Free with { Label = "En till?" }] }).Check().ShouldHaveSingleItem().Field.ShouldBe("Questions[1].Label");

    [Fact]
    public void Ten_questions_are_enough_for_anyone()
    {
        var ten = Enumerable.Range(1, 10).Select(n => Free with { Key = $"fraga-{n}" }).ToList();
        (Bodies.Fine with { Questions = ten }).Check().ShouldBeEmpty();
        (Bodies.Fine with { Questions = [.. ten, Free] }).Check().ShouldHaveSingleItem().Text.ShouldBe("Campaign.TooManyQuestions");
    }

    [Fact]
    public void Bodies_are_the_same_when_their_questions_are_word_by_word()
    {
        var one = Bodies.Fine with { Questions = [Free, Choice with { Options = [.. Choice.Options] }] };
        one.SameAs(Bodies.Fine with { Questions = [Free with { }, Choice] }).ShouldBeTrue();
        one.SameAs(Bodies.Fine with { Questions = [Choice, Free] }).ShouldBeFalse();
        one.SameAs(Bodies.Fine with { Questions = [Free, Choice with { Options = ["Förskolan", "Annat"] }] }).ShouldBeFalse();
        one.SameAs(one with { Title = "Annan" }).ShouldBeFalse();
        one.SameAs(null).ShouldBeFalse();
    }
}
