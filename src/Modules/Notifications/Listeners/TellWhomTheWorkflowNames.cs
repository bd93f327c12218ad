using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Notifications.Listeners;

/// <summary>A workflow's NotifyTask. A template that we have no words of our own for says that something has happened.</summary>
internal sealed class TellWhomTheWorkflowNames(Telling telling) : IListener<NotificationRequested>
{
    /// <summary>The messages that an administrator may choose; the others belong to pages that send them themselves.</summary>
    public static readonly string[] Messages = ["receipt", "decision", "implemented", "more-information", "general"];

    public async Task HandleAsync(NotificationRequested e, EventStamp at, CancellationToken ct)
    {
        var subject = new SubjectRef(e.SubjectType, e.SubjectId);
        var status = e.Template == "decision" ? (await telling.SubjectAsync(subject, ct))?.Values.GetValueOrDefault("status") : null;
        var kind = Kind(e.Template, status);

        // A waiver has its own page below the proposal's.
        var path = kind is NoticeKind.WaiverRequested or NoticeKind.WaiverDecided or NoticeKind.WaiverAccepted
            ? (await telling.SubjectAsync(subject, ct))?.Path + "/friskrivning"
            : e.Path;
        await telling.TellAsync(new(kind, subject, e.To, new(Path: path)), at, ct);
    }

    /// <summary>The kind of a template; a decision is told by what was decided.</summary>
    public static NoticeKind Kind(string template, string? status) => (template, status) switch
    {
        ("receipt", _) => NoticeKind.Receipt,
        ("decision", "approved" or "being-implemented" or "implemented") => NoticeKind.Approved,
        ("decision", "rejected") => NoticeKind.Rejected,
        ("decision", _) => NoticeKind.Decision,
        ("implemented", _) => NoticeKind.Implemented,
        ("more-information", _) => NoticeKind.MoreInformation,
        ("waiver-requested", _) => NoticeKind.WaiverRequested,
        ("waiver-decided", _) => NoticeKind.WaiverDecided,
        ("waiver-accepted", _) => NoticeKind.WaiverAccepted,
        _ => NoticeKind.General,
    };
}
