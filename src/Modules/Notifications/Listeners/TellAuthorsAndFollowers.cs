using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Notifications.Listeners;

/// <summary>
/// Authors and co-authors, and those who follow, hear of what becomes of a proposal even where no workflow says it, such as a decision made outside one. Where a
/// workflow does, the two are one (<see cref="Telling"/>).
/// </summary>
internal sealed class TellAuthorsAndFollowers(ProposalNews news)
    : IListener<ProposalStatusChanged>, IListener<QuestionAsked>, IListener<ProposalMerged>, IListener<ProposalUnmerged>, IListener<DecisionUndone>
{
    public async Task HandleAsync(ProposalStatusChanged e, EventStamp at, CancellationToken ct)
    {
        if (Kind(e.To) is { } kind)
        {
            await news.TellAuthorsAsync(e.ProposalId, kind, at, ct, alsoByMail: kind != NoticeKind.BeingImplemented);
            if (kind != NoticeKind.MoreInformation)
            {
                await news.TellFollowersAsync(e.ProposalId, kind, at, ct);
            }
        }
    }

    // A second question changes no status, so the authors are told here too; the first is told once.
    public async Task HandleAsync(QuestionAsked e, EventStamp at, CancellationToken ct)
    {
        await news.TellAuthorsAsync(e.ProposalId, NoticeKind.MoreInformation, at, ct, except: e.By);
        await news.TellFollowersAsync(e.ProposalId, NoticeKind.Asked, at, ct, except: e.By);
    }

    // Those of the one that ended hear of it by its status.
    public Task HandleAsync(ProposalMerged e, EventStamp at, CancellationToken ct) =>
        news.TellAuthorsAsync(e.IntoId, NoticeKind.MergedInto, at, ct, except: e.By);

    public async Task HandleAsync(ProposalUnmerged e, EventStamp at, CancellationToken ct)
    {
        await news.TellAuthorsAsync(e.ProposalId, NoticeKind.Unmerged, at, ct, except: e.By);
        await news.TellFollowersAsync(e.ProposalId, NoticeKind.Unmerged, at, ct, except: e.By);
    }

    public async Task HandleAsync(DecisionUndone e, EventStamp at, CancellationToken ct)
    {
        await news.TellAuthorsAsync(e.ProposalId, NoticeKind.Reopened, at, ct, except: e.By);
        await news.TellFollowersAsync(e.ProposalId, NoticeKind.Reopened, at, ct, except: e.By);
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
