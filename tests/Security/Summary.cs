namespace IntranetInnovation.Security.Tests;

internal static class Summary
{
    /// <summary>A few lines that a person can read, of what may be thousands.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> faults) =>
    [
        .. faults.Select(f => string.Join(' ', f.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Select(f => f.Length > 500 ? f[..500] + "\u2026" : f)
            .GroupBy(f => f[..Math.Min(f.Length, 90)]).OrderByDescending(g => g.Count()).Take(25).Select(g => $"{g.Count()} x {g.First()}"),
    ];
}
