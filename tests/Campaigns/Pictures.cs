using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace IntranetInnovation.Campaigns.Tests;

/// <summary>Pictures made by hand, of one colour, with whatever else a test wants in them.</summary>
internal static class Pictures
{
    public static byte[] Png(int width, int height, params byte[][] chunks)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // Grey, eight bits.
        using var pixels = new MemoryStream();
        using (var deflate = new ZLibStream(pixels, CompressionLevel.Fastest))
        {
            deflate.Write(new byte[(width > 1000 ? 1 : width + 1) * (height > 1000 ? 1 : height)]);
        }

        return
        [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header), .. chunks.SelectMany(c => c), .. Chunk("IDAT", pixels.ToArray()), .. Chunk("IEND", []),
        ];
    }

    public static byte[] Chunk(string type, string text) => Chunk(type, Encoding.ASCII.GetBytes(text));

    /// <summary>As far as the reader goes it is one: frame, scan and end.</summary>
    public static byte[] Jpeg(int width, int height, params byte[][] segments) =>
    [
        0xFF, 0xD8, .. segments.SelectMany(s => s), 0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9,
    ];

    public static byte[] Segment(byte marker, string text) => Segment(marker, Encoding.ASCII.GetBytes(text));

    /// <summary>A directory with the orientation and, behind it, words.</summary>
    public static byte[] Exif(int orientation, string text) => Segment(
        0xE1,
        [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(text)]);

    public static byte[] WebP(int width, int height, params (string Type, string Text)[] chunks)
    {
        byte[] extended = [0x0C, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0];
        var lossless = new byte[6];
        lossless[0] = 0x2F;
        BinaryPrimitives.WriteUInt32LittleEndian(lossless.AsSpan(1), (uint)((width - 1) | ((height - 1) << 14)));
        byte[] all = [.. "WEBP"u8, .. Riff("VP8X", extended), .. chunks.SelectMany(c => Riff(c.Type, Encoding.ASCII.GetBytes(c.Text))), .. Riff("VP8L", lossless)];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(all.Length), .. all];
    }

    private static byte[] Riff(string type, byte[] data) => [.. Encoding.ASCII.GetBytes(type), .. BitConverter.GetBytes(data.Length), .. data, .. new byte[data.Length % 2]];

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Sum(named));
        return [.. length, .. named, .. sum];
    }

    // CRC-32 of the PNG standard.
    private static uint Sum(byte[] data) => ~data.Aggregate(uint.MaxValue, (sum, b) =>
    {
        sum ^= b;
        for (var bit = 0; bit < 8; bit++)
        {
            sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
        }

        return sum;
    });
}
