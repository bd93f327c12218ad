using System.Text.RegularExpressions;

namespace IntranetInnovation.Kommun.Tests;

public sealed partial class ClassTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    [Fact]
    public void Every_class_of_the_theme_that_a_page_uses_exists()
    {
        var styles = Styles();
        var missing = Files("*.cshtml")
            .SelectMany(file => Used(File.ReadAllText(file)).Select(name => (Name: name, File: Path.GetRelativePath(Source, file))))
            .Where(use => !Exists(styles, use.Name))
            .Select(use => $"{use.Name} in {use.File}");
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void A_class_that_nobody_has_written_is_noticed() =>
        Used("<p class=\"k-card k-cart--large\">").Where(name => !Exists(Styles(), name)).ShouldBe(["k-cart--large"]);

    private static bool Exists(string styles, string name) => Regex.IsMatch(styles, $@"\.{Regex.Escape(name)}(?![a-z0-9_-])", RegexOptions.None, TimeSpan.FromSeconds(1));

    // Only inside class="…", and not what is put together with a value, such as k-status--@slug.
    private static IEnumerable<string> Used(string markup) =>
        ClassAttribute().Matches(markup).SelectMany(a => ClassName().Matches(a.Groups["names"].Value)).Select(m => m.Value).Distinct();

    private static string Styles() => string.Join('\n', Files("*.scss").Select(File.ReadAllText))
        + string.Concat(new[] { "ok", "info", "warn", "error" }.Select(kind => $"\n.k-notice--{kind} "));

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Source, pattern, SearchOption.AllDirectories)
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    [GeneratedRegex("class=\"(?<names>[^\"]*)", RegexOptions.None, 1000)]
    private static partial Regex ClassAttribute();

    [GeneratedRegex(@"\bk-[a-z]+(?:__[a-z]+(?:-[a-z]+)*|(?:-[a-z]+)*)(?:--[a-z]+(?:-[a-z]+)*)?(?![a-z@_-])", RegexOptions.None, 1000)]
    private static partial Regex ClassName();
}
