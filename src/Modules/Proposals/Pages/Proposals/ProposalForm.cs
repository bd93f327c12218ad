using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Form;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>The fields of the form, as typed.</summary>
internal sealed class ProposalForm
{
    public const string ForPersonChoice = "person";
    public const string ForNameChoice = "namn";
    public const string ForWorkplaceChoice = "arbetsplats";

    /// <summary>Made when the form is shown: two clicks on one form are one proposal.</summary>
    public Guid Key { get; set; }

    public string? Title { get; set; }

    public string? Problem { get; set; }

    public string? Solution { get; set; }

    public string? Benefit { get; set; }

    public string? Campaign { get; set; }

    /// <summary>By the keys of the campaign's questions.</summary>
    public Dictionary<string, string?> Answers { get; set; } = [];

    public string? Goal { get; set; }

    /// <summary>One on each line.</summary>
    public string? CoAuthors { get; set; }

    public bool IsWorkplaces { get; set; }

    /// <summary>Empty for oneself.</summary>
    public string? For { get; set; }

    public string? ForPerson { get; set; }

    public string? ForName { get; set; }

    public string? ForUnit { get; set; }

    public bool Confidential { get; set; }

    public string? ConfidentialReason { get; set; }

    /// <param name="draft">Saved before.</param>
    /// <param name="owned">What belongs to it.</param>
    /// <param name="me">Who goes on with it.</param>
    /// <param name="people">Author and co-authors, as far as they are known.</param>
    /// <param name="unit">Slug of the workplace that it comes from.</param>
    public static ProposalForm Of(Proposal draft, Owned owned, PersonId me, IReadOnlyDictionary<PersonId, PersonInfo> people, string? unit)
    {
        var registered = draft.RegisteredById == me;
        return new()
        {
            Key = draft.Id.Value,
            Title = draft.Title,
            Problem = draft.Problem,
            Solution = draft.Solution,
            Benefit = draft.Benefit,
            Campaign = draft.CampaignSlug,
            Answers = owned.Answers.ToDictionary(a => a.Key, a => (string?)a.Value),
            Goal = draft.GoalSlug,
            CoAuthors = string.Join('\n', owned.CoAuthors.Select(c => people.TryGetValue(c.PersonId, out var person) ? NamedPeople.Line(person) : c.Name)),
            IsWorkplaces = draft.IsWorkplaces,
            For = !registered ? null : draft.AuthorId is not null ? ForPersonChoice : draft.AuthorName.Length > 0 ? ForNameChoice : ForWorkplaceChoice,
            ForPerson = registered && draft.AuthorId is { } author && people.TryGetValue(author, out var known) ? NamedPeople.Line(known) : null,
            ForName = registered && draft.AuthorId is null ? draft.AuthorName : null,
            ForUnit = registered ? unit : null,
            Confidential = draft.IsConfidential,
            ConfidentialReason = draft.ConfidentialReason,
        };
    }

    public ProposalInput ToInput() => new(Title, Problem, Solution, Benefit, Campaign, Goal, Confidential, ConfidentialReason)
    {
        Answers = Answers,
        CoAuthors = (CoAuthors ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        IsWorkplaces = IsWorkplaces,
        For = For switch
        {
            ForPersonChoice => new(RegisteredKind.Person, ForPerson, null, null),
            ForNameChoice => new(RegisteredKind.Name, null, ForName, ForUnit),
            ForWorkplaceChoice => new(RegisteredKind.Workplace, null, null, ForUnit),
            _ => null,
        },
    };
}
