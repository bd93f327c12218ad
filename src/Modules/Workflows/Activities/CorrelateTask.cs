using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// Gives the flow a name of its own by which another system may mean it, such as a registry number: a signal by the API finds it by that (<c>POST workflow-signals</c>). <c>Value</c>: 1–200
/// characters when its placeholders are filled. Orchard's expressions are kept, not read.
/// </summary>
internal sealed class CorrelateTask : IActivity
{
    private const int Longest = 200;

    public static string Name => nameof(CorrelateTask);

    public static ActivityForm Form => new(ActivityGroup.Outside, new ActivityField("Value", FieldKind.Text) { Required = true, TakesValues = true, ForMachines = true, Max = Longest });

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public static bool Understands(JsonObject properties) => properties["Value"] is null or JsonValue;

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        var value = Placeholders.Fill(context.Text("Value") ?? "", context.Subject).Trim();
        if (value.Length is 0 or > Longest)
        {
            throw new ActivityFaultException("Workflow.Fault.NoCorrelation", $"{Longest}");
        }

        context.Instance!.Correlate(value);
        return Task.FromResult(ActivityResult.Done("Workflow.Why.Correlated", value));
    }
}
