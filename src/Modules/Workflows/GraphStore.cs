using System.Collections.Concurrent;
using IntranetInnovation.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>Graphs by version. Versions never change, so a graph is read and parsed once in each process; the store may vanish at any time.</summary>
internal sealed class GraphStore
{
    private const int Most = 200;
    private readonly ConcurrentDictionary<WorkflowVersionId, WorkflowGraph> graphs = new();

    public async Task<WorkflowGraph> GetAsync(AppDb db, WorkflowVersionId id, CancellationToken ct)
    {
        if (id == default)
        {
            return WorkflowGraph.Empty;
        }

        if (graphs.TryGetValue(id, out var known))
        {
            return known;
        }

        var graph = WorkflowGraph.Parse(await db.Set<WorkflowVersion>().Where(v => v.Id == id).Select(v => v.Definition).SingleAsync(ct));
        if (graphs.Count >= Most)
        {
            graphs.Clear();
        }

        graphs[id] = graph;
        return graph;
    }
}
