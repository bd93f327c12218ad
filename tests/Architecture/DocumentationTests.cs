using System.Text.RegularExpressions;

namespace IntranetInnovation.Architecture.Tests;

public sealed partial class DocumentationTests
{
    [Fact]
    public void All_that_is_public_in_the_kernel_and_in_contracts_is_documented() => Sources.Hold(
        Undocumented,
        Sources.All.Where(s => s.Ending == ".cs" && (s.Path.StartsWith("src/Kernel/", StringComparison.Ordinal) || s.Path.Contains("/Contracts/", StringComparison.Ordinal))),
        new("src/Kernel/X.cs", "/// <summary>X.</summary>\npublic sealed class X\n{\n    public int Y { get; }\n}"));

    [Fact]
    public void An_undocumented_type_or_value_is_seen()
    {
        Undocumented(new("x", "[Flags]\npublic enum X\n{\n}")).ShouldHaveSingleItem();
        Undocumented(new("x", "/// <summary>X.</summary>\npublic enum X\n{\n    One,\n}")).ShouldHaveSingleItem();
        Undocumented(new("x", "/// <summary>X.</summary>\npublic interface IX\n{\n    Task DoAsync();\n}")).ShouldHaveSingleItem();
        Undocumented(new("x", "internal sealed class X\n{\n    public int Y { get; }\n}")).ShouldBeEmpty();
        Undocumented(new("x", "/// <summary>X.</summary>\n[Flags]\npublic sealed class X\n{\n    private int y;\n}")).ShouldBeEmpty();
    }

    // Reads declarations by their indentation, which the format check holds.
    private static IEnumerable<string> Undocumented(Source source)
    {
        var (kind, isPublic, previous) = ("", false, "");
        foreach (var (number, line) in source.Numbered)
        {
            var type = TypeLine().Match(line);
            if (type.Success)
            {
                (kind, isPublic) = (type.Groups["kind"].Value, type.Groups["access"].Value == "public");
            }

            var declares = type.Success ? isPublic : isPublic && (kind is "enum" or "interface" ? ImplicitMember() : PublicMember()).IsMatch(line);
            if (declares && !previous.StartsWith("///", StringComparison.Ordinal))
            {
                yield return $"{number}: {line.Trim()}";
            }

            previous = line.Trim() is ['[', ..] ? previous : line.Trim();
        }
    }

    [GeneratedRegex(@"^(?<access>public|internal)\s+((static|sealed|abstract|partial|readonly)\s+)*(?<kind>class|record|struct|interface|enum|delegate)\b")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^    (public|protected) ")]
    private static partial Regex PublicMember();

    [GeneratedRegex(@"^    (?!where\b|private\b|internal\b)[A-Za-z][^/]*[;,({]\s*$|^    [A-Z]\w+(\s*=\s*\w+)?,?$|^    [A-Za-z<>?]+ \w+.*\{ get")]
    private static partial Regex ImplicitMember();
}
