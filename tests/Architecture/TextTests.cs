using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IntranetInnovation.Architecture.Tests;

public sealed partial class TextTests
{
    private static readonly IReadOnlyList<(string Path, Dictionary<string, string> Texts)> Files =
        [.. Sources.All.Where(s => s.Ending == ".resx").Select(s => (s.Path, Read(s.Text)))];

    private static IEnumerable<(string Path, Dictionary<string, string> Texts)> Swedish => Files.Where(f => f.Path.EndsWith("/Texts.resx", StringComparison.Ordinal));

    private static readonly HashSet<string> Keys = [.. Swedish.SelectMany(f => f.Texts.Keys)];

    [Fact]
    public void Every_language_has_the_same_texts_with_the_same_placeholders()
    {
        Differences(new() { ["A.B"] = "{0}" }, new() { ["A.B"] = "x" }).ShouldNotBeEmpty("The rule cannot fail");
        Differences(new() { ["A.B"] = "x" }, []).ShouldNotBeEmpty();

        Swedish.Count().ShouldBeGreaterThan(5);
        foreach (var (path, texts) in Swedish)
        {
            var others = Files.Where(f => f.Path != path && Path.GetDirectoryName(f.Path) == Path.GetDirectoryName(path)).ToList();
            others.ShouldNotBeEmpty($"{path} has no translation");
            foreach (var other in others)
            {
                Differences(texts, other.Texts).ShouldBeEmpty(other.Path);
            }
        }
    }

    [Fact]
    public void A_key_belongs_to_one_module() =>
        Swedish.SelectMany(f => f.Texts.Keys).ShouldBeUnique();

    [Fact]
    public void No_text_is_empty()
    {
        foreach (var (path, texts) in Files)
        {
            texts.Where(t => string.IsNullOrWhiteSpace(t.Value)).Select(t => t.Key).ShouldBeEmpty(path);
        }
    }

    [Fact]
    public void Every_text_that_the_code_asks_for_is_there() => Sources.Hold(
        source => Use().Matches(source.Text).Select(m => m.Groups["key"].Value).Where(key => !Keys.Contains(key)),
        Sources.All.Where(s => s.Path.StartsWith("src/", StringComparison.Ordinal) && s.Ending is ".cs" or ".cshtml"),
        new("src/Page.cshtml", "@T[\"Proposal.NotThere\"]"));

    [Fact]
    public void Every_text_that_is_there_is_asked_for_somewhere()
    {
        var code = string.Join('\n', Sources.All.Where(s => s.Path.StartsWith("src/", StringComparison.Ordinal) && s.Ending is ".cs" or ".cshtml").Select(s => s.Text));
        var composed = Composed().Matches(code).Select(m => m.Groups["prefix"].Value).ToHashSet();
        var unused = Keys.Where(key => !code.Contains($"\"{key}\"", StringComparison.Ordinal) && !composed.Any(p => key.StartsWith(p, StringComparison.Ordinal)));

        unused.Order(StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_that_a_script_says_is_given_to_it()
    {
        var given = Sources.All.Where(s => s.Path.StartsWith("src/", StringComparison.Ordinal) && s.Ending is ".cs" or ".cshtml").ToLookup(s => s.Module);
        Sources.Hold(
            source => Said().Matches(source.Text).Select(m => m.Value).Distinct().Where(quoted => !given[source.Module].Any(s => s.Text.Contains(quoted.Replace('\'', '"'), StringComparison.Ordinal))),
            Sources.All.Where(s => s.Path.StartsWith("src/", StringComparison.Ordinal) && s.Ending is ".ts" or ".tsx"),
            new("src/Modules/Workflows/assets/draw.ts", "say('Workflow.Draw.NotThere')"));
    }

    private static Dictionary<string, string> Read(string xml) => XDocument.Parse(xml).Root!.Elements("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static IEnumerable<string> Differences(Dictionary<string, string> one, Dictionary<string, string> other) =>
        one.Keys.Union(other.Keys).Where(key =>
            !one.TryGetValue(key, out var a) || !other.TryGetValue(key, out var b) || !Parts(a).SequenceEqual(Parts(b)));

    private static IEnumerable<int> Parts(string text) =>
        Placeholder().Matches(text).Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).Distinct().Order();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""(\b[Tt](exts)?\[|\bProblem\(|\bMenuItem\(|\.Menu\(new\(|\b(label|hint)=)\s*"(?<key>[A-Z]\w*\.[A-Za-z.]+)"(?!\s*\+)""")]
    private static partial Regex Use();

    [GeneratedRegex(@"'[A-Z]\w*(\.[A-Z]\w*)+'")]
    private static partial Regex Said();

    [GeneratedRegex("""\$"(?<prefix>[A-Z]\w*\.[A-Za-z.]*)\{""")]
    private static partial Regex Composed();
}
