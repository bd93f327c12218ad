using IntranetInnovation.Kernel.Modules;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.IdeaBank;

/// <summary>What this module brings.</summary>
public sealed class IdeaBankModule : IModule
{
    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.IdeaBank", "ideabank", "OrganisationModule", "CampaignsModule", "ProposalsModule", "GoodExamplesModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
