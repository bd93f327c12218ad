using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>How many running flows a new version would meet.</summary>
/// <param name="Running">Flows of the type that live now.</param>
/// <param name="Movable">Those of them that stand on steps which the new version has too, with the same answers.</param>
internal sealed record MovePreview(int Running, int Movable);

/// <summary>From a draft to the version in force, and what becomes of the flows that run. In the caller's unit of work.</summary>
internal sealed class Publishing(AppDb db, Drafts drafts, DraftCheck check, GraphCheck structure, GraphStore graphs, WorkflowEngine engine)
{
    private const int Batch = 500;

    /// <summary>Refused while something blocks it, and when somebody has changed the draft since <paramref name="seen"/>. Gives how many flows were moved.</summary>
    public async Task<Result<int>> PublishAsync(string key, int seen, string note, bool move, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        if (await drafts.OpenAsync(key, ct) is not { } open)
        {
            return new Problem("Workflow.TypeGone", Kind: ProblemKind.NotFound);
        }

        if (open.Seen != seen)
        {
            return new Problem("Workflow.DraftConflict", Kind: ProblemKind.Conflict);
        }

        if (open.Draft is not { } draft)
        {
            return new Problem("Workflow.NothingToPublish");
        }

        var graph = WorkflowGraph.Parse(draft.Definition);
        if ((await check.FindAsync(graph, ct)).Any(f => f.IsError))
        {
            return new Problem("Workflow.NotPublishable");
        }

        var version = WorkflowVersion.Create(open.Type.Id, open.Newest + 1, draft.Definition, nowUtc, by, note);
        db.Add(version);
        db.Remove(draft);
        open.Type.Rename(graph.Name, open.Type.Description, nowUtc);
        open.Type.Publish(version, nowUtc);
        db.Add(WorkflowTypeEntry.Write(open.Type.Id, WorkflowDeed.Published, version.Number, by, nowUtc));
        return move ? await MoveAsync(open.Type.Id, version.Id, graph, by, nowUtc, ct) : 0;
    }

    /// <summary>Turns a type on or off. Off, what runs finishes, or stands still for <paramref name="pause"/>; on again, what came meanwhile is told.</summary>
    public async Task<Result<Done>> TurnAsync(string key, bool on, bool pause, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        if (await db.Set<WorkflowType>().SingleOrDefaultAsync(t => t.Key == key, ct) is not { } type)
        {
            return new Problem("Workflow.TypeGone", Kind: ProblemKind.NotFound);
        }

        type.Turn(on, pause, nowUtc);
        db.Add(WorkflowTypeEntry.Write(type.Id, on ? WorkflowDeed.Enabled : pause ? WorkflowDeed.Paused : WorkflowDeed.Disabled, null, by, nowUtc));
        if (on)
        {
            await db.SaveChangesAsync(ct); // What is told now may ask whether the type is paused.
            await engine.TellHeldAsync(type.Id, ct);
        }

        return Done.Ok;
    }

    public async Task<MovePreview> PreviewAsync(WorkflowTypeId type, WorkflowGraph to, CancellationToken ct) =>
        new(await Live(type).CountAsync(ct), (await MovableAsync(type, to, ct)).Count);

    private async Task<int> MoveAsync(WorkflowTypeId type, WorkflowVersionId version, WorkflowGraph to, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        var movable = await MovableAsync(type, to, ct);
        foreach (var chunk in movable.Chunk(Batch))
        {
            var some = chunk.ToList();
            foreach (var instance in await db.Set<WorkflowInstance>().Where(i => some.Contains(i.Id)).ToListAsync(ct))
            {
                instance.MoveTo(version);
                db.Add(JournalEntry.Write(instance, null, null, "Workflow.Why.Moved", [], by, nowUtc));
            }

            await db.SaveChangesAsync(ct);
        }

        if (movable.Count > 0)
        {
            db.Add(WorkflowTypeEntry.Write(type, WorkflowDeed.Moved, movable.Count, by, nowUtc));
        }

        return movable.Count;
    }

    private IQueryable<WorkflowInstance> Live(WorkflowTypeId type) => db.Set<WorkflowInstance>().Where(i => i.TypeId == type && i.LiveKey != null);

    // A flow stands on several steps when it has several branches; all of them must be there.
    private async Task<IReadOnlyCollection<WorkflowInstanceId>> MovableAsync(WorkflowTypeId type, WorkflowGraph to, CancellationToken ct)
    {
        var movable = (await Live(type).Select(i => i.Id).ToListAsync(ct)).ToHashSet();
        var standing = from i in Live(type)
                       join w in db.Set<WaitRow>() on i.Id equals w.InstanceId
                       where w.EndedUtc == null
                       select new { i.Id, i.VersionId, w.ActivityId };
        foreach (var place in await standing.Select(s => new { s.VersionId, s.ActivityId }).Distinct().ToListAsync(ct))
        {
            if (!IsKept((await graphs.GetAsync(db, place.VersionId, ct)).Find(place.ActivityId), to))
            {
                var stuck = standing.Where(s => s.VersionId == place.VersionId && s.ActivityId == place.ActivityId).Select(s => s.Id);
                movable.ExceptWith(await stuck.ToListAsync(ct));
            }
        }

        return movable;
    }

    private bool IsKept(GraphActivity? from, WorkflowGraph to) =>
        from is not null && to.Find(from.Id) is { } kept && kept.Name == from.Name && (structure.Outcomes(from) ?? []).All(o => (structure.Outcomes(kept) ?? []).Contains(o));
}
