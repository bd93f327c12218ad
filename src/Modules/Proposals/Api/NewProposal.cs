using System.Text.Json;
using IntranetInnovation.Proposals.Form;

namespace IntranetInnovation.Proposals.Api;

/// <summary>What a caller may say; everything else is refused by name.</summary>
internal sealed record NewProposal(
    string Title, string Problem, string Solution, string? Benefit = null, string? Campaign = null, string? Goal = null, bool Confidential = false,
    string? ConfidentialReason = null, Guid? Key = null, IReadOnlyDictionary<string, JsonElement>? Answers = null, IReadOnlyList<string>? CoAuthors = null,
    bool Workplace = false, NewRegistration? RegisteredFor = null)
{
    public ProposalInput ToInput() => new(Title, Problem, Solution, Benefit, Campaign, Goal, Confidential, ConfidentialReason)
    {
        Answers = Answers?.ToDictionary(a => a.Key, a => Text(a.Value)) ?? [],
        AnswersAreExact = true,
        CoAuthors = CoAuthors ?? [],
        IsWorkplaces = Workplace,
        For = RegisteredFor?.ToFor(),
    };

    // A figure on a scale may come as a number. Anything else becomes a text that fits no question.
    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}

/// <summary>A person of the organisation, or a name and the slug of a workplace, or the workplace alone.</summary>
internal sealed record NewRegistration(string? Person = null, string? Name = null, string? Unit = null)
{
    public RegisteredFor ToFor() => new(Person is not null ? RegisteredKind.Person : Name is not null ? RegisteredKind.Name : RegisteredKind.Workplace, Person, Name, Unit);
}
