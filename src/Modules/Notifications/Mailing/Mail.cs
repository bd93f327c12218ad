using System.Net.Mail;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Notifications.Mailing;

internal readonly record struct MailId(Guid Value) : ITypedId<MailId>
{
    public static MailId From(Guid value) => new(value);
}

internal enum MailStatus
{
    Waiting,

    /// <summary>Claimed. Found again after a crash, nobody knows whether it went.</summary>
    Sending,
    Sent,

    /// <summary>Given up after <see cref="Mail.MostAttempts"/>, or refused for good.</summary>
    Failed,

    /// <summary>May have been sent or cannot be: an administrator decides.</summary>
    NeedsAttention,
}

/// <summary>A mail from its writing to its sending. Plain text only; its Message-ID is fixed from the start, so that a receiver can tell a repetition.</summary>
internal sealed class Mail : IVersioned
{
    public const int MostAttempts = 8;

    private Mail()
    {
    }

    public MailId Id { get; private set; }

    public string To { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public string Body { get; private set; } = "";

    public string MessageId { get; private set; } = "";

    public MailStatus Status { get; private set; }

    public DateTime CreatedUtc { get; private set; }

    public DateTime? ClaimedUtc { get; private set; }

    public DateTime? NextTryUtc { get; private set; }

    public DateTime? SentUtc { get; private set; }

    public int Attempts { get; private set; }

    public string? LastError { get; private set; }

    public int Version { get; private set; }

    /// <summary>A mail that waits. One to an address that is none needs attention from the start.</summary>
    /// <param name="id">The same for the same news to the same person.</param>
    /// <param name="to">One address.</param>
    /// <param name="subject">Made one line, at most 200 characters.</param>
    /// <param name="body">Plain text, at most 4000 characters.</param>
    /// <param name="host">Right side of the Message-ID.</param>
    /// <param name="nowUtc">UTC.</param>
    public static Mail Compose(MailId id, string to, string subject, string body, string host, DateTime nowUtc)
    {
        var isAddress = MailAddress.TryCreate(to, out var address) && address.Address == to && to.Length <= 254 && to.All(c => char.IsAscii(c) && !char.IsControl(c));
        return new()
        {
            Id = id,
            To = isAddress ? to : PlainText.OneLine(to, 254),
            Subject = PlainText.OneLine(subject, 200),
            Body = PlainText.Lines(body, 4000),
            MessageId = $"<{id.Value:N}@{host}>",
            Status = isAddress ? MailStatus.Waiting : MailStatus.NeedsAttention,
            LastError = isAddress ? null : "Not an address.",
            CreatedUtc = nowUtc,
        };
    }

    /// <summary>Takes it for sending, in a transaction of its own before anything leaves. False when it is not waiting or its pause is not over.</summary>
    public bool Claim(DateTime nowUtc)
    {
        if (Status != MailStatus.Waiting || NextTryUtc > nowUtc)
        {
            return false;
        }

        (Status, ClaimedUtc, Attempts) = (MailStatus.Sending, nowUtc, Attempts + 1);
        return true;
    }

    /// <summary>What the transport said about a claimed mail.</summary>
    public void Ended(MailOutcome outcome, DateTime nowUtc)
    {
        LastError = outcome.Error is { Length: > 1000 } error ? error[..1000] : outcome.Error;
        Status = outcome.Ending switch
        {
            MailEnding.Sent => MailStatus.Sent,
            MailEnding.Unknown => MailStatus.NeedsAttention,
            MailEnding.TryLater when Attempts < MostAttempts => MailStatus.Waiting,
            _ => MailStatus.Failed,
        };
        SentUtc = Status == MailStatus.Sent ? nowUtc : null;

        // 1, 2, 4 ... 64 minutes: a server that is down for an hour loses nothing.
        NextTryUtc = Status == MailStatus.Waiting ? nowUtc + TimeSpan.FromMinutes(Math.Pow(2, Attempts - 1)) : null;
    }

    /// <summary>Found claimed although nobody is sending: the process died in between.</summary>
    /// <param name="safeToRepeat">True when sending it again cannot double it.</param>
    public void FoundAfterCrash(bool safeToRepeat) =>
        (Status, LastError) = (safeToRepeat ? MailStatus.Waiting : MailStatus.NeedsAttention, "The process ended while it was being sent.");
}

internal sealed class MailMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var mail = model.Entity<Mail>().ToTable("notifications_mail");
        mail.HasKey(m => m.Id);
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.To).HasMaxLength(254);
        mail.Property(m => m.Subject).HasMaxLength(200);
        mail.Property(m => m.Body).HasMaxLength(4000);
        mail.Property(m => m.MessageId).HasMaxLength(300);
        mail.Property(m => m.LastError).HasMaxLength(1000);
        mail.HasIndex(m => new { m.Status, m.CreatedUtc });
    }
}
