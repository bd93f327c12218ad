using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Notifications.Digests;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Notifications.Listeners;

/// <summary>Something to tell some people.</summary>
internal sealed record News(NoticeKind Kind, SubjectRef Subject, IReadOnlyCollection<PersonId> To, NoticeFacts Facts, bool AlsoByMail = true)
{
    /// <summary>By what choice of the reader it is mailed.</summary>
    public NoticeTopic Topic { get; init; } = Kind.Topic();
}

/// <summary>What all listeners do with news: a notice and perhaps a mail to each person who may see the subject. Adds to the listener's unit of work, saves nothing.</summary>
internal sealed class Telling(AppDb db, IOrganisation organisation, IEnumerable<IWorkflowSubjects> owners, Audience audience, MailWording wording)
{
    // Role or followers: more people than this are not told one by one.
    private const int MostPeople = 1000;

    // A change of status and the workflow's own message about it leave in the same save; whichever comes second within this time is not told again.
    private static readonly TimeSpan SameMoment = TimeSpan.FromMinutes(1);

    public async Task TellAsync(News news, EventStamp at, CancellationToken ct)
    {
        var people = (await organisation.PeopleAsync([.. news.To.Distinct().Take(MostPeople)], ct)).Values.Where(p => p.Active).ToList();
        var told = people.Count == 0 ? [] : await ToldAsync([.. people.Select(p => p.Id)], news, at, ct);
        people.RemoveAll(p => told.Contains(p.Id));
        if (people.Count == 0)
        {
            return;
        }

        var choices = news.AlsoByMail ? await db.MailChoicesAsync(news.Topic, [.. people.Select(p => p.Id)], ct) : _ => MailChoice.Never;
        var openCard = (await audience.OpenCardsAsync([news.Subject], ct)).GetValueOrDefault(news.Subject);
        foreach (var person in people)
        {
            if ((openCard ?? (await audience.CardsAsync(person, [news.Subject], ct)).GetValueOrDefault(news.Subject)) is { } card)
            {
                Tell(person, news, card, isOpen: openCard is not null, choices(person.Id), at);
            }
        }
    }

    /// <summary>The subject with system eyes; null when it is gone or nobody owns such subjects.</summary>
    public async Task<WorkflowSubject?> SubjectAsync(SubjectRef subject, CancellationToken ct) =>
        owners.FirstOrDefault(o => o.Type == subject.Type) is { } owner ? await owner.FindAsync(subject.Id, ct) : null;

    private void Tell(PersonInfo person, News news, SubjectCard card, bool isOpen, MailChoice choice, EventStamp at)
    {
        var notice = Notice.To(person.Id, news.Kind, news.Subject, news.Facts, at.MessageId, at.RaisedUtc);
        db.Add(notice);
        if (person.Email is not { Length: > 0 } email || choice == MailChoice.Never)
        {
            return;
        }

        db.Add(choice == MailChoice.AtOnce
            ? wording.Mail(new MailId(notice.Id.Value), person, email, news, card, isOpen, at.RaisedUtc)
            : DigestItem.Of(notice, news.Topic, choice));
    }

    private async Task<HashSet<PersonId>> ToldAsync(List<PersonId> people, News news, EventStamp at, CancellationToken ct)
    {
        var ids = people.ConvertAll(p => NoticeId.Of(at.MessageId, p));
        var (fromUtc, toUtc) = (at.RaisedUtc - SameMoment, at.RaisedUtc + SameMoment);
        var told = await db.Set<Notice>().AsNoTracking()
            .Where(n => ids.Contains(n.Id)
                || (news.Kind.IsToldOnceAMoment() && people.Contains(n.PersonId) && n.Kind == news.Kind && n.SubjectId == news.Subject.Id
                    && n.CreatedUtc >= fromUtc && n.CreatedUtc <= toUtc))
            .Select(n => n.PersonId).ToListAsync(ct);

        // One event may be told to several groups of people, and somebody may be in two of them.
        return [.. told, .. db.Set<Notice>().Local.Where(n => ids.Contains(n.Id)).Select(n => n.PersonId)];
    }
}
