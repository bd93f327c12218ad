using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.GoodExamples;

/// <summary>The first draft: what the proposal itself says, put into the fixed parts. An editor writes on from there; where it can spread, no proposal says.</summary>
internal static class FromProposal
{
    private const int LeadWanted = 240;

    /// <param name="proposal">An implemented one.</param>
    /// <param name="goals">Those in force, for the area.</param>
    /// <param name="texts">Swedish: the language of what is told.</param>
    public static GoodExampleBody Draft(ProposalRow proposal, IReadOnlyList<GoalInfo> goals, ITexts texts) => new(
        proposal.Title,
        Lead: FirstSentences(proposal.Solution, LeadWanted),
        Area: Within(goals.FirstOrDefault(g => g.Slug == proposal.GoalSlug)?.Title ?? "", GoodExampleBody.ShortMax),
        Solution: Within($"{proposal.Problem}\n\n{proposal.Solution}", GoodExampleBody.SectionMax),
        Benefit: Within(Benefit(proposal), GoodExampleBody.SectionMax),
        Development: History(proposal, texts),
        Spread: "",
        // The workplace first: rewards are collective, and the page is public (DOMAIN, row I). The person's name waits for her or his yes.
        Contributor: Within(proposal.UnitName ?? proposal.DepartmentName, GoodExampleBody.ShortMax),
        Contact: proposal.OwnerId,
        ReadMore: null,
        proposal.DepartmentId,
        Awarded: false,
        Author: proposal.AuthorName.Length > 0 ? Within(proposal.AuthorName, GoodExampleBody.ShortMax) : null);

    /// <summary>Whole sentences of at most that many characters; the beginning of the first one, cut between words, when it is longer.</summary>
    internal static string FirstSentences(string text, int most)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var end = line.Length <= most ? -1 : line[..most].LastIndexOfAny(['.', '!', '?']);
        return line.Length <= most ? line : end > 0 ? line[..(end + 1)] : Within(line, most);
    }

    private static string Benefit(ProposalRow proposal)
    {
        var told = proposal.Effect is { Length: > 0 } effect ? effect : proposal.Benefit;
        return proposal.Evidence is { Length: > 0 } evidence ? $"{told}\n\n{evidence}" : told;
    }

    private static string History(ProposalRow proposal, ITexts texts)
    {
        string?[] steps =
        [
            Day(proposal.SubmittedUtc) is { } submitted ? texts["GoodExample.History.Submitted", submitted] : null,
            Day(proposal.DecidedUtc) is { } decided ? texts["GoodExample.History.Decided", decided] : null,
            Day(proposal.ImplementedUtc) is { } implemented ? texts["GoodExample.History.Implemented", implemented] : null,
        ];
        return string.Join(' ', steps.OfType<string>());

        static string? Day(DateTime? utc) => utc is { } at ? SwedishTime.DayText(at, "sv") : null;
    }

    private static string Within(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var space = text.LastIndexOf(' ', most - 2);
        return $"{text[..(space > 0 ? space : char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)]}\u2026";
    }
}
