namespace IntranetInnovation.Kernel.Security;

/// <summary>Paths that a request asked to be sent back to.</summary>
public static class LocalPath
{
    /// <summary><paramref name="asked"/> when it stays on this site, else <paramref name="otherwise"/>.</summary>
    public static string Or(string? asked, string otherwise) =>
        asked is ['/', ..] && !asked.StartsWith("//", StringComparison.Ordinal) && !asked.StartsWith("/\\", StringComparison.Ordinal) && !asked.Any(char.IsControl)
            ? asked
            : otherwise;
}
