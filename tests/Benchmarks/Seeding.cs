using System.Diagnostics;
using IntranetInnovation.Kernel.Cli;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals;
using IntranetInnovation.Proposals.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Benchmarks;

/// <summary>Fills the bank by the seed command's own code.</summary>
internal static class Seeding
{
    /// <summary>Adds what is missing; seconds it took.</summary>
    public static async Task<double> FillAsync(BenchHost host, int size)
    {
        var there = await host.ReadAsync(db => db.Set<Proposal>().CountAsync(p => p.Number > 0));
        var started = Stopwatch.GetTimestamp();
        if (there < size)
        {
            var command = host.Services.GetServices<IConsoleCommand>().OfType<SeedCommand>().Single();
            var code = await command.Build().Parse([(size - there).ToString(System.Globalization.CultureInfo.InvariantCulture)]).InvokeAsync();
            if (code != 0)
            {
                throw new InvalidOperationException("The seed command failed.");
            }
        }

        if (host.Provider == DatabaseProvider.Postgres)
        {
            // The cluster's own autovacuum may be asleep when so much comes at once.
            await host.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ANALYZE"));
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
