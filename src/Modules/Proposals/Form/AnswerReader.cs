using System.Globalization;
using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Outcome;

namespace IntranetInnovation.Proposals.Form;

/// <summary>Answers to a campaign's questions.</summary>
internal static class AnswerReader
{
    /// <summary>Name of a question's field, in the form and in the API's errors.</summary>
    public static string Field(string key) => $"{nameof(ProposalInput.Answers)}[{key}]";

    public static IReadOnlyList<GivenAnswer> Read(CampaignInfo? campaign, ProposalInput input, bool submit, List<Problem> problems)
    {
        var questions = campaign?.Questions ?? [];
        var given = new List<GivenAnswer>();
        foreach (var question in questions)
        {
            var written = Cleaned.Text(input.Answers.GetValueOrDefault(question.Key));
            if (written.Length == 0)
            {
                if (submit && question.Required)
                {
                    problems.Add(new("Proposal.QuestionUnanswered", Field(question.Key)) { Arguments = [question.Label] });
                }
            }
            else if (Mistake(question, written) is { } mistake)
            {
                problems.Add(mistake);
            }
            else
            {
                given.Add(new(question, written));
            }
        }

        if (input.AnswersAreExact)
        {
            problems.AddRange(input.Answers.Keys.Where(k => questions.All(q => q.Key != k)).Take(10).Select(k => Unknown(k)));
        }

        return given;
    }

    private static Problem? Mistake(CampaignQuestion question, string written) => question.Kind switch
    {
        CampaignQuestionKind.Choice when !question.Options.Contains(written) => new("Proposal.OptionUnknown", Field(question.Key)) { Arguments = [question.Label] },
        CampaignQuestionKind.Scale when !IsOnScale(written) => new("Proposal.ScaleUnknown", Field(question.Key)) { Arguments = [question.Label, CampaignQuestion.ScaleLast] },
        _ when written.Length > CampaignAnswer.TextMax => new("Proposal.TooLong", Field(question.Key)) { Arguments = [CampaignAnswer.TextMax] },
        _ => null,
    };

    private static bool IsOnScale(string written) =>
        int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var figure) && figure is >= CampaignQuestion.ScaleFirst and <= CampaignQuestion.ScaleLast && written.Length == 1;

    private static Problem Unknown(string key)
    {
        var shown = key.Length > CampaignQuestion.KeyMax ? key[..CampaignQuestion.KeyMax] : key;
        return new("Proposal.QuestionUnknown", Field(shown)) { Arguments = [shown] };
    }
}
