using System.IO.Compression;
using System.Text;

namespace IntranetInnovation.Proposals.Tests;

/// <summary>Small files of each kind, with things in them that must not come out again.</summary>
internal static class Sample
{
    public const string Secret = "GPS 58.5 N 15.0 E, Anna Ek";

    public static byte[] Pdf => Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

    /// <summary>A JPEG as a telephone makes it: EXIF with a way up, XMP, a comment, and a preview behind the end.</summary>
    public static byte[] Jpeg(int orientation = 6)
    {
        byte[] tiff = [.. "II"u8, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Secret)];
        return
        [
            0xFF, 0xD8,
            .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
            .. Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]),
            .. Segment(0xE1, Encoding.ASCII.GetBytes("http://ns.adobe.com/xap/1.0/\0" + Secret)),
            .. Segment(0xFE, Encoding.ASCII.GetBytes(Secret)),
            .. Segment(0xDB, new byte[65]),
            .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
            1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4,
            .. Segment(0xC4, [9, 9]),
            .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
            5, 6, 0xFF, 0xD9,
            .. Encoding.ASCII.GetBytes(Secret),
        ];
    }

    public static byte[] Png =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8, .. Chunk("IHDR", new byte[13]), .. Chunk("tEXt", Encoding.ASCII.GetBytes("Author\0" + Secret)),
        .. Chunk("eXIf", Encoding.ASCII.GetBytes(Secret)), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", []), .. Encoding.ASCII.GetBytes(Secret),
    ];

    public static byte[] WebP
    {
        get
        {
            byte[] body = [.. "WEBP"u8, .. Riff("VP8X", [0x0C, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Riff("VP8 ", [1, 2, 3]), .. Riff("EXIF", Encoding.ASCII.GetBytes(Secret))];
            return [.. "RIFF"u8, .. BitConverter.GetBytes(body.Length), .. body];
        }
    }

    public static byte[] Zip(params string[] names)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = new StreamWriter(zip.CreateEntry(name.Split('=')[0]).Open());
                entry.Write(name.Split('=')[^1]);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] Chunk(string kind, byte[] data) => [0, 0, 0, (byte)data.Length, .. Encoding.ASCII.GetBytes(kind), .. data, 0, 0, 0, 0];

    private static byte[] Riff(string kind, byte[] data) => [.. Encoding.ASCII.GetBytes(kind), .. BitConverter.GetBytes(data.Length), .. data, .. new byte[data.Length & 1]];
}
