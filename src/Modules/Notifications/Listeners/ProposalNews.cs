using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Notifications.Listeners;

/// <summary>Tells the groups of people around a proposal, each by the reader's own choice for the topic.</summary>
internal sealed class ProposalNews(Telling telling, IProposalAudience audience, IOrganisation organisation)
{
    /// <summary>The author and the co-authors.</summary>
    public async Task TellAuthorsAsync(
        ProposalId proposal, NoticeKind kind, EventStamp at, CancellationToken ct, PersonId? except = null, bool alsoByMail = true, NoticeFacts? facts = null) =>
        await TellAsync(new(kind, Subject(proposal), await audience.AuthorsAsync(proposal, ct), facts ?? new(), alsoByMail), except, at, ct);

    /// <summary>Those who chose to follow it, by the topic given.</summary>
    public async Task TellFollowersAsync(
        ProposalId proposal, NoticeKind kind, EventStamp at, CancellationToken ct, PersonId? except = null, NoticeTopic topic = NoticeTopic.Followed, NoticeFacts? facts = null) =>
        await TellAsync(new(kind, Subject(proposal), await audience.FollowersAsync(proposal, ct), facts ?? new()) { Topic = topic }, except, at, ct);

    /// <summary>Those who have it, or had it when <paramref name="principals"/> are given.</summary>
    public async Task TellHandlersAsync(
        ProposalId proposal, NoticeKind kind, EventStamp at, CancellationToken ct, PersonId? except = null, IReadOnlyList<string>? principals = null)
    {
        var people = new List<PersonId>();
        foreach (var principal in principals ?? await audience.HandlersAsync(proposal, ct))
        {
            people.AddRange(await organisation.PeopleOfAsync(principal, ct));
        }

        await TellAsync(new(kind, Subject(proposal), people, new()), except, at, ct);
    }

    // Nobody is told of what they did themselves.
    private Task TellAsync(News news, PersonId? except, EventStamp at, CancellationToken ct) =>
        telling.TellAsync(except is { } doer ? news with { To = [.. news.To.Where(p => p != doer)] } : news, at, ct);

    private static SubjectRef Subject(ProposalId proposal) => new("proposal", proposal.Value);
}
