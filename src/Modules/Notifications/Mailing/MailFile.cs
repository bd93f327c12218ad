using System.Globalization;
using System.Text;

namespace IntranetInnovation.Notifications.Mailing;

/// <summary>A mail as a file (RFC 5322, MIME): text/plain in UTF-8, headers ASCII.</summary>
internal static class MailFile
{
    public static string Of(Mail mail, string fromName, string fromAddress)
    {
        var file = new StringBuilder();
        Header(file, "From", $"{Encoded(fromName)} <{fromAddress}>");
        Header(file, "To", $"<{mail.To}>");
        Header(file, "Subject", Encoded(mail.Subject));
        Header(file, "Date", mail.CreatedUtc.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(file, "Message-ID", mail.MessageId);
        Header(file, "Auto-Submitted", "auto-generated");
        Header(file, "MIME-Version", "1.0");
        Header(file, "Content-Type", "text/plain; charset=utf-8");
        Header(file, "Content-Transfer-Encoding", "8bit");
        return file.Append("\r\n").Append(mail.Body).Append("\r\n").ToString();
    }

    /// <summary>An encoded word for each 36 bytes or fewer (RFC 2047 allows 75 characters each, and no character split over two).</summary>
    public static string Encoded(string text)
    {
        if (text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '-' or '!' or '?'))
        {
            return text;
        }

        var words = new List<string>();
        var bytes = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            var encoded = Encoding.UTF8.GetBytes(rune.ToString());
            if (bytes.Count + encoded.Length > 36)
            {
                words.Add(Word(bytes));
                bytes.Clear();
            }

            bytes.AddRange(encoded);
        }

        words.Add(Word(bytes));
        return string.Join("\r\n ", words);
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";

    private static void Header(StringBuilder file, string name, string value)
    {
        // What is stored was made one line already; this is the second lock (S7).
        if (value.Replace("\r\n ", "", StringComparison.Ordinal).Any(char.IsControl))
        {
            throw new InvalidOperationException($"The header {name} has a line of its own.");
        }

        file.Append(name).Append(": ").Append(value).Append("\r\n");
    }
}
