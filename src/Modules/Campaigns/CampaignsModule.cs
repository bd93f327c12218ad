using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Modules;
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
        module.RecipeStep<CampaignRecipeStep>();
        module.Services.AddScoped<PublishedCampaigns>().AddScoped<ICampaigns>(sp => sp.GetRequiredService<PublishedCampaigns>());
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
    }
}
