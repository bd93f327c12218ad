namespace IntranetInnovation.Workflows;

/// <summary>Walks over a graph, none of them recursive and each with a visited set: a drawing may be as tangled as it likes.</summary>
internal static class GraphWalks
{
    /// <summary>Ids of the steps that a flow can come to.</summary>
    public static IReadOnlySet<string> Reached(this WorkflowGraph graph) =>
        From(graph.Activities.Where(a => a.IsStart).Select(a => a.Id), Next(graph, _ => true));

    /// <summary>Ids of the steps from which a step can be reached, itself included.</summary>
    public static IReadOnlySet<string> Upstream(this WorkflowGraph graph, string id) =>
        From([id], graph.Transitions.ToLookup(t => t.Destination, t => t.Source));

    /// <summary>The loops among the steps that <paramref name="counts"/> takes: for each of them the steps that lie on it, as far as they can be told apart.</summary>
    public static IReadOnlyList<IReadOnlyList<GraphActivity>> Loops(this WorkflowGraph graph, Func<GraphActivity, bool> counts)
    {
        var next = Next(graph, counts);
        var back = graph.Transitions.ToLookup(t => t.Destination, t => t.Source);
        var left = graph.Activities.Where(counts).DistinctBy(a => a.Id).ToDictionary(a => a.Id);
        var loops = new List<IReadOnlyList<GraphActivity>>();
        foreach (var activity in graph.Activities.Where(counts))
        {
            if (!left.ContainsKey(activity.Id))
            {
                continue;
            }

            // Those that it leads to and that lead to it again.
            var ahead = From(next[activity.Id], next);
            if (!ahead.Contains(activity.Id))
            {
                left.Remove(activity.Id);
                continue;
            }

            var behind = From([activity.Id], Only(back, left));
            var loop = ahead.Where(id => behind.Contains(id) && left.ContainsKey(id)).Select(id => left[id]).ToList();
            loops.Add([.. graph.Activities.Where(loop.Contains)]);
            foreach (var step in loop)
            {
                left.Remove(step.Id);
            }
        }

        return loops;
    }

    private static ILookup<string, string> Next(WorkflowGraph graph, Func<GraphActivity, bool> counts)
    {
        var known = graph.Activities.Where(counts).Select(a => a.Id).ToHashSet();
        return graph.Transitions.Where(t => known.Contains(t.Source) && known.Contains(t.Destination)).ToLookup(t => t.Source, t => t.Destination);
    }

    private static ILookup<string, string> Only(ILookup<string, string> ways, Dictionary<string, GraphActivity> known) =>
        ways.SelectMany(g => g.Where(known.ContainsKey).Select(to => (From: g.Key, To: to))).ToLookup(w => w.From, w => w.To);

    /// <summary>The roots and all that can be come to from them.</summary>
    public static IReadOnlySet<string> From(IEnumerable<string> roots, ILookup<string, string> next)
    {
        var seen = new HashSet<string>();
        var waiting = new Stack<string>(roots);
        while (waiting.TryPop(out var id))
        {
            if (seen.Add(id))
            {
                foreach (var following in next[id])
                {
                    waiting.Push(following);
                }
            }
        }

        return seen;
    }
}
