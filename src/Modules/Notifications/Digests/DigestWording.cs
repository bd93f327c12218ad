using System.Security.Cryptography;
using System.Text;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Notifications.Digests;

/// <summary>One piece of news in a digest.</summary>
/// <param name="Notice">What happened.</param>
/// <param name="Card">The subject as its reader sees it.</param>
/// <param name="IsOpen">False for what only those concerned may see: then its title stays at home.</param>
internal sealed record DigestLine(Notice Notice, SubjectCard Card, bool IsOpen);

/// <summary>Puts a digest into words, in its reader's language of now.</summary>
internal sealed class DigestWording(ITexts texts, MailWording wording)
{
    // Of the 4000 characters of a mail; the rest is greeting, ending and how to change one's choices.
    private const int Room = 3000;

    /// <param name="person">To whom; decides the language.</param>
    /// <param name="email">The person's address.</param>
    /// <param name="lines">At least one, oldest first. What there is no room for is counted, and found among the notices.</param>
    /// <param name="nowUtc">UTC.</param>
    public Mail Mail(PersonInfo person, string email, IReadOnlyList<DigestLine> lines, DateTime nowUtc)
    {
        var words = texts.In(person.Language);
        var told = new StringBuilder();
        var count = 0;
        foreach (var line in lines)
        {
            var text = "\u2022 " + MailWording.What(words, line.Notice.Kind, line.Notice.Facts, line.Card, line.IsOpen) + "\n" + wording.Link(line.Notice.Facts, line.Card);
            if (count > 0 && told.Length + text.Length > Room)
            {
                break;
            }

            told.Append(count == 0 ? "" : "\n\n").Append(text);
            count++;
        }

        var subject = lines.Count == 1 ? words["Notification.Digest.SubjectOne"] : words["Notification.Digest.Subject", lines.Count];
        return wording.Letter(Id(lines), words, person, email, subject, [words["Notification.Digest.Lead"], told.ToString(), More(words, lines.Count - count)], nowUtc);
    }

    private string More(ITexts words, int left) => left == 0 ? "" : words["Notification.Digest.More", left, wording.Link("~/notiser")];

    // The same notices give the same mail, so that two nodes at once cannot write it twice.
    private static MailId Id(IReadOnlyList<DigestLine> lines)
    {
        var ids = lines.SelectMany(l => l.Notice.Id.Value.ToByteArray(bigEndian: true)).ToArray();
        return new(NoticeId.Of(new Guid(SHA256.HashData(ids).AsSpan(0, 16), bigEndian: true), lines[0].Notice.PersonId).Value);
    }
}
