using System.Buffers.Binary;

namespace IntranetInnovation.Proposals.Attachments;

/// <summary>
/// A JPEG without what cameras and programs write about people and places: EXIF, XMP, IPTC, comments, previews and whatever lies behind the picture. The way up is kept, since
/// the picture would lie on its side without it, and so are the colours.
/// </summary>
internal static class Jpeg
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte Comment = 0xFE;

    /// <summary>Null when it is no whole JPEG.</summary>
    public static byte[]? Clean(byte[] file)
    {
        if (file is not [0xFF, StartOfImage, ..])
        {
            return null;
        }

        var cleaned = new MemoryStream(file.Length);
        cleaned.Write(file, 0, 2);
        WriteOrientation(cleaned, Orientation(file));
        var at = 2;
        while (at + 1 < file.Length)
        {
            if (file[at] != 0xFF)
            {
                return null;
            }

            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++; // Filling before a marker.
                continue;
            }

            if (marker == EndOfImage)
            {
                cleaned.Write(file, at, 2);
                return cleaned.ToArray(); // What lies behind is left: previews and trailers of telephones.
            }

            if (SegmentEnd(file, at) is not { } end)
            {
                return null;
            }

            if (IsPicture(file.AsSpan(at, end - at), marker))
            {
                cleaned.Write(file, at, end - at);
            }

            at = end;
            if (marker == StartOfScan)
            {
                var scanEnd = ScanEnd(file, at);
                cleaned.Write(file, at, scanEnd - at);
                at = scanEnd;
            }
        }

        return null;
    }

    private static int? SegmentEnd(byte[] file, int at)
    {
        if (at + 4 > file.Length)
        {
            return null;
        }

        var end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2));
        return end > at + 3 && end <= file.Length ? end : null;
    }

    // JFIF, colour profile and Adobe's colour transform change how it looks; the other application segments are about it.
    private static bool IsPicture(ReadOnlySpan<byte> segment, byte marker) => marker switch
    {
        0xE0 => segment[4..].StartsWith("JFIF\0"u8),
        0xEE => true,
        0xE2 => segment[4..].StartsWith("ICC_PROFILE\0"u8),
        >= 0xE1 and <= 0xEF or Comment => false,
        _ => true,
    };

    /// <summary>The next marker that is neither a stuffed byte nor a restart.</summary>
    private static int ScanEnd(byte[] file, int at)
    {
        while (at + 1 < file.Length && !(file[at] == 0xFF && file[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7))))
        {
            at++;
        }

        return Math.Min(at, file.Length);
    }

    /// <summary>1–8 as in EXIF; 1 when it is not said.</summary>
    internal static int Orientation(byte[] file)
    {
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF && file[at + 1] != StartOfScan && SegmentEnd(file, at) is { } end; at = end)
        {
            if (file[at + 1] == 0xE1 && file.AsSpan(at + 4, end - at - 4) is var exif && exif.StartsWith("Exif\0\0"u8))
            {
                return Orientation(exif[6..]);
            }
        }

        return 1;
    }

    private static int Orientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II"u8) || tiff.StartsWith("MM"u8)))
        {
            return 1;
        }

        var little = tiff[0] == 'I';
        var directory = Read32(tiff[4..], little);
        if (directory + 2L > tiff.Length)
        {
            return 1;
        }

        var entries = tiff[(int)directory..];
        var count = Read16(entries, little);
        for (var i = 0; i < count && 2 + ((i + 1) * 12) <= entries.Length; i++)
        {
            var entry = entries.Slice(2 + (i * 12), 12);
            if (Read16(entry, little) == 0x0112)
            {
                var value = Read16(entry[8..], little);
                return value is >= 1 and <= 8 ? value : 1;
            }
        }

        return 1;
    }

    private static void WriteOrientation(Stream to, int orientation)
    {
        if (orientation != 1)
        {
            to.Write([0xFF, 0xE1, 0, 34, .. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0]);
        }
    }

    private static int Read16(ReadOnlySpan<byte> from, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(from) : BinaryPrimitives.ReadUInt16BigEndian(from);

    private static uint Read32(ReadOnlySpan<byte> from, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(from) : BinaryPrimitives.ReadUInt32BigEndian(from);
}
