using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Proposals.Form;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>One of the campaign's questions on the form, with the answer as typed.</summary>
internal sealed record AskedQuestion(CampaignQuestion Question, string? Answer)
{
    public string Name => $"{nameof(NewModel.Input)}.{AnswerReader.Field(Question.Key)}";

    /// <summary>Where the list of errors links to.</summary>
    public string Id => TagBuilder.CreateSanitizedId(Name, "_");

    public bool IsOneField => Question.Kind == CampaignQuestionKind.Text;

    /// <summary>What may be chosen, with its words.</summary>
    public IReadOnlyList<(string Value, string Text)> Options => Question.Kind == CampaignQuestionKind.Choice
        ? [.. Question.Options.Select(o => (o, o))]
        : [.. Enumerable.Range(CampaignQuestion.ScaleFirst, CampaignQuestion.ScaleLast).Select(Step)];

    public string? Error(ModelStateDictionary state) => state.TryGetValue(Name, out var entry) && entry.Errors.Count > 0 ? string.Join(' ', entry.Errors.Select(e => e.ErrorMessage)) : null;

    /// <summary>Ids of the hint and the error, for aria-describedby; null when there is neither.</summary>
    public string? Described(string? error) =>
        string.Join(' ', new[] { Question.Hint is null ? null : $"{Id}-hint", error is null ? null : $"{Id}-error" }.OfType<string>()) is { Length: > 0 } ids ? ids : null;

    private (string Value, string Text) Step(int figure)
    {
        var value = figure.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return figure switch
        {
            CampaignQuestion.ScaleFirst => (value, $"{value} – {Question.Options[0]}"),
            CampaignQuestion.ScaleLast => (value, $"{value} – {Question.Options[^1]}"),
            _ => (value, value),
        };
    }
}
