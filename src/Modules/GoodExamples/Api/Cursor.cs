using System.Buffers.Text;
using System.Globalization;
using System.Text;
using IntranetInnovation.Kernel.Content;

namespace IntranetInnovation.GoodExamples.Api;

/// <summary>Where the next page of the API begins: after the last one shown. Opaque to callers, who send it back as it is.</summary>
internal readonly record struct Cursor(DateTime PublishedUtc, string Slug)
{
    public static Cursor After(GoodExample example) => new(example.PublishedUtc!.Value, example.Slug);

    /// <summary>Null for anything that <see cref="ToString"/> has not written.</summary>
    public static Cursor? Read(string text)
    {
        if (text.Length > 200 || !Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        return parts is [var ticks, var slug] && Slugs.Is(slug)
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= DateTime.MaxValue.Ticks
            ? new(new DateTime(value, DateTimeKind.Utc), slug)
            : null;
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{PublishedUtc.Ticks}|{Slug}")));
}
