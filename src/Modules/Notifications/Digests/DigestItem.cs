using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Notifications.Digests;

/// <summary>
/// A notice that waits for its reader's next digest. That it has gone into one is written in the same save as the mail, so a missed run loses nothing and a second
/// one repeats nothing (R1).
/// </summary>
internal sealed class DigestItem : IVersioned
{
    private DigestItem()
    {
    }

    public NoticeId NoticeId { get; private set; }

    public PersonId PersonId { get; private set; }

    public NoticeTopic Topic { get; private set; }

    public DateTime DueUtc { get; private set; }

    /// <summary>When it was dealt with: told in a digest, or left out since the reader may no longer see it or wants no mail.</summary>
    public DateTime? DigestedUtc { get; private set; }

    public int Version { get; private set; }

    public static DigestItem Of(Notice notice, NoticeTopic topic, MailChoice choice) =>
        new() { NoticeId = notice.Id, PersonId = notice.PersonId, Topic = topic, DueUtc = DigestTimes.Next(choice, notice.CreatedUtc) };

    /// <summary>The reader has changed the topic's choice while it waits: it goes by the new one.</summary>
    public void Follow(MailChoice choice, DateTime nowUtc)
    {
        if (choice == MailChoice.Never)
        {
            Digested(nowUtc);
        }
        else
        {
            DueUtc = DigestTimes.Next(choice, nowUtc);
        }
    }

    public void Digested(DateTime nowUtc) => DigestedUtc = nowUtc;
}

internal sealed class DigestItemMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var item = model.Entity<DigestItem>().ToTable("notifications_digest_item");
        item.HasKey(i => i.NoticeId);
        item.Property(i => i.NoticeId).ValueGeneratedNever();
        item.HasIndex(i => new { i.DigestedUtc, i.DueUtc });
        item.HasIndex(i => new { i.PersonId, i.DigestedUtc });
    }
}
