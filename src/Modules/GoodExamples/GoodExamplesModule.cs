using IntranetInnovation.GoodExamples.Api;
using IntranetInnovation.GoodExamples.Contracts;
using IntranetInnovation.GoodExamples.Slots;
using IntranetInnovation.GoodExamples.Workflow;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.GoodExamples;

/// <summary>Tells what became of ideas: the month's good example, the archive and its feed.</summary>
public sealed class GoodExamplesModule : IModule
{
    internal const string EditRight = "innovation.good-example.edit";

    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.GoodExamples", "goodexamples", "OrganisationModule", "WorkflowsModule", "ProposalsModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
        module.Right(EditRight, Roles.Editor, Roles.CentralIdeaCoach, Roles.Administrator);
        module.Menu(new("GoodExamples.Name", "~/goda-exempel", Order: 40));
        module.Menu(new("GoodExamples.EditName", "~/admin/goda-exempel", 60, EditRight, MenuPlace.Admin));
        module.Slot<MonthsExample>(CommonSlots.StartMain, order: 20);
        module.Slot<TellAsGoodExample>(ProposalSlots.Actions, order: 50);
        module.RecipeStep<GoodExampleRecipeStep>();
        module.Listener<GoodExamplePublished, TellTheFlows>();
        module.Services.AddScoped<IGoodExamples, SearchedExamples>();
        module.Services.AddWorkflowActivity<CreateGoodExampleDraftTask>().AddWorkflowActivity<GoodExamplePublishedEvent>();
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        Feed.Map(routes);
        GoodExamplesApi.Map(routes);
    }
}
