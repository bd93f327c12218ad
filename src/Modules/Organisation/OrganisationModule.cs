using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Api;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Organisation.Import;
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
        module.Right(OrganisationRights.Administer, Roles.Administrator);
        module.Right(OrganisationRights.Administration, Roles.Administrator, Roles.Editor, Roles.CentralIdeaCoach);

        module.Menu(new("Organisation.Administration", "~/admin", 90, OrganisationRights.Administration));
        module.Menu(new("Organisation.People", "~/admin/personer", 10, OrganisationRights.Administer, MenuPlace.Admin));
        module.Menu(new("Organisation.Name", "~/admin/organisation", 20, OrganisationRights.Administer, MenuPlace.Admin));
        module.Menu(new("Organisation.Import", "~/admin/import", 30, OrganisationRights.Administer, MenuPlace.Admin));
        module.Menu(new("Organisation.Workplaces", "~/enheter", 60, OrganisationRights.SignedIn, MenuPlace.Person));
        module.Menu(new("Organisation.MyAccount", "~/mitt-konto", 80, OrganisationRights.SignedIn, MenuPlace.Person));

        module.RecipeStep<DepartmentsStep>().RecipeStep<PeopleStep>().RecipeStep<GoalsStep>().RecipeStep<IndicatorGoalsStep>();

        module.Job<BeginAbsences>().Job<ForgetOldImports>();

        module.Services.AddScoped<IOrganisation, Organisation>().AddScoped<IOrganisationChanges, OrganisationChanges>().AddScoped<Staffing>().AddScoped<Absences>();
        module.Services.AddScoped<Importing>().AddScoped<PeopleImport>().AddScoped<PlacesImport>();
        module.Services.AddScoped<IBeforeSave, OrganisationDerivations>();
        module.Services.AddScoped<IPeopleSearch, PeopleSearch>();
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        PeopleApi.Map(routes);
        ImportFiles.Map(routes);
    }
}
