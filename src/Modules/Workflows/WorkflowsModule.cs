using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Activities;
using IntranetInnovation.Workflows.Api;
using IntranetInnovation.Workflows.Contracts;
using IntranetInnovation.Workflows.Pages;
using IntranetInnovation.Workflows.Slots;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Workflows;

/// <summary>What this module brings.</summary>
public sealed class WorkflowsModule : IModule
{
    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.Workflows", "workflows", "OrganisationModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
        module
            .Right("innovation.tasks.read")
            .Right("innovation.tasks.inbox", Roles.UnitManager, Roles.CaseOfficer, Roles.IdeaCoach, Roles.CentralIdeaCoach, Roles.PanelMember)
            .Right("innovation.workflows.administer", Roles.Administrator)
            .Menu(new("Workflow.Inbox", "~/mina/arenden", 40, "innovation.tasks.inbox"))
            .Menu(new("Workflow.Types", "~/admin/arbetsfloden", 40, "innovation.workflows.administer", MenuPlace.Admin))
            .Menu(new("Workflow.Days", "~/admin/arbetsdagar", 45, "innovation.workflows.administer", MenuPlace.Admin))
            .Slot<WaitingForMeViewComponent>(CommonSlots.StartAside, 10)
            .RecipeStep<WorkflowTypeStep>()
            .RecipeStep<LocalDaysStep>()
            .Job<FireTimers>()
            .Job<BeginByTime>()
            .Job<TellOverdue>()
            .Job<MakeCalls>()
            .Job<Remind>()
            .Job<ListOverdue>()
            .Job<ForgetEndedFlows>()
            .Listener<PersonLeft, PassOnOpenWork>()
            .Listener<RolesChanged, PassOnOpenWork>()
            .Listener<PersonMoved, PassOnOpenWork>()
            .Listener<PersonAway, PassOnOpenWork>();

        module.Services.AddOptions<OutsideOptions>().BindConfiguration("Workflows");
        module.Services
            .AddSingleton<Caller>()
            .AddWorkflowActivity<ProposalSubmittedEvent>()
            .AddWorkflowActivity<AssignTask>()
            .AddWorkflowActivity<UserTaskEvent>()
            .AddWorkflowActivity<TimerEvent>()
            .AddWorkflowActivity<IfElseTask>()
            .AddWorkflowActivity<ForkTask>()
            .AddWorkflowActivity<JoinTask>()
            .AddWorkflowActivity<NotifyTask>()
            .AddWorkflowActivity<DueDatePassedEvent>()
            .AddWorkflowActivity<SignalEvent>()
            .AddWorkflowActivity<SwitchTask>()
            .AddWorkflowActivity<HttpRequestTask>()
            .AddWorkflowActivity<SetPropertyTask>()
            .AddWorkflowActivity<LogTask>()
            .AddWorkflowActivity<CorrelateTask>()
            .AddWorkflowActivity<ExecuteWorkflowTask>()
            .AddWorkflowActivity<StartedByWorkflowEvent>()
            .AddScoped<IAssigneeResolver, UnitManagerResolver>()
            .AddScoped<IAssigneeResolver, DepartmentOfficerResolver>()
            .AddScoped<IAssigneeResolver, DepartmentCoachResolver>()
            .AddScoped<IAssigneeResolver, CentralCoachResolver>()
            .AddScoped<IAssigneeResolver, PersonResolver>()
            .AddScoped<IAssigneeResolver, RoleResolver>()
            .AddScoped<IWorkflowChoices, DepartmentChoices>()
            .AddScoped<IWorkflowChoices, UnitChoices>()
            .AddScoped<IWorkflowChoices, GoalChoices>()
            .AddScoped<IWorkflowChoices, RoleChoices>()
            .AddScoped<IWorkflowChoices, TaskFormChoices>()
            .AddScoped<IWorkflowChoices, WorkflowTypeChoices>()
            .AddScoped<IWorkflowChoices, DayValueChoices>()
            .AddScoped<AssigneeChain>()
            .AddSingleton<ActivityCatalog>()
            .AddSingleton<GraphStore>()
            .AddScoped<GraphCheck>()
            .AddScoped<FieldCheck>()
            .AddScoped<DraftCheck>()
            .AddScoped<Drafts>()
            .AddScoped<Publishing>()
            .AddScoped<Offers>()
            .AddScoped<ValueWords>()
            .AddScoped<FieldSaying>()
            .AddScoped<GraphDifference>()
            .AddScoped<StepLines>()
            .AddScoped<FieldInputs>()
            .AddScoped<NamedInRules>()
            .AddScoped<ActivityDescriptions>()
            .AddScoped<TryOut>()
            .AddScoped<SavedTrials>()
            .AddScoped<Starting>()
            .AddScoped<OrchardExport>()
            .AddScoped<IWorkCalendar, WorkCalendar>()
            .AddScoped<SignalLinks>()
            .AddScoped<Fallback>()
            .AddScoped<WorkflowRunner>()
            .AddScoped<WorkflowEngine>()
            .AddScoped<IWorkflows>(services => services.GetRequiredService<WorkflowEngine>());
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        SignalApi.Map(routes);
        WorkflowApi.Map(routes);
    }
}
