using System.Buffers.Binary;

namespace IntranetInnovation.Campaigns.Pictures;

/// <summary>Keeps the segments that draw the picture. Of what the camera wrote only the way it was held remains, since a telephone's pictures lie on their side without it.</summary>
internal static class Jpeg
{
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte App2 = 0xE2;
    private const byte App14 = 0xEE;
    private const byte App15 = 0xEF;
    private const byte Comment = 0xFE;
    private const byte Scan = 0xDA;
    private const byte End = 0xD9;

    private static ReadOnlySpan<byte> Start => [0xFF, 0xD8, 0xFF];

    public static PictureFile? Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Start))
        {
            return null;
        }

        using var kept = new MemoryStream(bytes.Length);
        var (at, width, height, orientation) = (2, 0, 0, 1);
        while (at + 4 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++; // Markers may be padded.
                continue;
            }

            if (marker == End)
            {
                break;
            }

            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 4 || at + length > bytes.Length)
            {
                return null;
            }

            var data = bytes.Slice(at + 4, length - 4);
            if (IsFrame(marker) && data.Length >= 5)
            {
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(data[1..]), BinaryPrimitives.ReadUInt16BigEndian(data[3..]));
            }
            else if (marker == App1 && data.StartsWith("Exif\0\0"u8))
            {
                orientation = Exif.Orientation(data[6..]);
            }

            var end = marker == Scan ? EndOfScan(bytes, at + length) : at + length;
            if (IsKept(marker, data))
            {
                kept.Write(bytes[at..end]);
            }

            at = end;
        }

        // The two bytes of the end, and nothing of what may follow it.
        if (width == 0 || at + 2 > bytes.Length || bytes[at + 1] != End)
        {
            return null;
        }

        byte[] content = [0xFF, 0xD8, .. Exif.Holding(orientation), .. kept.ToArray(), 0xFF, End];
        return orientation >= 5 ? new("image/jpeg", content, height, width) : new("image/jpeg", content, width, height);
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC;

    private static bool IsKept(byte marker, ReadOnlySpan<byte> data) => marker switch
    {
        App0 => data.StartsWith("JFIF\0"u8),
        App2 => data.StartsWith("ICC_PROFILE\0"u8),
        App14 => data.StartsWith("Adobe"u8),
        >= App0 and <= App15 or Comment => false,
        _ => true,
    };

    // Pixels go on until a marker that is neither a stuffed zero nor a restart.
    private static int EndOfScan(ReadOnlySpan<byte> bytes, int at)
    {
        while (at + 1 < bytes.Length && (bytes[at] != 0xFF || bytes[at + 1] is 0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
        {
            at++;
        }

        return at;
    }
}
