using System.Text;

namespace IntranetInnovation.Proposals.Attachments;

/// <summary>The kinds of files that may be attached. Nothing that a browser or an office program would run is among them.</summary>
internal enum FileKind
{
    Pdf,
    Png,
    Jpeg,
    Gif,
    Webp,
    Docx,
    Xlsx,
    Pptx,
    Odt,
    Ods,
    Odp,
    Txt,
    Csv,
}

internal static class FileKinds
{
    public static bool IsPicture(this FileKind kind) => kind is FileKind.Png or FileKind.Jpeg or FileKind.Gif or FileKind.Webp;

    public static string Extension(this FileKind kind) => kind == FileKind.Jpeg ? ".jpg" : "." + kind.ToString().ToLowerInvariant();

    public static string ContentType(this FileKind kind) => kind switch
    {
        FileKind.Pdf => "application/pdf",
        FileKind.Png => "image/png",
        FileKind.Jpeg => "image/jpeg",
        FileKind.Gif => "image/gif",
        FileKind.Webp => "image/webp",
        FileKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        FileKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        FileKind.Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        FileKind.Odt => "application/vnd.oasis.opendocument.text",
        FileKind.Ods => "application/vnd.oasis.opendocument.spreadsheet",
        FileKind.Odp => "application/vnd.oasis.opendocument.presentation",
        FileKind.Csv => "text/csv; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };

    /// <summary>
    /// What the content is, or null when it may not be attached. The name counts for plain text alone, which has no mark of its own: there it must say .txt or .csv, so that
    /// a script that calls itself a picture is nothing.
    /// </summary>
    public static FileKind? Of(ReadOnlySpan<byte> content, string name)
    {
        if (content.StartsWith("%PDF-"u8))
        {
            return FileKind.Pdf;
        }

        if (content.StartsWith(Png.Signature))
        {
            return FileKind.Png;
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return FileKind.Jpeg;
        }

        if (content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8))
        {
            return FileKind.Gif;
        }

        if (content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8))
        {
            return FileKind.Webp;
        }

        return content.StartsWith("PK\u0003\u0004"u8) ? OfficeFile.Kind(content.ToArray()) : PlainText(content, name);
    }

    private static FileKind? PlainText(ReadOnlySpan<byte> content, string name)
    {
        FileKind? named = Path.GetExtension(name).ToLowerInvariant() switch { ".txt" => FileKind.Txt, ".csv" => FileKind.Csv, _ => null };
        foreach (var b in content)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C))
            {
                return null;
            }
        }

        return named;
    }

    /// <summary>Text as UTF-8, since that is what it is served as; what is not valid UTF-8 is read as Latin 1, as older programs write it.</summary>
    public static byte[] AsUtf8(byte[] text)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(text);
            return text;
        }
        catch (DecoderFallbackException)
        {
            return Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(text));
        }
    }
}
