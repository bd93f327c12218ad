using System.Text.RegularExpressions;

namespace IntranetInnovation.Workflows.Contracts;

/// <summary>
/// Values in an administrator's text, written <c>{{ title }}</c> or <c>{{ department }}</c>: a name between braces as in Orchard's Liquid, never an expression, so nothing is evaluated.
/// Do not fill what those may read who may not see the subject, such as the title of a task.
/// </summary>
public static partial class Placeholders
{
    /// <summary>The names in a text, each once, in the order written.</summary>
    /// <param name="text">As the administrator wrote it.</param>
    public static IReadOnlyList<string> In(string text) => [.. Name().Matches(text).Select(m => m.Groups["name"].Value).Distinct()];

    /// <summary>The text with the subject's title and values, slugs and all, in their places: for texts to people see <see cref="ActivityContext.FillAsync"/>. An absent value leaves nothing; a name that the subject does not have stays as written.</summary>
    /// <param name="text">As the administrator wrote it.</param>
    /// <param name="subject">Whose values. They are put in as they are: whoever shows the text encodes it.</param>
    public static string Fill(string text, WorkflowSubject subject) => Name().Replace(
        text,
        found => found.Groups["name"].Value == "title" ? subject.Title
            : subject.Values.TryGetValue(found.Groups["name"].Value, out var value) ? value ?? ""
            : found.Value);

    [GeneratedRegex(@"\{\{\s{0,5}(?<name>[a-z][a-z0-9-]{0,59})\s{0,5}\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
