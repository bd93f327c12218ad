using IntranetInnovation.Kernel.Recipes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IntranetInnovation.Web.Hosting;

// Ready means that people can be served: the database answers and the setup recipe has run to its end.
internal sealed class ReadyCheck(RecipeRunner recipes) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await recipes.IsSetUpAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The setup recipe has not run to its end.");
}
