using IntranetInnovation.GoodExamples.Contracts;
using IntranetInnovation.IdeaBank.Contracts;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Notifications.Digests;
using IntranetInnovation.Notifications.Listeners;
using IntranetInnovation.Notifications.Mailing;
using IntranetInnovation.Notifications.Slots;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Notifications;

/// <summary>What this module brings: people are told in the system and by mail.</summary>
public sealed class NotificationsModule : IModule
{
    internal const string ReadOwn = "innovation.notices.read";
    internal const string AdministerMail = "innovation.mail.administer";

    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.Notifications", "notifications", "OrganisationModule", "WorkflowsModule", "ProposalsModule", "GoodExamplesModule", "IdeaBankModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
        module.Right(ReadOwn).Right(AdministerMail, Roles.Administrator);
        module.Menu(new("Notification.Title", "~/notiser", 10, ReadOwn, MenuPlace.Person));
        module.Menu(new("Notification.Mails.Title", "~/admin/brev", 50, AdministerMail, MenuPlace.Admin));
        module.Slot<UnreadNotices>(CommonSlots.HeaderPerson, 10);

        module.Listener<NotificationRequested, TellWhomTheWorkflowNames>();
        module.Listener<TaskAssigned, TellTheAssignee>();
        module.Listener<TaskReminder, RemindTheAssignee>();
        module.Listener<OverdueList, SendTheOverdueList>();
        module.Listener<ProposalStatusChanged, TellAuthorsAndFollowers>()
            .Listener<QuestionAsked, TellAuthorsAndFollowers>()
            .Listener<ProposalMerged, TellAuthorsAndFollowers>()
            .Listener<ProposalUnmerged, TellAuthorsAndFollowers>()
            .Listener<DecisionUndone, TellAuthorsAndFollowers>();
        module.Listener<QuestionAnswered, TellOfWords>().Listener<CommentWritten, TellOfWords>();
        module.Listener<ProposalWithdrawn, TellTheHandlers>();
        module.Listener<GoodExamplePublished, TellOfTheGoodExample>();
        module.Listener<SavedSearchFound, TellOfNewHits>();
        module.Services.AddScoped<Audience>().AddScoped<Telling>().AddScoped<ProposalNews>().AddScoped<MailWording>();

        module.Services.AddScoped<IWorkflowChoices, MessageChoices>();
        module.Services.AddScoped<DigestWording>();
        module.Job<SendDigests>(); // Before the mails, so that they leave in the same round.
        module.Job<SendMail>();
        module.Job<ForgetOldNotices>();
        module.Services.AddOptions<MailOptions>().BindConfiguration("Mail");
        module.Services.AddOptions<RetentionOptions>().BindConfiguration("Retention");
        module.Services.AddOptions<SiteOptions>().BindConfiguration("Site");
        module.Services.AddScoped<PickupFolder>().AddScoped<SmtpServer>();
        module.Services.AddScoped<IMailTransport>(sp => sp.GetRequiredService<IOptions<MailOptions>>().Value.Smtp.Host is { Length: > 0 }
            ? sp.GetRequiredService<SmtpServer>()
            : sp.GetRequiredService<PickupFolder>());
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
