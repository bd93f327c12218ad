using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Notifications.Mailing;

/// <summary>Hands mails to the municipality's own server, over STARTTLS.</summary>
internal sealed class SmtpServer(IOptions<MailOptions> mails, IOptions<SiteOptions> site) : IMailTransport
{
    public bool SafeToRepeat => false;

    public async Task<MailOutcome> SendAsync(Mail mail, CancellationToken ct)
    {
        var smtp = mails.Value.Smtp;
        using var client = new SmtpClient(smtp.Host, smtp.Port)
        {
            EnableSsl = smtp.StartTls,
            Credentials = smtp.User is { Length: > 0 } user ? new NetworkCredential(user, smtp.Password) : null,
        };
        using var message = new MailMessage(new MailAddress(mails.Value.From, site.Value.Name, Encoding.UTF8), new MailAddress(mail.To))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Body,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
            IsBodyHtml = false,
        };
        message.Headers.Add("Message-ID", mail.MessageId);
        message.Headers.Add("Auto-Submitted", "auto-generated");

        // Not the host's token: a mail that has begun is brought to an end, or nobody knows whether it went.
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(Math.Clamp(smtp.TimeoutSeconds, 5, 100)));
        try
        {
            await client.SendMailAsync(message, time.Token);
            return new(MailEnding.Sent);
        }
        catch (Exception e) when (e is SmtpException or AuthenticationException or OperationCanceledException or IOException or InvalidOperationException)
        {
            return new(Judge(e), e.Message);
        }
    }

    /// <summary>Only what certainly did not leave is tried again.</summary>
    public static MailEnding Judge(Exception e) => e switch
    {
        SmtpException { InnerException: SocketException } => MailEnding.TryLater, // No connection, so nothing was handed over.
        AuthenticationException or SmtpException { InnerException: AuthenticationException } => MailEnding.TryLater, // Nor to a certificate that is not trusted.
        SmtpException { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: null } => MailEnding.TryLater, // Nor to a server that does not offer STARTTLS.
        SmtpException { StatusCode: var code } when (int)code is >= 500 and < 600 => MailEnding.Refused,
        SmtpException { StatusCode: var code } when (int)code is >= 400 and < 500 => MailEnding.TryLater,
        _ => MailEnding.Unknown,
    };
}
