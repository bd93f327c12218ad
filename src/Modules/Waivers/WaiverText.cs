using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Waivers;

/// <summary>A version of the text that a waiver grants. Written once and never changed: a new wording is a new version, and what somebody accepted stays readable as it was.</summary>
internal sealed class WaiverText
{
    public const int TitleMax = 200;
    public const int BodyMax = 20_000;

    private WaiverText()
    {
    }

    /// <summary>1, 2, 3 …</summary>
    public int Number { get; private init; }

    public string Title { get; private init; } = "";

    /// <summary>Markdown.</summary>
    public string Body { get; private init; } = "";

    public DateTime CreatedUtc { get; private init; }

    /// <summary>Null when it came with a recipe.</summary>
    public PersonId? CreatedBy { get; private init; }

    public string CreatedByName { get; private init; } = "";

    /// <summary>The version after <paramref name="newest"/>. Refused when something is missing, too long, or nothing has changed.</summary>
    /// <param name="newest">Null for the first one.</param>
    /// <param name="title">As its heading.</param>
    /// <param name="body">Markdown.</param>
    /// <param name="by">Null for a recipe.</param>
    /// <param name="nowUtc">UTC.</param>
    public static Result<WaiverText> After(WaiverText? newest, string title, string body, PersonInfo? by, DateTime nowUtc)
    {
        var problems = new List<Problem>();
        Check(problems, "Title", title, TitleMax);
        Check(problems, "Body", body, BodyMax);
        if (problems.Count == 0 && newest is not null && newest.Says(title, body))
        {
            problems.Add(new("Waiver.TextUnchanged"));
        }

        return problems.Count > 0
            ? Result<WaiverText>.Refused(problems)
            : new WaiverText { Number = (newest?.Number ?? 0) + 1, Title = title, Body = body, CreatedUtc = nowUtc, CreatedBy = by?.Id, CreatedByName = by?.Name ?? "" };
    }

    public bool Says(string title, string body) => Title == title && Body == body;

    private static void Check(List<Problem> problems, string field, string text, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(new("Waiver.TextMissing", field));
        }
        else if (text.Length > most)
        {
            problems.Add(new("Waiver.TooLong", field) { Arguments = [most] });
        }
    }
}
