using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Pages;

namespace IntranetInnovation.Workflows;

/// <summary>All that an administrator should know of a definition before it is published: what is broken, and what will not do what it seems to.</summary>
internal sealed class DraftCheck(GraphCheck structure, FieldCheck fields, ActivityCatalog activities, ITexts texts)
{
    private const int MostFindings = 200;

    /// <summary>Errors first, each in the order of the steps; at most 200.</summary>
    public async Task<IReadOnlyList<Finding>> FindAsync(WorkflowGraph graph, CancellationToken ct)
    {
        var found = new List<Finding>(structure.Structure(graph));
        found.AddRange(Ways(graph));
        foreach (var step in graph.Activities)
        {
            if (activities.Find(step.Name) is not { } known)
            {
                found.Add(Finding.Error("Workflow.Check.UnknownStep", step, texts.Step(step), step.Name));
            }
            else
            {
                found.AddRange(await fields.FindAsync(step, known, ct));
            }
        }

        var order = graph.InOrder().Select((a, i) => (a.Id, i)).DistinctBy(a => a.Id).ToDictionary(a => a.Id, a => a.i);
        return [.. found.OrderByDescending(f => f.IsError).ThenBy(f => f.StepId is null ? -1 : order.GetValueOrDefault(f.StepId)).Take(MostFindings)];
    }

    private IEnumerable<Finding> Ways(WorkflowGraph graph)
    {
        var reached = graph.Reached();
        foreach (var step in graph.Activities)
        {
            var form = activities.Find(step.Name)?.Form;
            if (step.IsStart && form is { CanStart: false })
            {
                yield return Finding.Error("Workflow.Check.CannotStart", step, texts.Step(step));
            }

            if (graph.Activities.Any(a => a.IsStart) && !reached.Contains(step.Id))
            {
                yield return Finding.Warning("Workflow.Check.Unreachable", step, texts.Step(step));
            }

            // The last step of a flow ends by leading nowhere. One that has several answers, and forgets one of them, has forgotten somebody.
            var outcomes = structure.Outcomes(step) ?? [];
            foreach (var outcome in outcomes.Where(o => outcomes.Count > 1 && graph.Next(step.Id, o) is null))
            {
                yield return Finding.Warning("Workflow.Check.WayEnds", step, texts.Step(step), texts.Action(outcome));
            }
        }

        foreach (var loop in graph.Loops(a => activities.Find(a.Name) is { Form.Waits: false }))
        {
            yield return Finding.Error("Workflow.Check.LoopWithoutWait", loop[0], Named(loop));
        }

        foreach (var (join, loop) in LoopsBeforeJoins(graph))
        {
            yield return Finding.Warning("Workflow.Check.LoopBeforeJoin", join, texts.Step(join), Named(loop));
        }
    }

    /// <summary>Joins that wait for any branch with a loop before them: Orchard's walk over such a graph never ends and takes its whole process down (seen).</summary>
    public static IEnumerable<(GraphActivity Join, IReadOnlyList<GraphActivity> Loop)> LoopsBeforeJoins(WorkflowGraph graph)
    {
        foreach (var join in graph.Activities.Where(a => a.Name == "JoinTask" && a.Properties()["Mode"]?.ToString() is "WaitAny" or "1"))
        {
            var before = graph.Upstream(join.Id);
            if (graph.Loops(a => before.Contains(a.Id)) is [var loop, ..])
            {
                yield return (join, loop);
            }
        }
    }

    private string Named(IReadOnlyList<GraphActivity> steps) => string.Join(", ", steps.Take(4).Select(texts.Step));
}
