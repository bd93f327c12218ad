using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Notifications.Listeners;

/// <summary>Something to tell some people.</summary>
internal sealed record News(NoticeKind Kind, SubjectRef Subject, IReadOnlyCollection<PersonId> To, NoticeFacts Facts, bool AlsoByMail = true);

/// <summary>What all listeners do with news: a notice and perhaps a mail to each person who may see the subject. Adds to the listener's unit of work, saves nothing.</summary>
internal sealed class Telling(AppDb db, IOrganisation organisation, IEnumerable<IWorkflowSubjects> owners, Audience audience, MailWording wording)
{
    // A role held by more people than this is no longer told one by one.
    private const int MostPeople = 200;

    // A change of status and the workflow's own message about it leave in the same save; whichever comes second within this time is not told again.
    private static readonly TimeSpan SameMoment = TimeSpan.FromMinutes(1);

    public async Task TellAsync(News news, EventStamp at, CancellationToken ct)
    {
        var people = await organisation.PeopleAsync([.. news.To.Distinct().Take(MostPeople)], ct);
        var isOpen = false;
        if (news.AlsoByMail && people.Count > 0)
        {
            // Nothing said about it means confidential.
            isOpen = await SubjectAsync(news.Subject, ct) is { } subject && subject.Values.GetValueOrDefault("confidential") == "false";
        }

        foreach (var person in people.Values.Where(p => p.Active))
        {
            if (await IsToldAsync(person.Id, news, at, ct) || await audience.CardAsync(person, news.Subject, ct) is not { } card)
            {
                continue;
            }

            var notice = Notice.To(person.Id, news.Kind, news.Subject, news.Facts, at.MessageId, at.RaisedUtc);
            db.Add(notice);
            if (news.AlsoByMail && person.Email is { Length: > 0 } email)
            {
                db.Add(wording.Mail(new MailId(notice.Id.Value), person, email, news, card, isOpen, at.RaisedUtc));
            }
        }
    }

    /// <summary>The subject with system eyes; null when it is gone or nobody owns such subjects.</summary>
    public async Task<WorkflowSubject?> SubjectAsync(SubjectRef subject, CancellationToken ct) =>
        owners.FirstOrDefault(o => o.Type == subject.Type) is { } owner ? await owner.FindAsync(subject.Id, ct) : null;

    private async Task<bool> IsToldAsync(PersonId person, News news, EventStamp at, CancellationToken ct)
    {
        var id = NoticeId.Of(at.MessageId, person);
        var (fromUtc, toUtc) = (at.RaisedUtc - SameMoment, at.RaisedUtc + SameMoment);
        return await db.Set<Notice>().AsNoTracking().AnyAsync(
            n => n.Id == id
                || (news.Kind != NoticeKind.Task && n.PersonId == person && n.Kind == news.Kind && n.SubjectId == news.Subject.Id && n.CreatedUtc >= fromUtc && n.CreatedUtc <= toUtc),
            ct);
    }
}
