using IntranetInnovation.Kernel.Modules;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.Proposals;

/// <summary>What this module brings.</summary>
public sealed class ProposalsModule : IModule
{
    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.Proposals", "proposals", "OrganisationModule", "CampaignsModule", "WorkflowsModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
