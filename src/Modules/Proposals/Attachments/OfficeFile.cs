using System.IO.Compression;

namespace IntranetInnovation.Proposals.Attachments;

/// <summary>Which office document a zip is. Looks at names and at one short entry; never unpacks the rest.</summary>
internal static class OfficeFile
{
    // A large presentation has a few hundred parts.
    private const int MostEntries = 5_000;
    private const int LongestType = 100;

    public static FileKind? Kind(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostEntries)
            {
                return null;
            }

            var names = zip.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || n.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase)))
            {
                return null; // Macros.
            }

            return names.Contains("[Content_Types].xml") ? OpenXml(names) : OpenDocument(zip);
        }
        catch (InvalidDataException)
        {
            return null; // It only begins like a zip.
        }
    }

    private static FileKind? OpenXml(HashSet<string> names) =>
        names.Contains("word/document.xml") ? FileKind.Docx
        : names.Contains("xl/workbook.xml") ? FileKind.Xlsx
        : names.Contains("ppt/presentation.xml") ? FileKind.Pptx
        : null;

    private static FileKind? OpenDocument(ZipArchive zip)
    {
        if (zip.GetEntry("mimetype") is not { Length: > 0 and <= LongestType } entry)
        {
            return null;
        }

        using var reader = new StreamReader(entry.Open());
        var buffer = new char[LongestType];
        return new string(buffer, 0, reader.ReadBlock(buffer)).Trim() switch
        {
            "application/vnd.oasis.opendocument.text" => FileKind.Odt,
            "application/vnd.oasis.opendocument.spreadsheet" => FileKind.Ods,
            "application/vnd.oasis.opendocument.presentation" => FileKind.Odp,
            _ => null,
        };
    }
}
