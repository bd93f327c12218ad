using System.Globalization;

namespace IntranetInnovation.Campaigns;

/// <summary>A campaign's colour: six hex digits and nothing else, since it ends up in a stylesheet; and the text colour that can be read on it.</summary>
internal sealed record Accent
{
    /// <summary>WCAG 1.4.11: what must be seen without being read.</summary>
    public const double Least = 3;

    /// <summary>The theme's page in light mode; a test holds it against the theme.</summary>
    public const string LightPage = "#fbfaf7";

    /// <summary>The theme's page in dark mode.</summary>
    public const string DarkPage = "#101716";

    private Accent(string hex) => Hex = hex;

    /// <summary>Such as <c>#1f6f5c</c>, lower case.</summary>
    public string Hex { get; }

    /// <summary>Black or white, whichever stands out more. One of them always reaches 4.58:1, above the 4.5:1 of WCAG 1.4.3.</summary>
    public string OnAccent => ContrastWith("#ffffff") >= ContrastWith("#000000") ? "#ffffff" : "#000000";

    /// <summary>The nearest lighter shade that stands out from the dark page; the colour itself when it does.</summary>
    public Accent InDark => Enumerable.Range(0, 101).Select(Lighter).First(a => a.ContrastWith(DarkPage) >= Least);

    /// <summary>The colour, or null when the text is anything but <c>#rrggbb</c>.</summary>
    public static Accent? Parse(string? text) =>
        text is ['#', .. { Length: 6 } digits] && digits.All(char.IsAsciiHexDigit) ? new(text.ToLowerInvariant()) : null;

    /// <summary>Contrast ratio by WCAG 2.2, from 1 to 21.</summary>
    public double ContrastWith(string hex)
    {
        var (a, b) = (Luminance(Hex), Luminance(hex));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private Accent Lighter(int percent) => new($"#{Mixed(1, percent):x2}{Mixed(3, percent):x2}{Mixed(5, percent):x2}");

    private int Mixed(int at, int percent) => Byte(Hex, at) + ((255 - Byte(Hex, at)) * percent / 100);

    private static double Luminance(string hex) => (0.2126 * Channel(hex, 1)) + (0.7152 * Channel(hex, 3)) + (0.0722 * Channel(hex, 5));

    private static double Channel(string hex, int at)
    {
        var value = Byte(hex, at) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static int Byte(string hex, int at) => int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
