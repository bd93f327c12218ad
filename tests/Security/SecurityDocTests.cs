using System.Text.RegularExpressions;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Security.Tests;

/// <summary>docs/security.md says which test holds which case; here it is held to its word.</summary>
public sealed partial class SecurityDocTests
{
    // S27, R4 and R7 are numbers that nobody has.
    private static readonly IReadOnlyList<string> Cases =
        [.. Enumerable.Range(1, 34).Where(n => n != 27).Select(n => $"S{n}"), .. new[] { 1, 2, 3, 5, 6, 8, 9, 10, 11, 12, 13, 14 }.Select(n => $"R{n}")];

    [Fact]
    public void Every_case_has_a_line_and_every_test_named_exists()
    {
        var classes = TestClasses();
        Faults("| S1 | x | `NoSuchTests` |", classes).ShouldContain(f => f.Contains("NoSuchTests", StringComparison.Ordinal), "The rule cannot fail");
        Faults("| S1 | x | nothing |", classes).ShouldContain(f => f.StartsWith("S1 ", StringComparison.Ordinal));
        Faults(File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md")), classes).ShouldBeEmpty();
    }

    private static IEnumerable<string> Faults(string document, HashSet<string> classes)
    {
        var rows = Row().Matches(document).ToDictionary(m => m.Groups["case"].Value, m => m.Groups["held"].Value);
        foreach (var missing in Cases.Where(c => !rows.ContainsKey(c)))
        {
            yield return $"{missing} has no line";
        }

        foreach (var (number, held) in rows)
        {
            var named = Name().Matches(held).Select(m => m.Groups["class"].Value).ToList();
            if (named.Count == 0 && !held.TrimStart().StartsWith("Later:", StringComparison.Ordinal))
            {
                yield return $"{number} names no test";
            }

            foreach (var unknown in named.Where(n => !classes.Contains(n)))
            {
                yield return $"{number} names {unknown}, which is no class of a test";
            }
        }
    }

    private static HashSet<string> TestClasses() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Select(File.ReadAllText).Where(text => text.Contains("[Fact", StringComparison.Ordinal) || text.Contains("[Theory", StringComparison.Ordinal))
            .SelectMany(text => Class().Matches(text)).Select(m => m.Groups["class"].Value),
    ];

    [GeneratedRegex(@"^\| (?<case>[SR]\d+) \|[^|]*\|(?<held>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<class>[A-Z][A-Za-z0-9]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\bclass (?<class>[A-Z][A-Za-z0-9]+)")]
    private static partial Regex Class();
}
