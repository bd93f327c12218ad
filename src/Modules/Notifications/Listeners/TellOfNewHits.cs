using IntranetInnovation.IdeaBank.Contracts;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Notifications.Mailing;

namespace IntranetInnovation.Notifications.Listeners;

/// <summary>A saved search has new hits. The notice leads to the search, and names the newest hit as long as its reader may see that.</summary>
internal sealed class TellOfNewHits(Telling telling) : IListener<SavedSearchFound>
{
    public Task HandleAsync(SavedSearchFound e, EventStamp at, CancellationToken ct) => telling.TellAsync(
        new(
            e.Count == 1 ? NoticeKind.NewHit : NoticeKind.NewHits, new("proposal", e.Newest.Value), [e.Person],
            new(PlainText.OneLine(e.Name, 200), Path: $"~/mina/sokningar/{e.SearchId:D}", Count: e.Count)),
        at, ct);
}
