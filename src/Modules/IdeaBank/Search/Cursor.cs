using System.Buffers.Binary;
using System.Buffers.Text;

namespace IntranetInnovation.IdeaBank.Search;

/// <summary>Where a page of hits ended: the next one begins after it, also when new proposals have come in between.</summary>
/// <param name="Sort">The order that it belongs to.</param>
/// <param name="Key">The score's bits, or the supports; 0 when the newest come first.</param>
/// <param name="SubmittedUtc">The last hit's time.</param>
/// <param name="Number">The last hit's number.</param>
internal sealed record Cursor(IdeaSort Sort, long Key, DateTime SubmittedUtc, int Number)
{
    private const int Bytes = 22;
    private const byte Version = 1;

    public static Cursor? Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text.Length > 40 || !Base64Url.IsValid(text, out var length) || length != Bytes || Base64Url.DecodeFromChars(text, bytes) != Bytes || bytes[0] != Version || bytes[1] > 2)
        {
            return null;
        }

        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes[10..]);
        return ticks < DateTime.UnixEpoch.Ticks || ticks > DateTime.MaxValue.Ticks
            ? null
            : new((IdeaSort)bytes[1], BinaryPrimitives.ReadInt64BigEndian(bytes[2..]), new(ticks, DateTimeKind.Utc), BinaryPrimitives.ReadInt32BigEndian(bytes[18..]));
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        (bytes[0], bytes[1]) = (Version, (byte)Sort);
        BinaryPrimitives.WriteInt64BigEndian(bytes[2..], Key);
        BinaryPrimitives.WriteInt64BigEndian(bytes[10..], SubmittedUtc.Ticks);
        BinaryPrimitives.WriteInt32BigEndian(bytes[18..], Number);
        return Base64Url.EncodeToString(bytes);
    }
}
