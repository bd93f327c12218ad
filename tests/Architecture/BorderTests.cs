using System.Text.RegularExpressions;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.TestKit;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Architecture.Tests;

public sealed partial class BorderTests(EmptySqliteHost host) : IClassFixture<EmptySqliteHost>
{
    private static readonly Dictionary<string, string[]> References = Sources.OfModules.Where(s => s.Ending == ".csproj")
        .ToDictionary(s => s.Module!, s => ModuleReference().Matches(s.Text).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal).ToArray());

    // The theme is in the set too, for its texts; it is no module of the house.
    private IReadOnlyList<IModule> Modules => [.. host.Services.GetRequiredService<ModuleSet>().Modules.Where(m => References.ContainsKey(m.Manifest.Id.Split('.')[^1]))];

    [Fact]
    public void References_between_modules_have_no_cycle()
    {
        Cycle(new() { ["A"] = ["B"], ["B"] = ["C"], ["C"] = ["A"] }).ShouldNotBeNull("The rule cannot fail");
        Cycle(References).ShouldBeNull();
    }

    [Fact]
    public void References_between_modules_are_those_of_the_architecture_document()
    {
        var document = Sources.All.Single(s => s.Path == "docs/architecture.md");
        var allowed = Row().Matches(document.Text).Where(m => m.Groups[1].Value != "Module").ToDictionary(m => m.Groups[1].Value, m => Names().Matches(m.Groups[2].Value).Select(n => n.Value).Order(StringComparer.Ordinal).ToArray());

        allowed.Keys.Order(StringComparer.Ordinal).ShouldBe(References.Keys.Order(StringComparer.Ordinal));
        foreach (var (module, references) in References)
        {
            references.ShouldBe(allowed[module], $"{module} in docs/architecture.md");
        }
    }

    [Fact]
    public void A_module_declares_what_it_references()
    {
        foreach (var module in Modules)
        {
            var name = module.Manifest.Id.Split('.')[^1];
            module.Manifest.DependsOn.Order(StringComparer.Ordinal).ShouldBe(References[name].Select(r => r + "Module").Order(StringComparer.Ordinal), module.Manifest.Id);
        }
    }

    [Fact]
    public void A_modules_id_is_the_name_of_its_assembly()
    {
        Modules.ShouldNotBeEmpty();
        foreach (var module in Modules)
        {
            module.Manifest.Id.ShouldBe(module.GetType().Assembly.GetName().Name);
        }
    }

    [Fact]
    public void Modules_know_of_each_other_only_the_contracts() =>
        Sources.Hold(Foreign, Sources.OfModules.Where(s => s.Ending is ".cs" or ".cshtml"), new("src/Modules/Campaigns/X.cs", "using IntranetInnovation.Organisation;"));

    [Fact]
    public void The_kernel_knows_no_module_and_the_theme_only_the_kernel()
    {
        var below = Sources.All.Where(s => s.Ending is ".cs" or ".cshtml" or ".csproj" && (s.Path.StartsWith("src/Kernel/", StringComparison.Ordinal) || s.Path.StartsWith("src/Themes/", StringComparison.Ordinal)));
        Sources.Hold(Foreign, below, new("src/Kernel/X.cs", "using IntranetInnovation.Organisation.Contracts;"));
    }

    [Fact]
    public void Only_contracts_the_module_class_and_what_the_framework_wants_public_are_public()
    {
        MayBePublic(typeof(Visitor)).ShouldBeFalse("The rule cannot fail");
        MayBePublic(typeof(ProbeComponent)).ShouldBeTrue();
        Modules.SelectMany(m => m.GetType().Assembly.GetExportedTypes()).Where(t => !MayBePublic(t)).Select(t => t.FullName).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tables_begin_with_the_prefix_of_their_module()
    {
        var prefixes = Modules.ToDictionary(m => m.GetType().Assembly, m => m.Manifest.TablePrefix);
        prefixes.Values.ShouldBeUnique();
        prefixes[typeof(ModuleSet).Assembly] = "kernel";
        var tables = await host.ReadAsync(db => Task.FromResult(db.Model.GetEntityTypes()
            .Select(t => (Table: Microsoft.EntityFrameworkCore.RelationalEntityTypeExtensions.GetTableName(t), t.ClrType)).ToList()));

        Begins("x_table", "kernel").ShouldBeFalse("The rule cannot fail");
        tables.ShouldNotBeEmpty();
        foreach (var (table, type) in tables.Where(t => t.Table is not null))
        {
            // Types of the framework (Identity) belong to the module that maps them.
            var fits = prefixes.TryGetValue(type.Assembly, out var prefix) ? Begins(table!, prefix) : prefixes.Values.Any(p => Begins(table!, p));
            fits.ShouldBeTrue($"{type.Name} lies in {table}");
        }

        static bool Begins(string table, string prefix) => table.StartsWith(prefix + "_", StringComparison.Ordinal);
    }

    [Fact]
    public void Visibility_is_lifted_only_where_it_is_listed()
    {
        var lifting = new Source("src/Modules/X/X.cs", "db.Set<X>().IgnoreQueryFilters()");
        Lifts().IsMatch(lifting.Text).ShouldBeTrue("The rule cannot fail");
        var files = Sources.All.Where(s => s.Path.StartsWith("src/", StringComparison.Ordinal) && s.Ending is ".cs" or ".cshtml" && Lifts().IsMatch(s.Text)).Select(s => s.Path).ToList();

        files.Except(VisibilityLifted.Files).ShouldBeEmpty("List the file in VisibilityLifted, with the reason, or read as the viewer");
        VisibilityLifted.Files.Except(files).ShouldBeEmpty("These no longer lift it: take them off the list");
    }

    private static IEnumerable<string> Foreign(Source source)
    {
        var modules = string.Join('|', References.Keys.Where(m => m != source.Module));
        var contracts = source.Module is null ? "" : @"(?!\.Contracts\b)";
        var foreign = new Regex($@"^(?!\s*//).*\bIntranetInnovation\.({modules})\b{contracts}", RegexOptions.None, TimeSpan.FromSeconds(5));

        // View components and tag helpers are public by the framework's will, so a page may name the assembly they come from.
        return source.Numbered.Where(l => foreign.IsMatch(l.Line) && !l.Line.StartsWith("@addTagHelper ", StringComparison.Ordinal)).Select(l => $"{l.Number}: {l.Line.Trim()}");
    }

    private static bool MayBePublic(Type type) =>
        type.Namespace?.EndsWith(".Contracts", StringComparison.Ordinal) == true
        || typeof(IModule).IsAssignableFrom(type) || typeof(ViewComponent).IsAssignableFrom(type) || typeof(TagHelper).IsAssignableFrom(type)
        || (type.DeclaringType is { } outer && MayBePublic(outer));

    private static string? Cycle(Dictionary<string, string[]> graph)
    {
        var done = new HashSet<string>();
        return graph.Keys.Select(k => Walk(k, [])).FirstOrDefault(c => c is not null);

        string? Walk(string at, List<string> path)
        {
            if (path.Contains(at))
            {
                return string.Join(" → ", [.. path, at]);
            }

            var found = done.Contains(at) ? null : graph.GetValueOrDefault(at, []).Select(next => Walk(next, [.. path, at])).FirstOrDefault(c => c is not null);
            done.Add(at);
            return found;
        }
    }

    [GeneratedRegex("""<ProjectReference Include="\.\./(\w+)/\w+\.csproj" """)]
    private static partial Regex ModuleReference();

    [GeneratedRegex(@"^\| (\w+) \| ([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Names();

    [GeneratedRegex(@"\bIgnoreQueryFilters\b|\.Become\(|\bCreateSystemScope\(|\bViewer\.System\(")]
    private static partial Regex Lifts();

    /// <summary>An example of what the framework wants public.</summary>
    private sealed class ProbeComponent : ViewComponent;
}
