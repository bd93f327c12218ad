using System.Reflection;
using IntranetInnovation.IdeaBank;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Web.Hosting;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IntranetInnovation.Benchmarks;

/// <summary>The real program on a port of this computer, with the yardsticks mounted beside its own pages. Jobs rest, so that they disturb neither.</summary>
internal sealed class BenchHost(DatabaseProvider provider) : TestHost(provider)
{
    public DatabaseProvider Provider => Database.Provider;

    /// <summary>False: proposals are saved without the search index, to see what it costs.</summary>
    public bool Indexes { get; set; } = true;

    protected override bool Kestrel => true;

    protected override void Configure(IWebHostBuilder builder)
    {
        // The checks that Development makes of the container are not what people meet.
        builder.UseDefaultServiceProvider(o => (o.ValidateScopes, o.ValidateOnBuild) = (false, false));
        builder.ConfigureTestServices(services =>
        {
            services.Remove(services.Single(d => d.ImplementationType == typeof(JobLoop)));
            var index = services.Single(d => d.ImplementationType == typeof(IdeaIndex));
            services.Remove(index);
            services.AddScoped<IProposalProjection>(sp => Indexes ? ActivatorUtilities.CreateInstance<IdeaIndex>(sp) : new NoIndex());
            services.AddRazorPages().AddApplicationPart(Assembly.GetExecutingAssembly());
            var modules = (ModuleSet)services.Single(d => d.ServiceType == typeof(ModuleSet)).ImplementationInstance!;
            services.Replace(ServiceDescriptor.Singleton(new ModuleSet([.. modules.Modules, new YardstickModule()])));
        });
    }
}

internal sealed class NoIndex : IProposalProjection
{
    public Task ProjectAsync(IReadOnlyList<ProjectedProposal> proposals, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>What the system is held against, on the same host. The bare page is among Pages.</summary>
internal sealed class YardstickModule : IModule
{
    public const string Empty = "/bench/empty";
    public const string Principals = "/bench/principals";

    public ModuleManifest Manifest { get; } = new("IntranetInnovation.Benchmarks", "benchmarks");

    public void Add(ModuleBuilder module)
    {
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Empty, () => Results.Ok(new EmptyAnswer([], 0))).RequireAuthorization();
        routes.MapGet(Principals, (CurrentUser user) => Results.Ok(user.Viewer.Principals)).RequireAuthorization();
    }

    private sealed record EmptyAnswer(IReadOnlyList<string> Items, int Total);
}
