using System.Text;

namespace IntranetInnovation.Proposals.Form;

/// <summary>Text without signs that nobody can have meant: PostgreSQL keeps no NUL, and half a character cannot be written at all.</summary>
internal static class Cleaned
{
    /// <summary>Line breaks and tabs are kept.</summary>
    public static string Text(string? written) => Of(written, c => c is '\n' or '\r' or '\t' ? c : null).Trim();

    /// <summary>On one line.</summary>
    public static string Line(string? written) => Of(written, c => ' ').Trim();

    private static string Of(string? written, Func<char, char?> control)
    {
        if (string.IsNullOrEmpty(written))
        {
            return "";
        }

        if (!written.Any(c => char.IsControl(c) || char.IsSurrogate(c)))
        {
            return written;
        }

        var kept = new StringBuilder(written.Length);
        foreach (var rune in written.EnumerateRunes())
        {
            if (!Rune.IsControl(rune))
            {
                kept.Append(rune);
            }
            else if (rune.Value != 0 && control((char)rune.Value) is { } instead)
            {
                kept.Append(instead);
            }
        }

        return kept.ToString();
    }
}
