using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Notifications.Listeners;

/// <summary>
/// The author hears of what matters even where no workflow says it, such as a decision made outside one. Where a workflow does, the two are one
/// (<see cref="Telling"/>).
/// </summary>
internal sealed class TellTheAuthor(Telling telling) : IListener<ProposalStatusChanged>
{
    public async Task HandleAsync(ProposalStatusChanged e, EventStamp at, CancellationToken ct)
    {
        var subject = new SubjectRef("proposal", e.ProposalId.Value);
        if (Kind(e.To) is { } kind && (await telling.SubjectAsync(subject, ct))?.Author is { } author)
        {
            await telling.TellAsync(new(kind, subject, [author], new(), AlsoByMail: kind != NoticeKind.BeingImplemented), at, ct);
        }
    }

    /// <summary>Null for statuses that are no news to the author.</summary>
    public static NoticeKind? Kind(string to) => ProposalSlugs.Status(to) switch
    {
        ProposalStatus.Approved => NoticeKind.Approved,
        ProposalStatus.Rejected => NoticeKind.Rejected,
        ProposalStatus.MoreInformation => NoticeKind.MoreInformation,
        ProposalStatus.BeingImplemented => NoticeKind.BeingImplemented,
        ProposalStatus.Implemented => NoticeKind.Implemented,
        ProposalStatus.Merged => NoticeKind.Merged,
        _ => null,
    };
}
