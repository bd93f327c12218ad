using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IntranetInnovation.Notifications.Mailing;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Notifications.Tests;

/// <summary>Neither a password nor a mail goes to a server that has not shown who it is.</summary>
public sealed class StartTlsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_handed_to_a_server_without_STARTTLS_or_with_a_certificate_that_nobody_trusts(bool offers)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var talk = ServeAsync(listener, offers);
        var transport = new SmtpServer(
            Options.Create(new MailOptions
            {
                Smtp = new() { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, User = "innovation", Password = "hemligt", TimeoutSeconds = 10 },
            }),
            Options.Create(new SiteOptions()));
        var outcome = await transport.SendAsync(MailTests.Written(), CancellationToken.None);
        outcome.Ending.ShouldBe(MailEnding.TryLater, outcome.Error);
        var said = await talk;
        said.Contains("STARTTLS").ShouldBe(offers);
        said.ShouldNotContain("AUTH");
        said.ShouldNotContain("MAIL FROM");
    }

    private static async Task<string> ServeAsync(TcpListener listener, bool offers)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        var talk = new StringBuilder();
        await writer.WriteLineAsync("220 ready");
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                talk.AppendLine(line);
                if (line == "STARTTLS")
                {
                    await writer.WriteLineAsync("220 go ahead");
                    using var certificate = SelfMade();
                    await using var secure = new SslStream(stream, leaveInnerStreamOpen: true);
                    await secure.AuthenticateAsServerAsync(certificate);
                    using var inside = new StreamReader(secure, Encoding.ASCII);
                    talk.AppendLine(await inside.ReadLineAsync());
                    break;
                }

                await writer.WriteLineAsync(line.StartsWith("EHLO", StringComparison.Ordinal) && offers ? "250-here\r\n250-AUTH LOGIN\r\n250 STARTTLS" : "250 ok");
            }
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // The caller hung up, as it should.
        }

        return talk.ToString();
    }

    private static X509Certificate2 SelfMade()
    {
        using var key = RSA.Create(2048);
        var made = new CertificateRequest("CN=mail.motala.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
