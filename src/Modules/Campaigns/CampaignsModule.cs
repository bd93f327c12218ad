using IntranetInnovation.Campaigns.Api;
using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Campaigns.Slots;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Campaigns;

/// <summary>Asks for proposals in one area: landing pages, dates, who answers.</summary>
public sealed class CampaignsModule : IModule
{
    /// <summary>Edits every campaign and makes new ones.</summary>
    internal const string EditRight = "innovation.campaign.edit";

    /// <summary>Everyone who is signed in: whoever answers for a campaign edits that one, which <see cref="CampaignEditing"/> decides.</summary>
    internal const string WriteRight = "innovation.campaign.write";

    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.Campaigns", "campaigns", "OrganisationModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
        module
            .Right(EditRight, Roles.Editor, Roles.CentralIdeaCoach, Roles.Administrator)
            .Right(WriteRight)
            .Menu(new("Campaigns.Name", "~/kampanjer", Order: 20))
            .Menu(new("CampaignAdmin.Name", "~/admin/kampanjer", Order: 30, EditRight, MenuPlace.Admin))
            .Slot<OpenCampaigns>(CommonSlots.StartMain, order: 10)
            .RecipeStep<CampaignRecipeStep>();
        module.Services.AddSingleton<KeptCampaigns>().AddScoped<PublishedCampaigns>().AddScoped<CampaignEditing>().AddScoped<ICampaigns>(sp => sp.GetRequiredService<PublishedCampaigns>());
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        CampaignTheme.Map(routes);
        CampaignPictures.Map(routes);
        CampaignsApi.Map(routes);
    }
}
