using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Notifications.Listeners;

/// <summary>A task is soon due, or the author still waits for a first answer.</summary>
internal sealed class RemindTheAssignee(Telling telling, IOrganisation organisation) : IListener<TaskReminder>
{
    public async Task HandleAsync(TaskReminder e, EventStamp at, CancellationToken ct)
    {
        var kind = e.IsFirstAnswer ? NoticeKind.FirstAnswer : NoticeKind.Reminder;
        var facts = new NoticeFacts(PlainText.OneLine(e.Title, 200), e.DueUtc);
        await telling.TellAsync(new(kind, new(e.SubjectType, e.SubjectId), await organisation.PeopleOfAsync(e.Principal, ct), facts), at, ct);
    }
}
