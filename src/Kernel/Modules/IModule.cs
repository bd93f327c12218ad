using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.Kernel.Modules;

/// <summary>A module declares itself once, in a class that reads as its table of contents; the host finds everything through it.</summary>
public interface IModule
{
    /// <summary>Id (the assembly's name), and what must be there before it.</summary>
    ModuleManifest Manifest { get; }

    /// <summary>Rights, slots, listeners, recipe steps, jobs, menu entries and services.</summary>
    void Add(ModuleBuilder module);

    /// <summary>API endpoints. Razor Pages are found by themselves.</summary>
    void Map(IEndpointRouteBuilder routes);
}

/// <summary>What a module is called and what it stands on.</summary>
/// <param name="Id">The assembly's name, which is also the base path of its static files.</param>
/// <param name="TablePrefix">Every table of the module begins with it and an underscore.</param>
/// <param name="DependsOn">Names of module classes that must be present, such as <c>OrganisationModule</c>.</param>
public sealed record ModuleManifest(string Id, string TablePrefix, params string[] DependsOn);
