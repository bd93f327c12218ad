using IntranetInnovation.Kernel.Modules;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.Campaigns;

/// <summary>What this module brings.</summary>
public sealed class CampaignsModule : IModule
{
    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.Campaigns", "campaigns", "OrganisationModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
