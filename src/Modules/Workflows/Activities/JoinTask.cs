using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>
/// Where branches meet. <c>Mode</c>: <c>WaitAll</c> (the default) goes on when every branch that can come has come; <c>WaitAny</c> with the first, and the others are ended. Outcome
/// <c>Joined</c>, as Orchard's; its <c>Branches</c> are kept, not read.
/// </summary>
internal sealed class JoinTask : IActivity
{
    public static string Name => nameof(JoinTask);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Joined"];

    public static ActivityForm Form => new(ActivityGroup.Flow, new ActivityField("Mode", FieldKind.Choice) { Options = Enum.GetNames<Meeting>() });

    public static bool Understands(JsonObject properties) => ModeOf(properties) is not null;

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct) => ModeOf(context.Properties) switch
    {
        null => throw new ActivityFaultException("Workflow.Fault.NoJoinMode"),
        Meeting.WaitAll => Task.FromResult(new ActivityResult("Joined", "Workflow.Why.BranchesMet") { Meeting = Meeting.WaitAll }),
        var any => Task.FromResult(new ActivityResult("Joined", "Workflow.Why.FirstBranch") { Meeting = any }),
    };

    // Old recipes of Orchard's write the number.
    private static Meeting? ModeOf(JsonObject properties) => properties["Mode"]?.ToString() switch
    {
        null or "" or "0" => Meeting.WaitAll,
        "1" => Meeting.WaitAny,
        var name => Enum.TryParse<Meeting>(name, ignoreCase: true, out var mode) && Enum.IsDefined(mode) ? mode : null,
    };
}
