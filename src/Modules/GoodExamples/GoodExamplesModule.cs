using IntranetInnovation.GoodExamples.Api;
using IntranetInnovation.GoodExamples.Slots;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Routing;

namespace IntranetInnovation.GoodExamples;

/// <summary>Tells what became of ideas: the month's good example, the archive and its feed.</summary>
public sealed class GoodExamplesModule : IModule
{
    internal const string EditRight = "innovation.good-example.edit";

    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.GoodExamples", "goodexamples", "OrganisationModule", "WorkflowsModule", "ProposalsModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module) => module
        .Right(EditRight, Roles.Editor, Roles.CentralIdeaCoach, Roles.Administrator)
        .Menu(new("GoodExamples.Name", "~/goda-exempel", Order: 40))
        .Slot<MonthsExample>(CommonSlots.StartMain, order: 20)
        .Slot<TellAsGoodExample>(ProposalSlots.Actions, order: 50)
        .RecipeStep<GoodExampleRecipeStep>();

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        Feed.Map(routes);
        GoodExamplesApi.Map(routes);
    }
}
