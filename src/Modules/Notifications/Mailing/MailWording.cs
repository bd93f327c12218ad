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
        var next = news.Topic == NoticeTopic.Followed ? words["Notification.NextForFollowers"] : words[$"Notification.Next.{news.Kind}"];
        return Letter(
            id, words, person, email, words[$"Notification.MailSubject.{news.Kind}", Subject(words, card, isOpen)],
            [What(words, news.Kind, news.Facts, card, isOpen), next, words["Notification.Mail.Link", Link(news.Facts, card)]], nowUtc);
    }

    /// <summary>What happened, in a sentence or two.</summary>
    public static string What(ITexts words, NoticeKind kind, NoticeFacts facts, SubjectCard card, bool isOpen) =>
        words[$"Notification.What.{kind}", Subject(words, card, isOpen), PlainText.Quoted(facts.Task ?? "", 200), facts.Count]
        + (facts.DueUtc is { } due ? " " + words["Notification.Due", SwedishTime.DayText(due, words.Language)] : "");

    /// <summary>A letter: greeting, the paragraphs that are not empty, who sends it, and how to get less of it.</summary>
    public Mail Letter(MailId id, ITexts words, PersonInfo person, string email, string subject, IReadOnlyList<string> paragraphs, DateTime nowUtc)
    {
        string[] body =
        [
            words["Notification.Mail.Greeting", PlainText.Quoted(person.Name, 100)],
            .. paragraphs.Where(p => p.Length > 0),
            words["Notification.Mail.Ending", PlainText.Quoted(site.Value.Name, 100)],
            words["Notification.Mail.Settings", Link("~/notiser/installningar")],
        ];
        return Mailing.Mail.Compose(id, email, subject, string.Join("\n\n", body), site.Value.Host, nowUtc);
    }

    /// <summary>Where to read more: the place that the facts name, else the subject's page.</summary>
    public string Link(NoticeFacts facts, SubjectCard card) => Link(facts.Path ?? card.Path);

    public string Link(string path) => site.Value.Link(path);

    /// <summary>The subject by its title, or without it when not everyone may see it.</summary>
    public static string Subject(ITexts words, SubjectCard card, bool isOpen) =>
        isOpen ? words["Notification.Subject", PlainText.Quoted(card.Title, 120)] : words["Notification.SubjectConfidential"];
}
