using IntranetInnovation.Campaigns.Api;
using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Campaigns.Slots;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Campaigns;

/// <summary>Asks for proposals in one area: landing pages, dates, who answers.</summary>
public sealed class CampaignsModule : IModule
{
    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.Campaigns", "campaigns", "OrganisationModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
        module
            .Menu(new("Campaigns.Name", "~/kampanjer", Order: 20))
            .Slot<OpenCampaigns>(CommonSlots.StartMain, order: 10)
            .RecipeStep<CampaignRecipeStep>();
        module.Services.AddScoped<PublishedCampaigns>().AddScoped<ICampaigns>(sp => sp.GetRequiredService<PublishedCampaigns>());
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        CampaignTheme.Map(routes);
        CampaignsApi.Map(routes);
    }
}
