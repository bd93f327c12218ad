using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.Notifications.Listeners;

/// <summary>Their tasks are gone, and they should know why.</summary>
internal sealed class TellTheHandlers(ProposalNews news) : IListener<ProposalWithdrawn>
{
    public Task HandleAsync(ProposalWithdrawn e, EventStamp at, CancellationToken ct) =>
        news.TellHandlersAsync(e.ProposalId, NoticeKind.Withdrawn, at, ct, except: e.By, principals: e.Handlers);
}
