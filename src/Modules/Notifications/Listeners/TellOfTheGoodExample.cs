using IntranetInnovation.GoodExamples.Contracts;
using IntranetInnovation.Kernel.Events;

namespace IntranetInnovation.Notifications.Listeners;

/// <summary>A proposal has become a good example: its authors and followers are led to the example itself.</summary>
internal sealed class TellOfTheGoodExample(ProposalNews news) : IListener<GoodExamplePublished>
{
    public async Task HandleAsync(GoodExamplePublished e, EventStamp at, CancellationToken ct)
    {
        if (e.ProposalId is { } proposal)
        {
            var facts = new NoticeFacts(Path: $"~/goda-exempel/{e.Slug}");
            await news.TellAuthorsAsync(proposal, NoticeKind.GoodExample, at, ct, facts: facts);
            await news.TellFollowersAsync(proposal, NoticeKind.GoodExample, at, ct, topic: NoticeTopic.GoodExample, facts: facts);
        }
    }
}
