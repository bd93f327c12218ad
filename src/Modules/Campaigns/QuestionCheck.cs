using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Content;
using IntranetInnovation.Kernel.Outcome;

namespace IntranetInnovation.Campaigns;

/// <summary>What is wrong with a campaign's questions. A question is whole or not there: also in a draft, since half a question could never be shown.</summary>
internal static class QuestionCheck
{
    public static IEnumerable<Problem> Check(IReadOnlyList<CampaignQuestion> questions)
    {
        if (questions.Count > CampaignQuestion.Max)
        {
            return [new Problem("Campaign.TooManyQuestions", nameof(CampaignBody.Questions)) { Arguments = [CampaignQuestion.Max] }];
        }

        var keys = new HashSet<string>();
        return questions.SelectMany((question, at) => Check(question, $"{nameof(CampaignBody.Questions)}[{at}]", keys.Add(question.Key)));
    }

    private static IEnumerable<Problem> Check(CampaignQuestion question, string at, bool isFirstOfItsKey)
    {
        if (!Slugs.Is(question.Key) || question.Key.Length > CampaignQuestion.KeyMax || !isFirstOfItsKey)
        {
            yield return new("Campaign.QuestionKeyInvalid", $"{at}.Label");
        }

        if (Wrong(question.Label, CampaignQuestion.LabelMax) is { } label)
        {
            yield return label with { Field = $"{at}.Label" };
        }

        if (question.Hint is not null && Wrong(question.Hint, CampaignQuestion.HintMax) is { } hint)
        {
            yield return hint with { Field = $"{at}.Hint" };
        }

        var field = question.Kind == CampaignQuestionKind.Scale ? $"{at}.Low" : $"{at}.Options";
        if (question.Kind == CampaignQuestionKind.Scale && question.Options.Count != 2)
        {
            yield return new("Campaign.ScaleNeedsWords", field);
        }
        else if (question.Kind == CampaignQuestionKind.Choice && (question.Options.Count is < 2 or > CampaignQuestion.OptionsMax || question.Options.Distinct().Count() < question.Options.Count))
        {
            yield return new Problem("Campaign.ChoiceNeedsOptions", field) { Arguments = [CampaignQuestion.OptionsMax] };
        }
        else if (question.Kind == CampaignQuestionKind.Text && question.Options.Count > 0)
        {
            yield return new("Campaign.TextHasNoOptions", field);
        }
        else if (question.Options.Select(o => Wrong(o, CampaignQuestion.OptionMax)).FirstOrDefault(p => p is not null) is { } option)
        {
            yield return option with { Field = field };
        }
    }

    private static Problem? Wrong(string line, int max) =>
        string.IsNullOrWhiteSpace(line) ? new("Campaign.TextMissing")
        : line.Length > max ? new Problem("Campaign.TextTooLong") { Arguments = [max] }
        : line.Any(char.IsControl) ? new("Campaign.OneLineOnly")
        : null;
}
