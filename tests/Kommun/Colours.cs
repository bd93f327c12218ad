using System.Globalization;
using System.Text.RegularExpressions;

namespace IntranetInnovation.Kommun.Tests;

/// <summary>The theme's tokens as they are written, for each of the modes that the style sheet has, and the contrast of WCAG 2.2 between two of them.</summary>
internal static partial class Colours
{
    private const string Dark = "@media (prefers-color-scheme: dark)";
    private const string More = "@media (prefers-contrast: more)";

    public static IReadOnlyList<string> Modes { get; } = ["light", "dark", "light, more contrast", "dark, more contrast"];

    /// <summary>All tokens that are colours, by name without <c>--k-</c>.</summary>
    public static Dictionary<string, string> Of(string mode)
    {
        var tokens = Read("_tokens.scss");
        var modes = Read("_modes.scss");
        List<string> sheets = [Block(tokens, ":root {", 0)];
        if (mode.StartsWith("dark", StringComparison.Ordinal))
        {
            sheets.Add(Block(tokens, ":root {", tokens.IndexOf(Dark, StringComparison.Ordinal)));
        }

        if (mode.EndsWith("more contrast", StringComparison.Ordinal))
        {
            sheets.Add(Block(modes, ":root {", modes.IndexOf($"{More} {{", StringComparison.Ordinal)));
            if (mode.StartsWith("dark", StringComparison.Ordinal))
            {
                sheets.Add(Block(modes, ":root {", modes.IndexOf($"{More} and", StringComparison.Ordinal)));
            }
        }

        var colours = new Dictionary<string, string>();
        foreach (Match match in sheets.SelectMany(s => Token().Matches(s)))
        {
            colours[match.Groups["name"].Value] = match.Groups["value"].Value;
        }

        return colours;
    }

    /// <summary>From 1 (none) to 21 (black on white).</summary>
    public static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + .05) / (Math.Min(a, b) + .05);
    }

    private static double Luminance(string hex)
    {
        var digits = hex.TrimStart('#');
        var full = digits.Length == 3 ? string.Concat(digits.Select(d => $"{d}{d}")) : digits;
        var (r, g, b) = (Linear(full[..2]), Linear(full[2..4]), Linear(full[4..6]));
        return (.2126 * r) + (.7152 * g) + (.0722 * b);
    }

    private static double Linear(string two)
    {
        var part = int.Parse(two, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return part <= .04045 ? part / 12.92 : Math.Pow((part + .055) / 1.055, 2.4);
    }

    private static string Block(string text, string start, int from)
    {
        var begin = text.IndexOf(start, from, StringComparison.Ordinal);
        return text[begin..text.IndexOf('}', begin)];
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, "src/Themes/Kommun/assets/scss", file));

    [GeneratedRegex("--k-(?<name>[a-z-]+): (?<value>#[0-9a-f]{3,6});", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
