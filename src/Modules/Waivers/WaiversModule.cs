using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Waivers.Slots;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Waivers;

/// <summary>The municipality's written release of its right to an idea (friskrivning): asked for, decided, accepted, kept.</summary>
public sealed class WaiversModule : IModule
{
    internal const string Ask = "innovation.waiver.ask";
    internal const string Decide = "innovation.waiver.decide";
    internal const string EditText = "innovation.waiver.edit-text";

    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.Waivers", "waivers", "OrganisationModule", "WorkflowsModule", "ProposalsModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
        module.Right(Ask);
        module.Right(Decide, Roles.CentralIdeaCoach, Roles.Administrator); // To come in. Which waiver one decides, the waiver says.
        module.Right(EditText, Roles.Administrator);
        module.Menu(new("Waiver.Name", "~/admin/friskrivning", 70, Decide, MenuPlace.Admin));
        module.Slot<WaiverOfProposal>(ProposalSlots.Aside, 40);
        module.RecipeStep<WaiverTextStep>();
        module.Services.AddScoped<WaiverDeciders>().AddScoped<IProposalProjection, WaiverSecrecy>();
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
