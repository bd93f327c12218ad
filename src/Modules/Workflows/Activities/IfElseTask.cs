using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>Goes one way or the other. <c>Condition</c>: see <see cref="Condition"/>. Outcomes <c>True</c> and <c>False</c>, as Orchard's.</summary>
internal sealed class IfElseTask : IActivity
{
    public static string Name => nameof(IfElseTask);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["True", "False"];

    public static ActivityForm Form => new(ActivityGroup.Flow, new ActivityField("Condition", FieldKind.Condition) { Required = true });

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        var holds = Condition.Holds(context.Properties["Condition"] as JsonObject, context.Subject.Values);
        return Task.FromResult(holds ? new ActivityResult("True", "Workflow.Why.ConditionTrue") : new ActivityResult("False", "Workflow.Why.ConditionFalse"));
    }
}
