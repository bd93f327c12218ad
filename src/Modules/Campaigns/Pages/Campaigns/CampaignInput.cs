using System.Globalization;
using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Content;

namespace IntranetInnovation.Campaigns.Pages.Campaigns;

/// <summary>The fields as typed. What is empty is null, as the framework reads it.</summary>
internal sealed class CampaignInput
{
    public string? Title { get; set; }

    public string? Lead { get; set; }

    public string? Why { get; set; }

    public string? LookingFor { get; set; }

    public string? Afterwards { get; set; }

    public string? CallToAction { get; set; }

    /// <summary>A day as the browser writes it, such as <c>2026-03-02</c>.</summary>
    public string? First { get; set; }

    public string? Last { get; set; }

    public string? Accent { get; set; }

    public bool IsExternal { get; set; }

    /// <summary>Slug.</summary>
    public string? Department { get; set; }

    /// <summary>Name or user name.</summary>
    public string? ResourcePerson { get; set; }

    public List<QuestionInput> Questions { get; set; } = [];

    /// <summary>Of the text that the person began from.</summary>
    public int Version { get; set; }

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Line(string? text) => Section(text).ReplaceLineEndings(" ");

    // Browsers send CR LF; one form only, so that an unchanged text counts as unchanged.
    public static string Section(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}

/// <summary>A question as typed. Its kind is chosen when the row is added; only the fields of that kind are shown.</summary>
internal sealed class QuestionInput
{
    /// <summary>Empty until it is first saved, then the same for ever: answers are kept under it.</summary>
    public string? Key { get; set; }

    public CampaignQuestionKind Kind { get; set; }

    public string? Label { get; set; }

    public string? Hint { get; set; }

    public bool Required { get; set; }

    /// <summary>Of a choice: one on each line.</summary>
    public string? Options { get; set; }

    /// <summary>Of a scale: the word for 1.</summary>
    public string? Low { get; set; }

    /// <summary>Of a scale: the word for 5.</summary>
    public string? High { get; set; }

    public static QuestionInput Of(CampaignQuestion question) => new()
    {
        Key = question.Key,
        Kind = question.Kind,
        Label = question.Label,
        Hint = question.Hint,
        Required = question.Required,
        Options = question.Kind == CampaignQuestionKind.Choice ? string.Join('\n', question.Options) : null,
        Low = question.Kind == CampaignQuestionKind.Scale ? question.Options.ElementAtOrDefault(0) : null,
        High = question.Kind == CampaignQuestionKind.Scale ? question.Options.ElementAtOrDefault(1) : null,
    };

    /// <summary>The questions, new ones with a key made of their words that none of the others has.</summary>
    public static IReadOnlyList<CampaignQuestion> Read(IReadOnlyList<QuestionInput> rows)
    {
        var taken = rows.Select(r => r.Key).OfType<string>().ToHashSet();
        return [.. rows.Take(CampaignQuestion.Max + 1).Select(r => r.ToQuestion(r.Key is { Length: > 0 } key ? key : Free(r.Label, taken)))];
    }

    private static string Free(string? label, HashSet<string> taken)
    {
        var slug = Slugs.Of(label ?? "", otherwise: "fraga");
        slug = slug.Length > CampaignQuestion.KeyMax - 3 ? slug[..(CampaignQuestion.KeyMax - 3)].TrimEnd('-') : slug;
        var free = Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? slug : FormattableString.Invariant($"{slug}-{n}")).First(s => !taken.Contains(s));
        taken.Add(free);
        return free;
    }

    private CampaignQuestion ToQuestion(string key) => new(
        key, Kind, CampaignInput.Line(Label), CampaignInput.Line(Hint) is { Length: > 0 } hint ? hint : null, Required,
        Kind switch
        {
            CampaignQuestionKind.Choice => CampaignInput.Section(Options).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            CampaignQuestionKind.Scale => [CampaignInput.Line(Low), CampaignInput.Line(High)],
            _ => [],
        });
}
