using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Campaigns;

/// <summary>What is edited of a campaign. The three sections are Markdown.</summary>
internal sealed record CampaignBody(
    string Title,
    string Lead,
    string Why,
    string LookingFor,
    string Afterwards,
    string CallToAction,
    string Accent,
    bool IsExternal,
    DepartmentId? DepartmentId,
    PersonId? ResourcePerson)
{
    /// <summary>The campaign's own questions on the form, in order.</summary>
    public IReadOnlyList<CampaignQuestion> Questions { get; init; } = [];

    public const int TitleMax = 120;
    public const int LeadMax = 300;
    public const int SectionMax = 10_000;
    public const int CallToActionMax = 40;

    /// <summary>True when every word is the same. A record compares lists by reference, so the questions are compared one by one.</summary>
    public bool SameAs(CampaignBody? other) =>
        other is not null && this with { Questions = [] } == other with { Questions = [] } && Questions.SequenceEqual(other.Questions);

    /// <summary>The mistakes that keep it from being saved; none is fine.</summary>
    public IReadOnlyList<Problem> Check()
    {
        var problems = new List<Problem>();
        Text(nameof(Title), Title, TitleMax);
        Text(nameof(Lead), Lead, LeadMax);
        Text(nameof(CallToAction), CallToAction, CallToActionMax);
        Text(nameof(Why), Why, SectionMax);
        Text(nameof(LookingFor), LookingFor, SectionMax);
        Text(nameof(Afterwards), Afterwards, SectionMax);
        if (Campaigns.Accent.Parse(Accent) is null)
        {
            problems.Add(new("Campaign.AccentInvalid", nameof(Accent)));
        }

        problems.AddRange(QuestionCheck.Check(Questions));
        return problems;

        void Text(string field, string value, int max)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                problems.Add(new("Campaign.TextMissing", field));
            }
            else if (value.Length > max)
            {
                problems.Add(new Problem("Campaign.TextTooLong", field) { Arguments = [max] });
            }
        }
    }
}
