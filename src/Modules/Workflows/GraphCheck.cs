using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Pages;

namespace IntranetInnovation.Workflows;

/// <summary>What a definition lacks as a drawing. A broken one is refused; one with steps that no module here knows is kept and shown, but cannot be published.</summary>
internal sealed class GraphCheck(ActivityCatalog activities, ITexts texts)
{
    private const int MostActivities = 500;
    private const int MostTransitions = 2000;

    /// <summary>Why it is refused; empty when it is whole.</summary>
    public IReadOnlyList<Problem> Broken(WorkflowGraph graph) => [.. Structure(graph).Select(f => f.Problem)];

    /// <summary>Names of the activities that no module here knows, or whose properties nobody here can go by.</summary>
    public IReadOnlyList<string> Unknown(WorkflowGraph graph) =>
        [.. graph.Activities.Where(a => activities.Find(a.Name)?.Understands(a.Properties()) is not true).Select(a => a.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The outcomes that a step offers as it is filled in; null for an activity that nobody here knows.</summary>
    public IReadOnlyList<string>? Outcomes(GraphActivity activity)
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

    public IEnumerable<Finding> Structure(WorkflowGraph graph)
    {
        if (graph.TypeKey.Length is 0 or > 40 || graph.Name.Length is 0 or > WorkflowTypeMapping.LongestName)
        {
            yield return Finding.Error("Workflow.Check.NoName", null, graph.Name);
        }

        if (graph.Activities.Count > MostActivities || graph.Transitions.Count > MostTransitions)
        {
            yield return Finding.Error("Workflow.Check.TooLarge", null, graph.Name);
            yield break;
        }

        if (!graph.Activities.Any(a => a.IsStart))
        {
            yield return Finding.Error("Workflow.Check.NoStart", null, graph.Name);
        }

        foreach (var activity in graph.Activities)
        {
            if (activity.Id.Length is 0 or > 40 || activity.Name.Length is 0 or > 100)
            {
                yield return Finding.Error("Workflow.Check.NoId", activity, activity.Title ?? activity.Name);
            }
        }

        foreach (var twice in graph.Activities.GroupBy(a => a.Id).Where(g => g.Count() > 1))
        {
            yield return Finding.Error("Workflow.Check.SameId", null, twice.Key);
        }

        foreach (var transition in graph.Transitions)
        {
            var source = graph.Find(transition.Source);
            if (source is null || graph.Find(transition.Destination) is null)
            {
                yield return Finding.Error("Workflow.Check.LeadsNowhere", source, source is null ? transition.Source : texts.Step(source), texts.Action(transition.Outcome));
            }
            else if (Outcomes(source) is { } offered && !offered.Contains(transition.Outcome))
            {
                yield return Finding.Error("Workflow.Check.NoOutcome", source, texts.Step(source), texts.Action(transition.Outcome));
            }
        }
    }
}
