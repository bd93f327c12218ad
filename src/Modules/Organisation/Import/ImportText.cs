using System.Text;
using IntranetInnovation.Kernel.Outcome;

namespace IntranetInnovation.Organisation.Import;

/// <summary>From bytes to text, as Excel and other systems in Sweden write it.</summary>
internal static class ImportText
{
    public const int MostBytes = 1024 * 1024;
    public const int MostLines = 5000;

    /// <summary>UTF-8 or UTF-16 by their marks; without a mark UTF-8 when it is valid, else Windows-1252.</summary>
    public static Result<string> Read(byte[] bytes, string field)
    {
        if (bytes.Length > MostBytes)
        {
            return TooLarge(field);
        }

        var text = Decode(bytes);
        if (string.IsNullOrWhiteSpace(text))
        {
            return new Problem("Organisation.ImportEmpty", field);
        }

        // A workbook, a picture: anything but a table in plain text.
        return text.Contains('\0', StringComparison.Ordinal) ? new Problem("Organisation.ImportNoText", field) : text;
    }

    public static Problem TooLarge(string field) => new("Organisation.ImportTooLarge", field) { Arguments = [MostBytes / 1024 / 1024] };

    private static string Decode(byte[] bytes)
    {
        foreach (var encoding in new Encoding[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            if (bytes.AsSpan().StartsWith(encoding.Preamble))
            {
                return encoding.GetString(bytes.AsSpan(encoding.Preamble.Length));
            }
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }
}
