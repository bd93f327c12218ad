using IntranetInnovation.Kernel.Modules;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.Notifications;

/// <summary>What this module brings.</summary>
public sealed class NotificationsModule : IModule
{
    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.Notifications", "notifications", "OrganisationModule", "WorkflowsModule", "ProposalsModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
