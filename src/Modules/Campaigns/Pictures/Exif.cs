using System.Buffers.Binary;

namespace IntranetInnovation.Campaigns.Pictures;

/// <summary>How a camera was held: one number of EXIF, read and written anew. The rest (place, time, serial numbers) never gets further.</summary>
internal static class Exif
{
    private const int OrientationTag = 0x0112;

    /// <summary>1–8; 1 (upright) when it does not say, or says something else.</summary>
    public static int Orientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
        {
            return 1;
        }

        var little = tiff[0] == (byte)'I';
        var directory = Long(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return 1;
        }

        var entries = tiff[((int)directory + 2)..];
        for (var left = Short(tiff[(int)directory..], little); left > 0 && entries.Length >= 12; left--, entries = entries[12..])
        {
            if (Short(entries, little) == OrientationTag)
            {
                return Short(entries[8..], little) is var found and >= 1 and <= 8 ? found : 1;
            }
        }

        return 1;
    }

    /// <summary>A whole segment that says only this; nothing for a picture that stands upright.</summary>
    public static byte[] Holding(int orientation) => orientation == 1 ? [] :
    [
        0xFF, 0xE1, 0x00, 0x22, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, // One directory, right here:
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, // one entry, a short.
        0, 0, 0, 0,
    ];

    private static int Short(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint Long(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
