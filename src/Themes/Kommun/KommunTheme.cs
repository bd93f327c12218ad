using IntranetInnovation.Kernel.Modules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Kommun;

/// <summary>The theme Kommun: layout, tokens, components and error pages. A module only so that its texts are found; it has no tables and no queries.</summary>
public sealed class KommunTheme : IModule
{
    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.Kommun", "kommun");

    /// <inheritdoc />
    public void Add(ModuleBuilder module) => module.Services.AddOptions<SiteOptions>().BindConfiguration("Site");

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
    }
}

/// <summary>What the site is called; configuration section <c>Site</c>.</summary>
public sealed class SiteOptions
{
    /// <summary>Name in the header and in every title, such as "Innovation i Motala". At most some 30 characters, else it wraps on a phone.</summary>
    public string Name { get; set; } = "Innovation";
}
