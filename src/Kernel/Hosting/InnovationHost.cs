using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Recipes;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Kernel.Hosting;

/// <summary>The two ways into the system for any host, a larger one too: add it to the services, map it among the routes. Then bring it up once.</summary>
public static class InnovationHost
{
    /// <summary>Adds the kernel and the modules, in the order of their dependencies.</summary>
    /// <param name="services">The host's or tenant's services.</param>
    /// <param name="modules">Each one line; a later one may depend on an earlier one.</param>
    /// <param name="configure">Says where the data is.</param>
    public static IServiceCollection AddInnovation(
        this IServiceCollection services, IReadOnlyList<IModule> modules, Action<IServiceProvider, DatabaseOptions> configure)
    {
        services.AddHttpContextAccessor();
        services.AddAntiforgery();
        services.AddAuthorization();
        services.AddLocalization();
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton(new ModuleSet(modules));
        services.AddSingleton<IConfigureOptions<DatabaseOptions>>(sp => new ConfigureOptions<DatabaseOptions>(o => configure(sp, o)));
        services.AddPooledDbContextFactory<AppDb>((sp, options) => sp.GetRequiredService<IOptions<DatabaseOptions>>().Value.Configure(options));
        services.AddScoped(sp => sp.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContext().Enter(sp));
        services.AddSingleton<WriteGate>().AddSingleton<OutboxSignal>().AddSingleton<DatabaseStarter>();
        services.AddSingleton<JobRunner>().AddSingleton(new JobRegistration(nameof(Outbox), Outbox.Every, typeof(Outbox)))
            .AddSingleton(new JobRegistration(nameof(OutboxCleaning), OutboxCleaning.Every, typeof(OutboxCleaning)));
        services.AddOptions<RecipeOptions>();
        services.AddSingleton<RecipeRunner>();

        services.AddScoped<CurrentUser>().AddSingleton<RightsCatalog>();
        services.AddSingleton<IConfigureOptions<AuthorizationOptions>, RightPolicies>();
        services.AddSingleton<IConfigureOptions<MvcOptions>, BindingWords>();
        services.AddScoped<IAuthorizationHandler, RightHandler>();

        services.AddSingleton<TextCatalog>();
        services.AddScoped<ITexts>(sp => new CatalogTexts(
            sp.GetRequiredService<TextCatalog>(), Language.Of(sp.GetRequiredService<IHttpContextAccessor>().HttpContext)));
        services.TryAddScoped<IPageChrome, PlainPageChrome>();
        services.TryAddScoped<IPageAssets, PlainPageAssets>();
        services.TryAddScoped<IMenuSource, DeclaredMenu>();

        var builder = new ModuleBuilder(services);
        foreach (var module in modules)
        {
            module.Add(builder);
        }

        return services;
    }

    /// <summary>Maps the endpoints of all modules. Razor Pages are mapped by the host.</summary>
    public static IEndpointRouteBuilder MapInnovation(this IEndpointRouteBuilder routes)
    {
        Language.Map(routes);
        foreach (var module in routes.ServiceProvider.GetRequiredService<ModuleSet>().Modules)
        {
            module.Map(routes);
        }

        return routes;
    }

    /// <summary>Brings the database up to date and runs the setup recipe if this is the first start. Idempotent; a start that was killed is taken up where it was.</summary>
    public static async Task<Result<Done>> StartInnovationAsync(this IServiceProvider services, IProgress<StepReport> progress, CancellationToken ct = default)
    {
        var starter = services.GetRequiredService<DatabaseStarter>();
        using var alone = await starter.AloneAsync(ct);
        await starter.MigrateAsync(ct);
        return await services.GetRequiredService<RecipeRunner>().SetUpAsync(progress, ct);
    }
}
