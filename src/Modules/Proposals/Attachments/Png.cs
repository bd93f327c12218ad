using System.Buffers.Binary;

namespace IntranetInnovation.Proposals.Attachments;

/// <summary>A PNG with only the chunks that make the picture: texts, times and EXIF are left out, and so is whatever lies behind its end.</summary>
internal static class Png
{
    // What is kept is listed, so that a new kind of note is left out too.
    private static readonly HashSet<string> Picture =
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "hIST", "sPLT", "pHYs", "acTL", "fcTL", "fdAT"];

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Null when it is no whole PNG.</summary>
    public static byte[]? Clean(byte[] file)
    {
        var cleaned = new MemoryStream(file.Length);
        cleaned.Write(Signature);
        var at = Signature.Length;
        while (at + 12 <= file.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
            {
                return null;
            }

            var whole = (int)length + 12;
            var kind = System.Text.Encoding.ASCII.GetString(file, at + 4, 4);
            if (Picture.Contains(kind))
            {
                cleaned.Write(file, at, whole);
            }

            if (kind == "IEND")
            {
                return cleaned.ToArray();
            }

            at += whole;
        }

        return null;
    }
}
