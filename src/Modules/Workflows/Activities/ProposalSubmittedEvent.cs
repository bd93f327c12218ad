using System.Text.Json.Nodes;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Activities;

/// <summary>Begins when a proposal is handed in. <c>Departments</c>, <c>Campaigns</c>, <c>Sources</c>: slugs; an empty or absent list takes all.</summary>
internal sealed class ProposalSubmittedEvent : IActivity
{
    public static string Name => nameof(ProposalSubmittedEvent);

    public static IReadOnlyList<string> Outcomes(JsonObject properties) => ["Done"];

    public static ActivityForm Form => new(
        ActivityGroup.Events,
        new ActivityField("Departments", FieldKind.Choices) { Source = ChoiceSources.Departments },
        new ActivityField("Campaigns", FieldKind.Choices) { Source = ChoiceSources.Campaigns },
        new ActivityField("Sources", FieldKind.Choices) { Source = ChoiceSources.Sources }) { CanStart = true, Waits = true };

    public Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken ct)
    {
        var result = context.Trigger is null
            ? ActivityResult.WaitFor(new Wait.Event(Name))
            : Takes(context, "Departments", "department") && Takes(context, "Campaigns", "campaign") && Takes(context, "Sources", "source")
                ? ActivityResult.Done("Workflow.Why.Submitted")
                : ActivityResult.Ignored;
        return Task.FromResult(result);
    }

    private static bool Takes(ActivityContext context, string property, string value) =>
        context.Many(property) is not [_, ..] taken || (context.Subject.Values.GetValueOrDefault(value) is { } own && taken.Contains(own));
}
