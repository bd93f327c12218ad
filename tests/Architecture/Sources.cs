using System.Text.RegularExpressions;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.Architecture.Tests;

/// <summary>A file of the repository.</summary>
/// <param name="Path">From the root, with slashes.</param>
/// <param name="Text">As it stands.</param>
internal sealed record Source(string Path, string Text)
{
    public string Ending => System.IO.Path.GetExtension(Path);

    /// <summary>The module it belongs to, or null.</summary>
    public string? Module => Path.Split('/') is ["src", "Modules", var module, ..] ? module : null;

    public int Lines => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    public IEnumerable<(int Number, string Line)> Numbered => Text.Split('\n').Select((line, i) => (i + 1, line));
}

/// <summary>Reads the sources once, and holds rules against them. Every rule is shown to fail on an example before it is believed.</summary>
internal static class Sources
{
    private static readonly string[] Endings = [".cs", ".cshtml", ".ts", ".tsx", ".scss", ".css", ".js", ".csproj", ".resx", ".md"];
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", "dist", "App_Data", "TestResults", ".git"];

    public static IReadOnlyList<Source> All { get; } = [.. Read(Repository.Root)];

    public static IReadOnlyList<Source> OfModules { get; } = [.. All.Where(s => s.Module is not null)];

    /// <summary>The rule finds something in the example, and nothing in what it is for.</summary>
    public static void Hold(Func<Source, IEnumerable<string>> rule, IEnumerable<Source> sources, Source breaks)
    {
        rule(breaks).ShouldNotBeEmpty("The rule cannot fail");
        sources.ShouldNotBeEmpty("The rule looks at nothing");
        sources.SelectMany(s => rule(s).Select(found => $"{s.Path}: {found}")).ShouldBeEmpty();
    }

    /// <summary>Lines that match.</summary>
    public static Func<Source, IEnumerable<string>> Lines(Regex forbidden) =>
        source => source.Numbered.Where(l => forbidden.IsMatch(l.Line)).Select(l => $"{l.Number}: {l.Line.Trim()}");

    private static IEnumerable<Source> Read(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => Endings.Contains(Path.GetExtension(f))))
        {
            yield return new(Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal));
        }

        foreach (var source in Directory.EnumerateDirectories(folder).Where(d => !Skipped.Contains(Path.GetFileName(d))).SelectMany(Read))
        {
            yield return source;
        }
    }
}
