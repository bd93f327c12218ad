using System.Text;
using IntranetInnovation.Kernel.Data;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Notifications.Mailing;

/// <summary>Writes <c>brev/{id}.eml</c> in the data folder. The name is the mail's id and the file appears whole, so a mail can be written again but never twice.</summary>
internal sealed class PickupFolder(IOptions<DatabaseOptions> data, IOptions<MailOptions> mails, IOptions<SiteOptions> site) : IMailTransport
{
    public bool SafeToRepeat => true;

    public async Task<MailOutcome> SendAsync(Mail mail, CancellationToken ct)
    {
        try
        {
            var path = PathOf(mail.Id);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var half = path + ".part";
            await File.WriteAllTextAsync(half, MailFile.Of(mail, site.Value.Name, mails.Value.From), new UTF8Encoding(false), ct);
            File.Move(half, path, overwrite: true);
            return new(MailEnding.Sent);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(MailEnding.TryLater, e.Message);
        }
    }

    /// <summary>Takes away its file, if there is one: mails that are no longer kept shall not lie here either, also when a server sends them nowadays.</summary>
    public void Forget(MailId mail)
    {
        if (File.Exists(PathOf(mail)))
        {
            File.Delete(PathOf(mail));
        }
    }

    private string PathOf(MailId mail) => Path.Combine(data.Value.DataPath, "brev", $"{mail.Value:D}.eml");
}
