using IntranetInnovation.Accounts;
using IntranetInnovation.Campaigns;
using IntranetInnovation.GoodExamples;
using IntranetInnovation.IdeaBank;
using IntranetInnovation.Kernel.Hosting;
using IntranetInnovation.Kommun;
using IntranetInnovation.Notifications;
using IntranetInnovation.Organisation;
using IntranetInnovation.Proposals;
using IntranetInnovation.Start;
using IntranetInnovation.Statistics;
using IntranetInnovation.Waivers;
using IntranetInnovation.Web.Hosting;
using IntranetInnovation.Workflows;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenApi();
builder.AddPlainHost(
    new OrganisationModule(),
    new AccountsModule(),
    new CampaignsModule(),
    new WorkflowsModule(),
    new ProposalsModule(),
    new WaiversModule(),
    new GoodExamplesModule(),
    new IdeaBankModule(),
    new NotificationsModule(),
    new StatisticsModule(),
    new StartModule(),
    new KommunTheme());

var app = builder.Build();
app.UsePlainHost();
app.MapOpenApi();
return await app.RunInnovationAsync(args);
