using System.Text.RegularExpressions;

namespace IntranetInnovation.Architecture.Tests;

public sealed partial class FileTests
{
    private static IEnumerable<Source> Code => Sources.All.Where(s => s.Ending is ".cs" or ".cshtml" or ".ts" or ".tsx" or ".scss" or ".css" or ".js");

    private static IEnumerable<Source> Product => Code.Where(s => s.Path.StartsWith("src/", StringComparison.Ordinal));

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Sources.Hold(AtMost(300), Code, new("src/Long.cs", new string('\n', 300) + "x"));

    [Fact]
    public void The_host_is_composed_in_at_most_40_lines() =>
        Sources.Hold(AtMost(40), Code.Where(s => s.Path == "src/Web/Program.cs"), new("src/Web/Program.cs", new string('\n', 40) + "x"));

    [Fact]
    public void A_modules_readme_has_at_most_40_lines_and_the_first_one_at_most_120()
    {
        Sources.Hold(AtMost(40), Sources.All.Where(s => s.Path.EndsWith("/README.md", StringComparison.Ordinal)), new("README.md", new string('\n', 40) + "x"));
        Sources.All.Where(s => s.Path == "README.md").SelectMany(AtMost(120)).ShouldBeEmpty();
    }

    [Fact]
    public void A_decision_record_has_at_most_60_lines() =>
        Sources.All.Where(s => s.Path.StartsWith("docs/adr/", StringComparison.Ordinal)).SelectMany(AtMost(60)).ShouldBeEmpty();

    [Fact]
    public void The_kernel_stays_within_3000_lines_that_are_not_blank() =>
        Code.Where(s => s.Path.StartsWith("src/Kernel/", StringComparison.Ordinal)).Sum(s => s.Numbered.Count(l => !string.IsNullOrWhiteSpace(l.Line))).ShouldBeInRange(1000, 3000);

    [Fact]
    public void Swedish_stands_in_text_files_not_in_code() => Sources.Hold(
        Sources.Lines(SwedishLetters()),
        Product.Where(s => s.Ending is ".cs" or ".cshtml" && !s.Path.StartsWith("src/Modules/IdeaBank/Language/", StringComparison.Ordinal)),
        new("src/Page.cshtml", "<p>Förslag</p>"));

    [Fact]
    public void Nothing_is_inline_that_the_content_security_policy_would_stop() =>
        Sources.Hold(Sources.Lines(Inline()), Product.Where(s => s.Ending == ".cshtml"), new("src/Page.cshtml", "<p style=\"color:red\">"));

    [Fact]
    public void Each_kind_of_inline_code_is_seen()
    {
        foreach (var line in new[] { "<script>", "<script type=\"module\">x", "<style>", "<a onclick=\"x\">", "<a href=\"javascript:x\">", "<svg onload='x'>", "<p style='x'>" })
        {
            Inline().IsMatch(line).ShouldBeTrue(line);
        }

        foreach (var line in new[] { "<script type=\"module\" src=\"~/x.js\"></script>", "@foreach (var x in y)", "<link rel=\"stylesheet\" href=\"x\">", "<p class=\"style\" data-once=\"x\">" })
        {
            Inline().IsMatch(line).ShouldBeFalse(line);
        }
    }

    [Fact]
    public void Modules_use_no_section_no_layout_and_no_content_path() => Sources.Hold(
        Sources.Lines(HostThings()),
        Sources.OfModules.Where(s => s.Ending is ".cshtml" or ".cs"),
        new("src/Modules/X/Pages/X/Page.cshtml", "@section Scripts {"));

    [Fact]
    public void Modules_bring_no_view_start() =>
        Sources.OfModules.Where(s => Path.GetFileName(s.Path) is "_ViewStart.cshtml" or "_Layout.cshtml").Select(s => s.Path).ShouldBeEmpty();

    [Fact]
    public void Modules_have_no_middleware_and_no_hosted_service() => Sources.Hold(
        Sources.Lines(Pipeline()),
        Sources.OfModules.Where(s => s.Ending == ".cs"),
        new("src/Modules/X/XModule.cs", "services.AddHostedService<X>();"));

    [Fact]
    public void No_sql_is_put_together_from_values() => Sources.Hold(
        source => SqlFromValues().Matches(source.Text).Select(m => m.Value),
        Product.Where(s => s.Ending == ".cs" && !MayComposeSql.Contains(s.Path)),
        new("src/X.cs", "db.Database.ExecuteSqlRawAsync(\n    $\"DELETE FROM x WHERE a = '{b}'\")"));

    [Fact]
    public void A_test_is_called_by_a_sentence() => Sources.Hold(
        source => TestMethod().Matches(source.Text).Select(m => m.Groups["name"].Value).Where(name => !Sentence().IsMatch(name)),
        Code.Where(s => s.Path.StartsWith("tests/", StringComparison.Ordinal) && s.Ending == ".cs"),
        new("tests/X.cs", "[Fact]\n    public void SubmitTest()"));

    [Fact]
    public void Pages_lie_in_a_folder_of_their_module_and_no_two_have_the_same_path()
    {
        var pages = Sources.OfModules.Where(s => s.Ending == ".cshtml").ToList();
        Misplaced(new("src/Modules/X/Pages/Y/Page.cshtml", "")).ShouldBeTrue();
        pages.Where(Misplaced).Select(s => s.Path).ShouldBeEmpty();
        pages.Select(InModule).ShouldBeUnique();

        static string InModule(Source s) => string.Join('/', s.Path.Split('/').Skip(3));
        static bool Misplaced(Source s) => !InModule(s).StartsWith($"Pages/{s.Module}/", StringComparison.Ordinal);
    }

    // Names of columns and tables, and lists of parameter names, of our own; never a value. Each is read by eye.
    private static readonly HashSet<string> MayComposeSql = ["src/Kernel/Data/BulkInsert.cs"];

    private static Func<Source, IEnumerable<string>> AtMost(int lines) => source => source.Lines > lines ? [$"{source.Lines} lines"] : [];

    [GeneratedRegex("[åäöÅÄÖ]")]
    private static partial Regex SwedishLetters();

    [GeneratedRegex("""<script(?![^>]*\ssrc=)|<style\b|\sstyle\s*=|<[^>@]*\son[a-z]+\s*=|javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"@section\b|\bLayout\s*=[^=]|_content/|\bRenderSection|IStringLocalizer")]
    private static partial Regex HostThings();

    [GeneratedRegex(@"\b(IHostedService|BackgroundService|AddHostedService|IApplicationBuilder|UseMiddleware|IMiddleware|IStartupFilter|WebApplication)\b")]
    private static partial Regex Pipeline();

    [GeneratedRegex("""(SqlRaw|SqlRawAsync|SqlQueryRaw<[^>]*>|FromSqlRaw)\s*\(\s*\$+"|CommandText\s*=\s*\$+"[^;]*\{""")]
    private static partial Regex SqlFromValues();

    [GeneratedRegex(@"\[(Fact|Theory)[^\]]*\](\s*\[[^\n]*\])*(\s*//[^\n]*)?\s*public\s+(async\s+)?(void|Task|ValueTask)\s+(?<name>\w+)")]
    private static partial Regex TestMethod();

    [GeneratedRegex("^[A-ZÅÄÖ][A-Za-z0-9ÅÄÖåäö]*(_[A-Za-z0-9ÅÄÖåäö]+){2,}$")]
    private static partial Regex Sentence();
}
