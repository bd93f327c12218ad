using System.Globalization;
using System.Text;

namespace IntranetInnovation.Kernel.Content;

/// <summary>The readable part of an address: a–z, 0–9 and single hyphens.</summary>
public static class Slugs
{
    /// <summary>Characters at most.</summary>
    public const int MaxLength = 80;

    /// <summary>True for 1–80 characters of a–z, 0–9 and inner hyphens.</summary>
    public static bool Is(string text) =>
        text.Length is > 0 and <= MaxLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && text[0] != '-' && text[^1] != '-';

    /// <summary>A slug of any title; <paramref name="otherwise"/> when no letter or digit is left.</summary>
    public static string Of(string title, string otherwise)
    {
        var slug = new StringBuilder();
        foreach (var c in title.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (c is '\u00e6' or '\u00f8')
            {
                slug.Append(c == '\u00e6' ? 'a' : 'o'); // Norwegian and Danish letters have no accent to drop.
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString(0, Math.Min(slug.Length, MaxLength)).Trim('-');
        return text.Length > 0 ? text : otherwise;
    }
}
