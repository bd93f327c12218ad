using System.Buffers.Binary;

namespace IntranetInnovation.Campaigns.Pictures;

/// <summary>Keeps the chunks that draw the picture. A moving one is none for us: people could not make it stop (WCAG 2.2.2).</summary>
internal static class WebP
{
    private const byte HasExifOrXmp = 0x0C;
    private static readonly string[] Kept = ["VP8 ", "VP8L", "VP8X", "ALPH", "ICCP"];

    public static PictureFile? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 20 || !bytes.StartsWith("RIFF"u8) || !bytes[8..].StartsWith("WEBP"u8))
        {
            return null;
        }

        var ends = Math.Min(bytes.Length, 8L + BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
        if (ends < 12)
        {
            return null;
        }

        using var kept = new MemoryStream(bytes.Length);
        kept.Write(bytes[..12]);
        var rest = bytes[12..(int)ends];
        var (width, height, hasPixels) = (0, 0, false);
        while (rest.Length >= 8)
        {
            var type = System.Text.Encoding.ASCII.GetString(rest[..4]);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            if (length > rest.Length - 8 || type is "ANIM" or "ANMF")
            {
                return null;
            }

            var data = rest.Slice(8, (int)length);
            if (width == 0)
            {
                (width, height) = Size(type, data);
            }

            hasPixels |= type is "VP8 " or "VP8L";
            if (Kept.Contains(type))
            {
                var begin = (int)kept.Length;
                kept.Write(rest[..8]);
                kept.Write(data);
                if (type == "VP8X" && length > 0)
                {
                    kept.GetBuffer()[begin + 8] &= unchecked((byte)~HasExifOrXmp);
                }

                if (length % 2 == 1)
                {
                    kept.WriteByte(0);
                }
            }

            rest = rest[Math.Min(rest.Length, 8 + (int)length + ((int)length % 2))..];
        }

        var content = kept.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(4), content.Length - 8);
        return hasPixels ? new("image/webp", content, width, height) : null;
    }

    private static (int Width, int Height) Size(string type, ReadOnlySpan<byte> data) => type switch
    {
        "VP8X" when data.Length >= 10 => (1 + Three(data[4..]), 1 + Three(data[7..])),
        "VP8L" when data.Length >= 5 && data[0] == 0x2F => Lossless(BinaryPrimitives.ReadUInt32LittleEndian(data[1..])),
        "VP8 " when data.Length >= 10 => (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF),
        _ => (0, 0),
    };

    private static (int Width, int Height) Lossless(uint bits) => (1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));

    private static int Three(ReadOnlySpan<byte> data) => data[0] | (data[1] << 8) | (data[2] << 16);
}
