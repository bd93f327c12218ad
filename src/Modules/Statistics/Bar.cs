using System.Globalization;

namespace IntranetInnovation.Statistics;

/// <summary>A bar, drawn on the server.</summary>
/// <param name="Kind">Such as <c>submitted</c> or <c>implemented</c>: its colour.</param>
/// <param name="Title">In words, for those who do not see it.</param>
/// <param name="Share">0 to 1; more is drawn as 1.</param>
/// <param name="Mark">Where a goal lies, 0 to 1; null for none.</param>
internal sealed record Bar(string Kind, string Title, decimal Share, decimal? Mark = null)
{
    public string WidthText => Percent(Share);

    public string? MarkText => Mark is { } mark ? Percent(mark) : null;

    private static string Percent(decimal share) => Math.Round(100 * Math.Clamp(share, 0, 1), 2).ToString(CultureInfo.InvariantCulture);
}
