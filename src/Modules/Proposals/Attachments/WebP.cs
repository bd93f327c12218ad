using System.Buffers.Binary;

namespace IntranetInnovation.Proposals.Attachments;

/// <summary>A WebP with only the chunks that make the picture.</summary>
internal static class WebP
{
    private const int Header = 12;

    // Bits of VP8X that promise EXIF and XMP.
    private const byte Promises = 0x08 | 0x04;

    private static readonly HashSet<string> Picture = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"];

    /// <summary>Null when it is no whole WebP.</summary>
    public static byte[]? Clean(byte[] file)
    {
        var cleaned = new MemoryStream(file.Length);
        cleaned.Write(file, 0, Header);
        var end = Math.Min(file.Length, BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4)) + 8L);
        var at = Header;
        while (at + 8 <= end)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 4));
            if (length > end - at - 8)
            {
                return null;
            }

            var whole = (int)Math.Min(8 + length + (length & 1), end - at);
            var kind = System.Text.Encoding.ASCII.GetString(file, at, 4);
            if (Picture.Contains(kind))
            {
                var chunk = file.AsSpan(at, whole).ToArray();
                if (kind == "VP8X" && length > 0)
                {
                    chunk[8] &= unchecked((byte)~Promises);
                }

                cleaned.Write(chunk);
            }

            at += whole;
        }

        if (cleaned.Length == Header)
        {
            return null;
        }

        var written = cleaned.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(written.AsSpan(4), (uint)written.Length - 8);
        return written;
    }
}
