using System.Text;
using System.Text.RegularExpressions;

namespace IntranetInnovation.Notifications.Mailing;

/// <summary>What people wrote, made harmless in a mail: no line of its own in a header (S7), no link but ours in a body.</summary>
internal static partial class PlainText
{
    /// <summary>One line: every control and line-separating character becomes a space, runs of space one, and it is cut at <paramref name="most"/> characters.</summary>
    public static string OneLine(string text, int most) => Cut(Spaces().Replace(text, " ").Trim(), most);

    /// <summary>Line breaks kept, as CR LF; other control characters go.</summary>
    public static string Lines(string text, int most) =>
        Cut(string.Join("\r\n", text.ReplaceLineEndings("\n").Split('\n').Select(l => OneLine(l, most))), most);

    /// <summary>Words by a person inside a sentence of ours: one line, and addresses taken apart so that no mail program makes a link of them.</summary>
    public static string Quoted(string text, int most) => OneLine(Names().Replace(Links().Replace(text, "${before} ${after}"), ".\u200B"), most);

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return new StringBuilder(text, 0, end, most).Append('\u2026').ToString();
    }

    [GeneratedRegex(@"[\p{Cc}\p{Zl}\p{Zp}\s]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\b(?<before>[a-z][a-z0-9+.-]{0,20}:|www)(?<after>//|\.)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();

    // The dot of what may be a host's name, as in evil.example or a@b.se: many mail programs make links of those too. What follows it cannot be seen.
    [GeneratedRegex(@"(?<=[\p{L}\p{N}])\.(?=\p{L}{2})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
