using System.Buffers.Binary;

namespace IntranetInnovation.Campaigns.Pictures;

/// <summary>Keeps the chunks that draw the picture. Texts, dates, positions and the further frames of an animation are dropped.</summary>
internal static class Png
{
    private static readonly string[] Kept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD"];

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static PictureFile? Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Signature))
        {
            return null;
        }

        using var kept = new MemoryStream(bytes.Length);
        kept.Write(Signature);
        var rest = bytes[8..];
        var (width, height, hasPixels) = (0, 0, false);
        while (rest.Length >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
            {
                return null;
            }

            var type = System.Text.Encoding.ASCII.GetString(rest.Slice(4, 4));
            if (width == 0)
            {
                if (type != "IHDR" || length != 13)
                {
                    return null;
                }

                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(rest[8..]), BinaryPrimitives.ReadInt32BigEndian(rest[12..]));
            }

            var whole = rest[..((int)length + 12)];
            if (Kept.Contains(type))
            {
                kept.Write(whole);
            }

            hasPixels |= type == "IDAT";
            if (type == "IEND")
            {
                return hasPixels ? new("image/png", kept.ToArray(), width, height) : null;
            }

            rest = rest[whole.Length..];
        }

        return null;
    }
}
