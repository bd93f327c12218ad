using IntranetInnovation.Kernel.Modules;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.GoodExamples;

/// <summary>What this module brings.</summary>
public sealed class GoodExamplesModule : IModule
{
    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.GoodExamples", "goodexamples", "OrganisationModule", "WorkflowsModule", "ProposalsModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
