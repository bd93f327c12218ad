using System.Net.Mail;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
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

    /// <summary>An administrator has decided that it shall not be sent.</summary>
    Dropped,
}

/// <summary>A mail from its writing to its sending. Plain text only; its Message-ID is fixed from the start, so that a receiver can tell a repetition.</summary>
internal sealed class Mail : IVersioned
{
    public const int MostAttempts = 8;

    // Text keys among the errors: what a server says is kept in its own words.
    private const string NoAddress = "Notification.MailWhy.NoAddress";
    private const string Interrupted = "Notification.MailWhy.Interrupted";

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
        var isAddress = IsAddress(to);
        return new()
        {
            Id = id,
            To = isAddress ? to : PlainText.OneLine(to, 254),
            Subject = PlainText.OneLine(subject, 200),
            Body = PlainText.Lines(body, 4000),
            MessageId = $"<{id.Value:N}@{host}>",
            Status = isAddress ? MailStatus.Waiting : MailStatus.NeedsAttention,
            LastError = isAddress ? null : NoAddress,
            CreatedUtc = nowUtc,
        };
    }

    /// <summary>True for one address and nothing else, in ASCII, at most 254 characters.</summary>
    public static bool IsAddress(string to) =>
        to.Length <= 254 && to.All(c => char.IsAscii(c) && !char.IsControl(c)) && MailAddress.TryCreate(to, out var address) && address.Address == to;

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
        (Status, LastError) = (safeToRepeat ? MailStatus.Waiting : MailStatus.NeedsAttention, Interrupted);

    /// <summary>An administrator lets it go once more, under its old Message-ID. Refused unless it was given up or needs attention, and when there is no address to send to.</summary>
    public Result<Done> SendAgain()
    {
        if (Status is not (MailStatus.Failed or MailStatus.NeedsAttention))
        {
            return new Problem("Notification.Mails.Moved", Kind: ProblemKind.Conflict);
        }

        if (!IsAddress(To))
        {
            return new Problem(NoAddress, Kind: ProblemKind.Conflict);
        }

        (Status, Attempts, NextTryUtc) = (MailStatus.Waiting, 0, null);
        return Done.Ok;
    }

    /// <summary>An administrator lets it be. Refused while it is being sent, and when it has left or was let be before.</summary>
    public Result<Done> Drop()
    {
        if (Status is not (MailStatus.Waiting or MailStatus.Failed or MailStatus.NeedsAttention))
        {
            return new Problem("Notification.Mails.Moved", Kind: ProblemKind.Conflict);
        }

        (Status, NextTryUtc) = (MailStatus.Dropped, null);
        return Done.Ok;
    }
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
