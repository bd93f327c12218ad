using IntranetInnovation.Kernel.Outcome;

namespace IntranetInnovation.Workflows;

/// <summary>What a definition lacks. A broken one is refused; one with steps that no module here knows is kept and shown, but cannot be published.</summary>
internal sealed class GraphCheck(ActivityCatalog activities)
{
    private const int MostActivities = 500;
    private const int MostTransitions = 2000;

    /// <summary>Why it is refused; empty when it is whole.</summary>
    public IReadOnlyList<Problem> Broken(WorkflowGraph graph) => [.. Find(graph)];

    /// <summary>Names of the activities that no module here knows, or whose properties nobody here can go by.</summary>
    public IReadOnlyList<string> Unknown(WorkflowGraph graph) =>
        [.. graph.Activities.Where(a => activities.Find(a.Name)?.Understands(a.Properties()) is not true).Select(a => a.Name).Distinct().Order(StringComparer.Ordinal)];

    private IEnumerable<Problem> Find(WorkflowGraph graph)
    {
        if (graph.TypeKey.Length is 0 or > 40 || graph.Name.Length is 0 or > 200)
        {
            yield return Say("Workflow.Check.NoName", graph.Name);
        }

        if (graph.Activities.Count > MostActivities || graph.Transitions.Count > MostTransitions)
        {
            yield return Say("Workflow.Check.TooLarge", graph.Name);
            yield break;
        }

        if (!graph.Activities.Any(a => a.IsStart))
        {
            yield return Say("Workflow.Check.NoStart", graph.Name);
        }

        foreach (var activity in graph.Activities)
        {
            if (activity.Id.Length is 0 or > 40 || activity.Name.Length is 0 or > 100)
            {
                yield return Say("Workflow.Check.NoId", activity.Title ?? activity.Name);
            }
        }

        foreach (var twice in graph.Activities.GroupBy(a => a.Id).Where(g => g.Count() > 1))
        {
            yield return Say("Workflow.Check.SameId", twice.Key);
        }

        foreach (var transition in graph.Transitions)
        {
            var source = graph.Find(transition.Source);
            if (source is null || graph.Find(transition.Destination) is null)
            {
                yield return Say("Workflow.Check.LeadsNowhere", source?.Title ?? transition.Source, transition.Outcome);
            }
            else if (Outcomes(source) is { } offered && !offered.Contains(transition.Outcome))
            {
                yield return Say("Workflow.Check.NoOutcome", source.Title ?? source.Name, transition.Outcome);
            }
        }
    }

    private IReadOnlyList<string>? Outcomes(GraphActivity activity)
    {
        try
        {
            return activities.Find(activity.Name)?.Outcomes(activity.Properties());
        }
        catch (InvalidOperationException)
        {
            return []; // A property of the wrong kind offers no outcome, and each transition from it is reported.
        }
    }

    private static Problem Say(string text, params string[] arguments) => new(text) { Arguments = arguments };
}
