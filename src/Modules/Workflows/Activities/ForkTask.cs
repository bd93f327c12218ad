using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>Parts the flow into branches that go on side by side. <c>Forks</c>: their names, which are the outcomes, as Orchard's.</summary>
internal sealed class ForkTask : IActivity
{
    public static string Name => nameof(ForkTask);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => properties.Many("Forks");

    public static ActivityForm Form => new(ActivityGroup.Flow, new ActivityField("Forks", FieldKind.Outcomes) { Required = true, Min = 1 });

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(
        context.Many("Forks") is [_, ..] forks ? ActivityResult.Fork(forks) : throw new ActivityFaultException("Workflow.Fault.NoForks"));
}
