using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Organisation.Api;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Organisation.Recipes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Organisation;

/// <summary>What this module brings.</summary>
public sealed class OrganisationModule : IModule
{
    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.Organisation", "organisation");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
        module.Right(OrganisationRights.SignedIn);

        module.RecipeStep<DepartmentsStep>().RecipeStep<PeopleStep>().RecipeStep<GoalsStep>().RecipeStep<IndicatorGoalsStep>();

        module.Job<BeginAbsences>();

        module.Services.AddScoped<IOrganisation, Organisation>().AddScoped<IOrganisationChanges, OrganisationChanges>().AddScoped<Staffing>();
        module.Services.AddScoped<IBeforeSave, OrganisationDerivations>();
        module.Services.AddScoped<IPeopleSearch, PeopleSearch>();
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes) => PeopleApi.Map(routes);
}
