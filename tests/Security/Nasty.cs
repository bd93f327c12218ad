namespace IntranetInnovation.Security.Tests;

/// <summary>What nobody in good faith would write, and what some people write all the same.</summary>
internal static class Nasty
{
    /// <summary>Becomes an element with this attribute wherever it is not encoded.</summary>
    public const string Mark = "data-evil";

    /// <summary>Breaks out of text, of either kind of attribute, and of a title or a textarea.</summary>
    public const string Html = "\"'></textarea></title><img data-evil src=x onerror=alert(1)>";

    /// <summary>The same as Markdown would let through, if it did.</summary>
    public const string Markdown = "[a](javascript:alert(1)) ![b](data:text/html,x) <b data-evil onclick=x>c</b>";

    public const string Sql = "'); DROP TABLE proposals_proposal; --";

    public const string Nul = "a\0b";

    /// <summary>Faces of two code units each: cut anywhere, half a face may be left.</summary>
    public static string Faces { get; } = "a" + string.Concat(Enumerable.Repeat("\U0001F600", 300));

    public static string Long { get; } = new('x', 500);

    public static string Megabyte { get; } = new('y', 1024 * 1024);

    /// <summary>Written into forms.</summary>
    public static IReadOnlyList<string> Texts { get; } = [Html, Markdown, Sql, Nul, Faces, Long, Megabyte, "=1+1", "a\r\nBcc: b@example.org", "\u202Ex\u0007"];

    /// <summary>Put after <c>?name=</c>, escaped already.</summary>
    public static IReadOnlyList<string> Queries { get; } =
    [
        Uri.EscapeDataString(Html), Uri.EscapeDataString(Sql), "%00", "a%00b", "%ED%A0%80", "%F0%9F%98", "%", Uri.EscapeDataString(Faces), "1000000000", "-1", "2147483648",
        "99999999999999999999", "0", "1e9", "0001-01-01", "9999-12-31", "2026-02-30", "%0D%0ASet-Cookie:%20x=y", "//evil.example", new('z', 5000),
    ];
}
