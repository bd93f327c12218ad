namespace IntranetInnovation.Notifications.Mailing;

/// <summary>The way out of the house: a pickup folder or an SMTP server.</summary>
internal interface IMailTransport
{
    /// <summary>True when sending a mail twice leaves one mail; then a mail that a crash caught is sent again by itself.</summary>
    bool SafeToRepeat { get; }

    /// <summary>Sends one claimed mail. Never throws for what a server or disk does; the outcome says it.</summary>
    Task<MailOutcome> SendAsync(Mail mail, CancellationToken ct);
}

internal enum MailEnding
{
    Sent,

    /// <summary>Certainly not sent, and may work later.</summary>
    TryLater,

    /// <summary>Certainly not sent, and never will be.</summary>
    Refused,

    /// <summary>May have been sent.</summary>
    Unknown,
}

/// <summary>How sending ended.</summary>
/// <param name="Ending">Sent, or how sure it is that it was not.</param>
/// <param name="Error">For the administrator; null when sent.</param>
internal sealed record MailOutcome(MailEnding Ending, string? Error = null);
