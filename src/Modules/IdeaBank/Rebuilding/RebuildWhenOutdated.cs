using IntranetInnovation.Kernel.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.IdeaBank.Rebuilding;

/// <summary>After an update of the analyzer, another language, or when an administrator asks, the index is made anew while people go on using it.</summary>
internal sealed class RebuildWhenOutdated(Rebuild rebuild, IServiceScopeFactory scopes, ILogger<RebuildWhenOutdated> log) : IJob
{
    public static TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        if (await rebuild.IsNeededAsync(ct))
        {
            log.LogInformation("The idea bank's index is made anew");
            await Rebuild.RunAsync(scopes, ct);
        }
    }
}
