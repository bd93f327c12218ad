using System.Text;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Notifications.Listeners;

/// <summary>The week's overdue cases as one notice and one mail for each coach, not a flood. Each coach gets only what that coach may see (S10).</summary>
internal sealed class SendTheOverdueList(AppDb db, IOrganisation organisation, Audience audience, MailWording wording, ITexts texts) : IListener<OverdueList>
{
    // Of the 4000 characters of a mail; what there is no room for is counted.
    private const int Room = 3000;

    public async Task HandleAsync(OverdueList e, EventStamp at, CancellationToken ct)
    {
        var coaches = (await organisation.PeopleAsync([.. await organisation.PeopleOfAsync(e.Principal, ct)], ct)).Values.Where(p => p.Active).ToList();
        if (coaches.Count == 0)
        {
            return;
        }

        var subjects = e.Tasks.Select(t => new SubjectRef(t.SubjectType, t.SubjectId)).Distinct().ToList();
        var open = await audience.OpenCardsAsync(subjects, ct);
        var choices = await db.MailChoicesAsync(NoticeTopic.Overdue, coaches.ConvertAll(c => c.Id), ct);
        foreach (var coach in coaches)
        {
            var own = await audience.CardsAsync(coach, [.. subjects.Where(s => !open.ContainsKey(s))], ct);
            var lines = e.Tasks.Select(t => (Task: t, Subject: new SubjectRef(t.SubjectType, t.SubjectId)))
                .Where(t => open.ContainsKey(t.Subject) || own.ContainsKey(t.Subject))
                .Select(t => new Line(t.Task, open.GetValueOrDefault(t.Subject) ?? own[t.Subject], open.ContainsKey(t.Subject))).ToList();
            var id = NoticeId.Of(at.MessageId, coach.Id);
            if (lines.Count > 0 && !await db.Set<Notice>().AnyAsync(n => n.Id == id, ct))
            {
                Send(coach, lines, lines.Count + e.Total - e.Tasks.Count, choices(coach.Id), at);
            }
        }
    }

    private void Send(PersonInfo coach, List<Line> lines, int total, MailChoice choice, EventStamp at)
    {
        var notice = Notice.To(coach.Id, NoticeKind.Overdue, null, new(Path: "~/mina/arenden", Count: total), at.MessageId, at.RaisedUtc);
        db.Add(notice);
        if (choice != MailChoice.Never && coach.Email is { Length: > 0 } email)
        {
            db.Add(Mail(new(notice.Id.Value), coach, email, lines, total, at.RaisedUtc));
        }
    }

    private Mail Mail(MailId id, PersonInfo coach, string email, List<Line> lines, int total, DateTime nowUtc)
    {
        var words = texts.In(coach.Language);
        var told = new StringBuilder();
        var count = 0;
        foreach (var line in lines)
        {
            var subject = MailWording.Subject(words, line.Card, line.IsOpen);
            var due = SwedishTime.DayText(line.Task.DueUtc, words.Language);
            var who = PlainText.Quoted(line.Task.AssigneeName, 100);
            var what = line.Task.IsFirstAnswer
                ? words["Notification.Overdue.FirstAnswer", subject, due, who]
                : words["Notification.Overdue.Task", subject, due, who, PlainText.Quoted(line.Task.Title, 100)];
            var text = $"\u2022 {what}\n{wording.Link(line.Card.Path)}";
            if (count > 0 && told.Length + text.Length > Room)
            {
                break;
            }

            told.Append(count == 0 ? "" : "\n\n").Append(text);
            count++;
        }

        var more = total == count ? "" : words["Notification.Overdue.More", total - count];
        return wording.Letter(id, words, coach, email, words["Notification.MailSubject.Overdue", total], [words["Notification.Overdue.Lead"], told.ToString(), more], nowUtc);
    }

    private sealed record Line(OverdueTask Task, SubjectCard Card, bool IsOpen);
}
