namespace IntranetInnovation.Notifications.Mailing;

/// <summary>The configuration section <c>Mail</c>. Without an SMTP host mails are written to the pickup folder.</summary>
internal sealed class MailOptions
{
    /// <summary>The address that mails come from.</summary>
    public string From { get; set; } = "innovation@localhost";

    public SmtpOptions Smtp { get; set; } = new();
}

/// <summary>The configuration section <c>Mail:Smtp</c>.</summary>
internal sealed class SmtpOptions
{
    /// <summary>Null or empty: no SMTP.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>STARTTLS. Turn it off only for a server on the same machine.</summary>
    public bool StartTls { get; set; } = true;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Seconds for one mail, connection included; 5 to 100, so that a claimed mail is never mistaken for one that a crash left.</summary>
    public int TimeoutSeconds { get; set; } = 30;
}

/// <summary>The configuration section <c>Site</c>, as far as mails need it.</summary>
internal sealed class SiteOptions
{
    /// <summary>Shown as the sender's name.</summary>
    public string Name { get; set; } = "Innovation";

    /// <summary>Absolute http or https address of the system, path base included; every link in a mail begins with it.</summary>
    public string PublicUrl { get; set; } = "http://localhost:5080";

    public string Host => Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        ? url.Host
        : throw new InvalidOperationException("Site:PublicUrl must be an absolute http or https address.");

    /// <summary>The absolute address of a path that begins with <c>~/</c>; anything else gives the start page.</summary>
    public string Link(string path) => PublicUrl.TrimEnd('/') + (path.StartsWith("~/", StringComparison.Ordinal) ? path[1..] : "/");
}
