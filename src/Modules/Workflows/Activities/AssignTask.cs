using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// Finds who answers. <c>To</c>: rules in order, such as <c>unit-manager</c>, <c>person:anna</c>. Kept as the instance's assignee for later steps.
/// </summary>
internal sealed class AssignTask(AssigneeChain chain) : IActivity
{
    public static string Name => nameof(AssignTask);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public static ActivityForm Form => new(ActivityGroup.People, new ActivityField("To", FieldKind.Rules) { Required = true, Min = 1 });

    public async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        context.AssigneeRules = context.Many("To");
        context.Assignee = await chain.ResolveAsync(context.AssigneeRules, context, ct);
        return ActivityResult.Done();
    }
}
