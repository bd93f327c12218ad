using System.Globalization;

namespace IntranetInnovation.Statistics;

/// <summary>A bar, drawn on the server.</summary>
/// <param name="Kind"><c>submitted</c> or <c>implemented</c>: its colour.</param>
/// <param name="Title">In words, for those who do not see it.</param>
/// <param name="Share">0 to 1; more is drawn as 1.</param>
internal sealed record Bar(string Kind, string Title, decimal Share)
{
    public string WidthText => Math.Round(100 * Math.Clamp(Share, 0, 1), 2).ToString(CultureInfo.InvariantCulture);
}
