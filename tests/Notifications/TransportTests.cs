using System.Net;
using System.Net.Sockets;
using System.Text;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Notifications.Mailing;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Notifications.Tests;

public sealed class TransportTests
{
    [Fact]
    public async Task A_server_gets_the_mail_with_its_own_message_id_as_plain_text()
    {
        var mail = MailTests.Written(body: "Hej Åsa!\r\n\r\nLäs mer:\r\nhttps://motala.example/forslag/17");
        var (outcome, talk) = await SendAsync(mail);
        outcome.Ending.ShouldBe(MailEnding.Sent);
        talk.ShouldContain($"RCPT TO:<{mail.To}>");
        talk.ShouldContain(mail.MessageId);
        talk.ToUpperInvariant().ShouldContain("CONTENT-TYPE: TEXT/PLAIN; CHARSET=UTF-8");
        talk.Split('\n').Count(l => l.StartsWith("Message-ID", StringComparison.OrdinalIgnoreCase)).ShouldBe(1);
    }

    [Theory]
    [InlineData("RCPT", "550 No such person", MailEnding.Refused)]
    [InlineData("RCPT", "451 Try later", MailEnding.TryLater)]
    [InlineData(".", "", MailEnding.Unknown)]
    public async Task Only_what_certainly_did_not_leave_is_tried_again(string at, string answer, object ending) =>
        (await SendAsync(MailTests.Written(), at, answer)).Outcome.Ending.ShouldBe((MailEnding)ending);

    [Fact]
    public async Task A_server_that_is_down_is_tried_later()
    {
        var transport = Smtp(FreePort());
        (await transport.SendAsync(MailTests.Written(), CancellationToken.None)).Ending.ShouldBe(MailEnding.TryLater);
    }

    [Fact]
    public async Task The_pickup_folder_has_one_file_however_often_a_mail_is_sent()
    {
        var data = Directory.CreateTempSubdirectory("innovation-mail-");
        try
        {
            var folder = new PickupFolder(
                Options.Create(new DatabaseOptions { DataPath = data.FullName }), Options.Create(new MailOptions()), Options.Create(new SiteOptions()));
            var mail = MailTests.Written(subject: "../../etc/passwd");
            for (var i = 0; i < 3; i++)
            {
                (await folder.SendAsync(mail, CancellationToken.None)).Ending.ShouldBe(MailEnding.Sent);
            }

            var file = Directory.GetFiles(data.FullName, "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
            Path.GetFileName(file).ShouldBe($"{mail.Id.Value:D}.eml");
            (await File.ReadAllTextAsync(file)).ShouldContain(mail.MessageId);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<(MailOutcome Outcome, string Talk)> SendAsync(Mail mail, string? at = null, string answer = "")
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var talk = ServeAsync(listener, at, answer);
        var outcome = await Smtp(((IPEndPoint)listener.LocalEndpoint).Port).SendAsync(mail, CancellationToken.None);
        return (outcome, await talk);
    }

    private static SmtpServer Smtp(int port) => new(
        Options.Create(new MailOptions { Smtp = new() { Host = "127.0.0.1", Port = port, StartTls = false, TimeoutSeconds = 10 } }), Options.Create(new SiteOptions()));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // As much of an SMTP server as it takes: at the command that begins with `at` it gives `answer`, or hangs up when there is none.
    private static async Task<string> ServeAsync(TcpListener listener, string? at, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        var (talk, inData) = (new StringBuilder(), false);
        await writer.WriteLineAsync("220 ready");
        while (await reader.ReadLineAsync() is { } line)
        {
            talk.AppendLine(line);
            if (at is not null && line.StartsWith(at, StringComparison.Ordinal) && (!inData || line == at))
            {
                if (answer.Length == 0)
                {
                    break;
                }

                await writer.WriteLineAsync(answer);
            }
            else if (inData)
            {
                if (line == ".")
                {
                    inData = false;
                    await writer.WriteLineAsync("250 taken");
                }
            }
            else if (line.StartsWith("DATA", StringComparison.Ordinal))
            {
                inData = true;
                await writer.WriteLineAsync("354 go on");
            }
            else
            {
                await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.Ordinal) ? "221 bye" : "250 ok");
            }
        }

        return talk.ToString();
    }
}
