using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.GoodExamples;

/// <summary>
/// The fixed parts in which municipalities share their good examples with each other (DOMAIN, "Motala's page"). The lead is the short description;
/// the four sections are Markdown. A part that is not written yet is an empty text. The contributor is a workplace or group; the author is a person,
/// whose name nobody sees before she or he has said yes.
/// </summary>
internal sealed record GoodExampleBody(
    string Title,
    string Lead,
    string Area,
    string Solution,
    string Benefit,
    string Development,
    string Spread,
    string Contributor,
    PersonId? Contact,
    string? ReadMore,
    DepartmentId? DepartmentId,
    bool Awarded,
    string? Author = null,
    bool AuthorConsents = false)
{
    public const int TitleMax = 120;
    public const int LeadMax = 400;
    public const int ShortMax = 120;
    public const int SectionMax = 10_000;
    public const int ReadMoreMax = 500;

    /// <summary>Who is behind it, as readers see it: the workplace, and before it the person who has agreed to be named.</summary>
    public string Behind() => AuthorConsents && Author is not null ? $"{Author}, {Contributor}" : Contributor;

    /// <summary>What keeps it from being saved as a draft: no title, a text too long, a link that is none.</summary>
    public IReadOnlyList<Problem> CheckDraft()
    {
        var problems = new List<Problem>();
        Missing(problems, nameof(Title), Title);
        foreach (var (field, text, max) in Lengths().Where(l => l.Text.Length > l.Max))
        {
            problems.Add(new Problem("GoodExample.TextTooLong", field) { Arguments = [max] });
        }

        // Anything else could be a script's address, and it becomes a link on a public page.
        if (ReadMore is not null && !(Uri.TryCreate(ReadMore, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
        {
            problems.Add(new("GoodExample.ReadMoreInvalid", nameof(ReadMore)));
        }

        return problems;
    }

    /// <summary>What keeps it from readers: besides the draft's mistakes, a part that must be told is missing.</summary>
    public IReadOnlyList<Problem> CheckPublishing()
    {
        var problems = new List<Problem>(CheckDraft());
        Missing(problems, nameof(Lead), Lead);
        Missing(problems, nameof(Solution), Solution);
        Missing(problems, nameof(Benefit), Benefit);
        Missing(problems, nameof(Contributor), Contributor);
        if (Author is not null && !AuthorConsents)
        {
            problems.Add(new("GoodExample.ConsentMissing", nameof(AuthorConsents)) { Arguments = [Author] });
        }

        return problems;
    }

    private static void Missing(List<Problem> problems, string field, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(new("GoodExample.TextMissing", field));
        }
    }

    private IEnumerable<(string Field, string Text, int Max)> Lengths() =>
    [
        (nameof(Title), Title, TitleMax),
        (nameof(Lead), Lead, LeadMax),
        (nameof(Area), Area, ShortMax),
        (nameof(Solution), Solution, SectionMax),
        (nameof(Benefit), Benefit, SectionMax),
        (nameof(Development), Development, SectionMax),
        (nameof(Spread), Spread, SectionMax),
        (nameof(Contributor), Contributor, ShortMax),
        (nameof(Author), Author ?? "", ShortMax),
        (nameof(ReadMore), ReadMore ?? "", ReadMoreMax),
    ];
}
