using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Notifications.Listeners;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Notifications.Mailing;

/// <summary>Puts news into a mail, in plain words: what happened, what comes next, a link to our own host. Nothing confidential leaves the house.</summary>
internal sealed class MailWording(ITexts texts, IOptions<SiteOptions> site)
{
    /// <summary>The mail for one person.</summary>
    /// <param name="id">The notice's id.</param>
    /// <param name="person">To whom; decides the language.</param>
    /// <param name="email">The person's address.</param>
    /// <param name="news">What happened.</param>
    /// <param name="card">The subject as the person sees it.</param>
    /// <param name="isOpen">False for what only those concerned may see: then its title stays at home.</param>
    /// <param name="nowUtc">UTC.</param>
    public Mail Mail(MailId id, PersonInfo person, string email, News news, SubjectCard card, bool isOpen, DateTime nowUtc)
    {
        var words = texts.In(person.Language);
        var subject = isOpen ? words["Notification.Subject", PlainText.Quoted(card.Title, 120)] : words["Notification.SubjectConfidential"];
        var task = PlainText.Quoted(news.Facts.Task ?? "", 200);
        string[] paragraphs =
        [
            words["Notification.Mail.Greeting", PlainText.Quoted(person.Name, 100)],
            words[$"Notification.What.{news.Kind}", subject, task] + Due(words, news.Facts.DueUtc),
            words[$"Notification.Next.{news.Kind}"],
            words["Notification.Mail.Link", site.Value.Link(card.Path)],
            words["Notification.Mail.Ending", PlainText.Quoted(site.Value.Name, 100)],
        ];
        return Mailing.Mail.Compose(
            id, email, words[$"Notification.MailSubject.{news.Kind}", subject], string.Join("\n\n", paragraphs.Where(p => p.Length > 0)), site.Value.Host, nowUtc);
    }

    private static string Due(ITexts words, DateTime? dueUtc) => dueUtc is { } due ? " " + words["Notification.Due", SwedishTime.DayText(due, words.Language)] : "";
}
