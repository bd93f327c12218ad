using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Time;
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
    public const int TitleMax = 120;
    public const int LeadMax = 300;
    public const int SectionMax = 10_000;
    public const int CallToActionMax = 40;

    /// <summary>First Stockholm day that it takes proposals; null only in what was written before days were part of the text.</summary>
    public DateOnly? First { get; init; }

    /// <summary>Last Stockholm day that it takes proposals; null for open-ended.</summary>
    public DateOnly? Last { get; init; }

    /// <summary>The campaign's own questions on the form, in order.</summary>
    public IReadOnlyList<CampaignQuestion> Questions { get; init; } = [];

    /// <summary>Shown in the hero; null for none.</summary>
    public CampaignPicture? Picture { get; init; }

    /// <summary>True when every word is the same. A record compares lists by reference, so the questions are compared one by one.</summary>
    public bool SameAs(CampaignBody? other) =>
        other is not null && this with { Questions = [] } == other with { Questions = [] } && Questions.SequenceEqual(other.Questions);

    /// <summary>The days as moments: from the first midnight in Stockholm to the one after the last day.</summary>
    public (DateTime OpensUtc, DateTime? ClosesUtc) Moments(DateOnly otherwise) =>
        (SwedishTime.StartOf(First ?? otherwise), Last is { } last ? SwedishTime.StartOf(last.AddDays(1)) : null);

    /// <summary>The mistakes that keep it from being published; none is fine.</summary>
    public IReadOnlyList<Problem> Check() => [.. Missing(), .. CheckDraft()];

    /// <summary>The mistakes that keep it from being saved as a draft, which may lack texts but has a title.</summary>
    public IReadOnlyList<Problem> CheckDraft()
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(Title))
        {
            problems.Add(new("Campaign.TextMissing", nameof(Title)));
        }

        foreach (var (field, value, max) in Texts().Where(t => t.Value.Length > t.Max))
        {
            problems.Add(new Problem("Campaign.TextTooLong", field) { Arguments = [max] });
        }

        foreach (var (field, day) in new[] { (nameof(First), First), (nameof(Last), Last) }.Where(d => d.Item2 is { Year: < 2000 or > 2199 }))
        {
            problems.Add(new Problem("Campaign.DayOutOfRange", field));
        }

        if (Last < First)
        {
            problems.Add(new("Campaign.ClosesBeforeItOpens", nameof(Last)));
        }

        if (Campaigns.Accent.Parse(Accent) is not { } accent)
        {
            problems.Add(new("Campaign.AccentInvalid", nameof(Accent)));
        }
        else if (accent.ContrastWith(Campaigns.Accent.LightPage) < Campaigns.Accent.Least)
        {
            problems.Add(new("Campaign.AccentTooPale", nameof(Accent)));
        }

        return [.. problems, .. QuestionCheck.Check(Questions)];
    }

    private IEnumerable<Problem> Missing() =>
        Texts().Where(t => t.Field != nameof(Title) && string.IsNullOrWhiteSpace(t.Value)).Select(t => new Problem("Campaign.TextMissing", t.Field));

    private (string Field, string Value, int Max)[] Texts() =>
    [
        (nameof(Title), Title, TitleMax), (nameof(Lead), Lead, LeadMax), (nameof(CallToAction), CallToAction, CallToActionMax),
        (nameof(Why), Why, SectionMax), (nameof(LookingFor), LookingFor, SectionMax), (nameof(Afterwards), Afterwards, SectionMax),
    ];
}
