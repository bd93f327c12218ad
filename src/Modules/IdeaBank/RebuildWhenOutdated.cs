using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntranetInnovation.IdeaBank;

/// <summary>After an update of the analyzer the index is made anew, while people go on searching in the old one.</summary>
internal sealed class RebuildWhenOutdated(AppDb db, Analyzer analyzer, IServiceScopeFactory scopes, ILogger<RebuildWhenOutdated> log) : IJob
{
    /// <summary>The analyzer's version that the index was made with.</summary>
    public const string Setting = "ideabank.analyzer";

    public static TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        if (await db.SettingAsync(Setting, ct) == analyzer.Version)
        {
            return;
        }

        await using var scope = scopes.CreateSystemScope("ideabank:rebuild");
        var rebuilt = await RebuildCommand.RebuildAsync(scope.ServiceProvider, (_, _) => { }, ct);
        log.LogInformation("The idea bank's index was made anew for analyzer {Version}: {Rebuilt}", analyzer.Version, rebuilt.Succeeded);
    }
}
