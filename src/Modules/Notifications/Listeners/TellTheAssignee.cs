using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Notifications.Listeners;

/// <summary>Somebody has something to do: the person, or everyone who holds the role.</summary>
internal sealed class TellTheAssignee(Telling telling, IOrganisation organisation) : IListener<TaskAssigned>
{
    public async Task HandleAsync(TaskAssigned e, EventStamp at, CancellationToken ct)
    {
        // A task that was overdue when it was given comes from an import or a recipe: seen in the system, but no mail in arrears.
        var alsoByMail = e.DueUtc is null || e.DueUtc > at.RaisedUtc;
        var facts = new NoticeFacts(PlainText.OneLine(e.Title, 200), e.DueUtc);
        await telling.TellAsync(
            new(NoticeKind.Task, new(e.SubjectType, e.SubjectId), await organisation.PeopleOfAsync(e.Principal, ct), facts, alsoByMail), at, ct);
    }
}
