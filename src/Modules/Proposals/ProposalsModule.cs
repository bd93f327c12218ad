using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Api;
using IntranetInnovation.Proposals.Attachments;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Proposals.Form;
using IntranetInnovation.Proposals.Import;
using IntranetInnovation.Proposals.Recipes;
using IntranetInnovation.Proposals.Slots;
using IntranetInnovation.Proposals.Workflow;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Proposals;

/// <summary>Proposals: the form, the life, the decision, the implementation.</summary>
public sealed class ProposalsModule : IModule
{
    internal const string Submit = "innovation.proposal.submit";
    internal const string Read = "innovation.proposal.read";
    internal const string Register = "innovation.proposal.register";

    /// <inheritdoc />
    public ModuleManifest Manifest { get; } =
        new("IntranetInnovation.Proposals", "proposals", "OrganisationModule", "CampaignsModule", "WorkflowsModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
        // No right to decide: whoever was given the task may, and nobody else, whatever their role.
        module.Right(Submit).Right(Read).Right(Register, Roles.UnitManager, Roles.IdeaCoach, Roles.CentralIdeaCoach);

        module.Menu(new("Proposal.Menu.New", "~/forslag/nytt", 10, Submit));
        module.Menu(new("Proposal.Menu.Mine", "~/mina/forslag", 10, Submit, MenuPlace.Person));
        module.Slot<MyProposalsViewComponent>(CommonSlots.StartAside, 30);
        module.Slot<UnitProposalsViewComponent>(OrganisationSlots.Unit, 10);

        module.RecipeStep<ProposalsStep>();
        module.Command<ImportProposalsCommand>().Command<SeedCommand>();

        module.Services.AddScoped<IProposals, ProposalRows>().AddScoped<IProposalAudience, ProposalAudience>();
        module.Services.AddScoped<ProposalDerivations>().AddScoped<IBeforeSave>(sp => sp.GetRequiredService<ProposalDerivations>());
        module.Services.AddScoped<IWorkflowSubjects, ProposalSubjects>();
        module.Services.AddScoped<Submission>().AddScoped<Handling>().AddScoped<Supporting>();
        module.Services.AddScoped<Drafting>().AddScoped<InputReader>().AddScoped<NamedPeople>().AddScoped<Registration>().AddScoped<Attaching>();
        module.Services.AddScoped<Acting>().AddScoped<HandingOver>().AddScoped<ITaskHandOver>(services => services.GetRequiredService<HandingOver>()).AddScoped<Merging>().AddScoped<SupportCount>().AddScoped<Commenting>().AddScoped<Noting>();
        module.Services.AddWorkflowActivity<SetStatusTask>().AddWorkflowActivity<AddNoteTask>().AddWorkflowActivity<AskForInformationTask>()
            .AddWorkflowActivity<ProposalStatusChangedEvent>().AddWorkflowActivity<ProposalCommentedEvent>().AddWorkflowActivity<ProposalEditedEvent>()
            .AddWorkflowActivity<SupportReachedEvent>().AddWorkflowActivity<CampaignOpenedEvent>().AddWorkflowActivity<CampaignClosedEvent>();
        module.Job<TellOfCampaigns>()
            .Listener<ProposalStatusChanged, TellWorkflows>().Listener<CommentWritten, TellWorkflows>().Listener<SupportCounted, TellWorkflows>()
            .Listener<CampaignTurned, TellWorkflows>().Listener<QuestionAnswered, TellWorkflows>();
        module.Services.AddScoped<IWorkflowChoices, CampaignChoices>().AddScoped<IWorkflowChoices, SourceChoices>();
        module.Services.AddScoped<IWorkflowChoices, StatusChoices>().AddScoped<IWorkflowChoices, SettableStatusChoices>();
        module.Services.AddScoped<IAssigneeResolver, AuthorResolver>();
        module.Services.AddScoped<IAssigneeResolver, ImplementerResolver>();
        module.Services.AddScoped<IAssigneeResolver, CampaignResourceResolver>();
        module.Services.AddSingleton(new TaskForm("decision", "beslut", "approved", "rejected"));
        module.Services.AddSingleton(new TaskForm("secrecy", "sekretess", "confirmed", "lifted"));
        module.Services.AddSingleton(new TaskForm("plan", "plan", "started"));
        module.Services.AddSingleton(new TaskForm("implementation", "genomforande", "implemented"));

        // One form, two addresses: on its own, and on a campaign's landing page.
        module.Services.Configure<RazorPagesOptions>(o => o.Conventions.AddPageRoute("/Proposals/New", "/kampanjer/{campaign}/forslag/nytt"));
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        ProposalApi.Map(routes);
        AttachmentFiles.Map(routes);
        LifeApi.Map(routes);
        VoicesApi.Map(routes);
    }
}
