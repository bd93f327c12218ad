using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Statistics.Api;
using IntranetInnovation.Statistics.Slots;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Statistics;

/// <summary>What this module brings: the numbers, beside the year's goals.</summary>
public sealed class StatisticsModule : IModule
{
    internal const string ReadRight = "innovation.statistics.read";

    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.Statistics", "statistics", "OrganisationModule", "ProposalsModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
        module.Right(ReadRight);
        module.Menu(new("Statistics.Title", "~/statistik", 50, ReadRight));
        module.Slot<YearProgress>(CommonSlots.StartAside, 20);
        module.Services.AddMemoryCache().AddScoped<Counting>();
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes) => StatisticsApi.Map(routes);
}
