using System.Security.Cryptography;
using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Notifications;

internal readonly record struct NoticeId(Guid Value) : ITypedId<NoticeId>
{
    public static NoticeId From(Guid value) => new(value);

    /// <summary>The same event told to the same person is the same notice, however many times it is delivered.</summary>
    public static NoticeId Of(Guid messageId, PersonId person)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData([.. messageId.ToByteArray(bigEndian: true), .. person.Value.ToByteArray(bigEndian: true)], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // RFC 9562: version 8 is for ids of one's own making.
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(new Guid(hash[..16], bigEndian: true));
    }
}

/// <summary>What a notice says. The names are part of text keys and stored in rows.</summary>
internal enum NoticeKind
{
    Receipt,
    Approved,
    Rejected,
    Decision,
    MoreInformation,
    BeingImplemented,
    Implemented,
    Merged,
    Task,
    General,
    Asked,
    Answered,
    OfficialAnswer,
    Comment,
    MergedInto,
    Unmerged,
    Reopened,
    Withdrawn,
    GoodExample,
    Reminder,
    FirstAnswer,
    Overdue,
    WaiverRequested,
    WaiverDecided,
    WaiverAccepted,
    NewHit,
    NewHits,
}

/// <summary>What the words need besides the subject, which is looked up when shown, since titles change and so does who may see them.</summary>
/// <param name="Task">What to do, in the administrator's words.</param>
/// <param name="DueUtc">By when.</param>
/// <param name="Path">Where to read more when it is not the subject's own page; begins with <c>~/</c>.</param>
/// <param name="Count">How many it is about; 0 where that is not the point.</param>
internal sealed record NoticeFacts(string? Task = null, DateTime? DueUtc = null, string? Path = null, int Count = 0);

internal static class NoticeKinds
{
    /// <summary>True when two tellings of the kind about one subject within a moment are the same news; each task, and each search that finds it, is news of its own.</summary>
    public static bool IsToldOnceAMoment(this NoticeKind kind) => kind is not (NoticeKind.Task or NoticeKind.Reminder or NoticeKind.FirstAnswer or NoticeKind.NewHit or NoticeKind.NewHits);
}

/// <summary>Something that a person is told in the system. Worded when shown, so that a change of language reaches old notices too.</summary>
internal sealed class Notice
{
    private Notice()
    {
    }

    public NoticeId Id { get; private set; }

    public PersonId PersonId { get; private set; }

    public NoticeKind Kind { get; private set; }

    /// <summary>Empty for a notice about no subject in particular, such as a list.</summary>
    public string SubjectType { get; private set; } = "";

    public Guid SubjectId { get; private set; }

    public string Parameters { get; private set; } = "{}";

    public DateTime CreatedUtc { get; private set; }

    public DateTime? ReadUtc { get; private set; }

    public SubjectRef Subject => new(SubjectType, SubjectId);

    public NoticeFacts Facts => JsonSerializer.Deserialize<NoticeFacts>(Parameters, JsonSerializerOptions.Web)!;

    public static Notice To(PersonId person, NoticeKind kind, SubjectRef? subject, NoticeFacts facts, Guid messageId, DateTime nowUtc) => new()
    {
        Id = NoticeId.Of(messageId, person),
        PersonId = person,
        Kind = kind,
        SubjectType = subject?.Type ?? "",
        SubjectId = subject?.Id ?? Guid.Empty,
        Parameters = JsonSerializer.Serialize(facts, JsonSerializerOptions.Web),
        CreatedUtc = nowUtc,
    };

    /// <summary>The first reading counts.</summary>
    public void Read(DateTime nowUtc) => ReadUtc ??= nowUtc;
}

internal sealed class NoticeMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var notice = model.Entity<Notice>().ToTable("notifications_notice");
        notice.HasKey(n => n.Id);
        notice.Property(n => n.Id).ValueGeneratedNever();
        notice.Property(n => n.SubjectType).HasMaxLength(40);
        notice.Property(n => n.Parameters).HasMaxLength(1000);
        notice.Ignore(n => n.Facts);
        notice.Ignore(n => n.Subject);
        notice.HasIndex(n => new { n.PersonId, n.CreatedUtc });
        notice.HasIndex(n => new { n.PersonId, n.ReadUtc });
    }
}
