using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.Notifications.Listeners;

/// <summary>What people write to each other on a proposal: answers to whoever asked, comments to its authors and followers.</summary>
internal sealed class TellOfWords(ProposalNews news) : IListener<QuestionAnswered>, IListener<CommentWritten>
{
    public async Task HandleAsync(QuestionAnswered e, EventStamp at, CancellationToken ct)
    {
        await news.TellHandlersAsync(e.ProposalId, NoticeKind.Answered, at, ct, except: e.By);
        await news.TellFollowersAsync(e.ProposalId, NoticeKind.Answered, at, ct, except: e.By);
    }

    public async Task HandleAsync(CommentWritten e, EventStamp at, CancellationToken ct)
    {
        var kind = e.IsOfficial ? NoticeKind.OfficialAnswer : NoticeKind.Comment;
        await news.TellAuthorsAsync(e.ProposalId, kind, at, ct, except: e.By);
        await news.TellFollowersAsync(e.ProposalId, kind, at, ct, except: e.By);
    }
}
