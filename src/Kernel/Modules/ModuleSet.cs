using System.Reflection;
using IntranetInnovation.Kernel.Data;

namespace IntranetInnovation.Kernel.Modules;

/// <summary>The modules of this host, in the order of their dependencies, and what is found in their assemblies.</summary>
public sealed class ModuleSet
{
    /// <summary>Throws <see cref="InvalidOperationException"/> when a module lacks what it depends on, or comes before it.</summary>
    public ModuleSet(params IReadOnlyList<IModule> modules)
    {
        Modules = modules;
        var seen = new HashSet<string>();
        foreach (var module in modules)
        {
            foreach (var needed in module.Manifest.DependsOn.Where(n => !seen.Contains(n)))
            {
                throw new InvalidOperationException($"{module.Manifest.Id} needs {needed} before it.");
            }

            seen.Add(module.GetType().Name);
        }

        Assemblies = [typeof(ModuleSet).Assembly, .. modules.Select(m => m.GetType().Assembly).Distinct()];
        Mappings = [.. Assemblies.SelectMany(a => a.GetTypes())
            .Where(t => t is { IsAbstract: false, IsInterface: false } && typeof(IMapping).IsAssignableFrom(t))
            .Select(t => (IMapping)Activator.CreateInstance(t, nonPublic: true)!)];
        ModelKey = string.Join('|', Assemblies.Select(a => a.GetName().Name));
    }

    /// <summary>In the order given.</summary>
    public IReadOnlyList<IModule> Modules { get; }

    /// <summary>The kernel's and each module's.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; }

    /// <summary>All mappings of the model.</summary>
    public IReadOnlyList<IMapping> Mappings { get; }

    /// <summary>Two hosts in one process may have different modules, and then different models.</summary>
    internal string ModelKey { get; }
}
