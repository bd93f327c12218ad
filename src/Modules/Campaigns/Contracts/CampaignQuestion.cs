using System.Text.Json.Serialization;

namespace IntranetInnovation.Campaigns.Contracts;

/// <summary>How a campaign's own question is answered.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CampaignQuestionKind>))]
public enum CampaignQuestionKind
{
    /// <summary>In the person's own words.</summary>
    Text,

    /// <summary>By one of <see cref="CampaignQuestion.Options"/>.</summary>
    Choice,

    /// <summary>By a whole number from 1 to 5; the two options are the words for 1 and for 5.</summary>
    Scale,
}

/// <summary>A campaign's own question on the form of a proposal. Those of a published campaign keep all these bounds.</summary>
/// <param name="Key">A slug of at most <see cref="KeyMax"/> characters, unique within the campaign; stays when the words are changed.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Label">The question, on one line; at most <see cref="LabelMax"/> characters.</param>
/// <param name="Hint">What helps to answer it, on one line; at most <see cref="HintMax"/> characters, null for none.</param>
/// <param name="Required">True when a proposal cannot be handed in without an answer; a draft can always be saved.</param>
/// <param name="Options">
/// None for <see cref="CampaignQuestionKind.Text"/>; 2 to <see cref="OptionsMax"/> different ones for <see cref="CampaignQuestionKind.Choice"/>; the words for both ends of
/// a <see cref="CampaignQuestionKind.Scale"/>. Each on one line, at most <see cref="OptionMax"/> characters.
/// </param>
public sealed record CampaignQuestion(string Key, CampaignQuestionKind Kind, string Label, string? Hint, bool Required, IReadOnlyList<string> Options)
{
    /// <summary>Questions of one campaign at most.</summary>
    public const int Max = 10;

    /// <summary>Characters of a key at most.</summary>
    public const int KeyMax = 40;

    /// <summary>Characters of a question at most.</summary>
    public const int LabelMax = 200;

    /// <summary>Characters of a hint at most.</summary>
    public const int HintMax = 300;

    /// <summary>Options of a choice at most.</summary>
    public const int OptionsMax = 12;

    /// <summary>Characters of an option at most.</summary>
    public const int OptionMax = 100;

    /// <summary>The lowest answer on a scale.</summary>
    public const int ScaleFirst = 1;

    /// <summary>The highest answer on a scale.</summary>
    public const int ScaleLast = 5;

    /// <summary>Two questions are equal when all their words are, the options one by one.</summary>
    public bool Equals(CampaignQuestion? other) =>
        other is not null && (Key, Kind, Label, Hint, Required) == (other.Key, other.Kind, other.Label, other.Hint, other.Required) && Options.SequenceEqual(other.Options);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Key, Kind, Label, Options.Count);
}
