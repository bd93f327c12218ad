using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>One workflow type: what is in force, what is being changed, and whether it runs.</summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class TypeModel(AppDb db, GraphStore graphs, GraphCheck check, StepLines lines, Publishing publishing, Starting starting, IOrganisation organisation, ITexts texts, TimeProvider clock)
    : AdministerModel(db, clock)
{
    public WorkflowType Type { get; private set; } = null!;

    /// <summary>The version in force, else the newest; null for a type that was never published.</summary>
    public WorkflowVersion? Version { get; private set; }

    public WorkflowDraft? Draft { get; private set; }

    /// <summary>Who changed the draft last; null for the system.</summary>
    public string? DraftBy { get; private set; }

    public int Running { get; private set; }

    public string StateText => Type.PublishedVersionId is null ? "Workflow.TypeUnpublished"
        : Type.Enabled ? "Workflow.TypeEnabled" : Type.Paused ? "Workflow.TypePaused" : "Workflow.TypeDisabled";

    public IReadOnlyList<string> Unknown { get; private set; } = [];

    public IReadOnlyList<StepLine> Steps { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostEnableAsync(CancellationToken ct) => TurnAsync(on: true, pause: false, ct);

    public Task<IActionResult> OnPostDisableAsync(string? running, CancellationToken ct) =>
        TurnAsync(on: false, pause: running == "pause", ct);

    public async Task<IActionResult> OnPostCopyAsync(CancellationToken ct)
    {
        var copied = await Db.TransactAsync(token => starting.CopyAsync(Key, name => texts["Workflow.New.CopyOf", name], By, NowUtc, token), ct);
        return copied.Succeeded ? To($"~/admin/arbetsfloden/{copied.Value}/redigera") : NotFound();
    }

    /// <summary>Throws the draft away, and the type with it when it was never published.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(int seen, CancellationToken ct)
    {
        var gone = false;
        var done = await Db.TransactAsync<Done>(
            async token =>
            {
                if (!await ReadAsync(token) || Draft is not { } draft || draft.Version != seen)
                {
                    return new Problem("Workflow.DraftConflict", Kind: ProblemKind.Conflict);
                }

                Db.Remove(draft);
                if (gone = Version is null)
                {
                    Db.Remove(Type);
                    await Db.Set<WorkflowTrial>().Where(t => t.TypeId == Type.Id).ExecuteDeleteAsync(token);
                    await Db.Set<WorkflowTypeEntry>().Where(e => e.TypeId == Type.Id).ExecuteDeleteAsync(token);
                    return Done.Ok;
                }

                Db.Add(WorkflowTypeEntry.Write(Type.Id, WorkflowDeed.Discarded, null, By, NowUtc));
                return Done.Ok;
            },
            ct);
        return done.Succeeded ? To(gone ? "~/admin/arbetsfloden" : Base) : await RefusedAsync(done, ct);
    }

    private async Task<IActionResult> TurnAsync(bool on, bool pause, CancellationToken ct)
    {
        var done = await Db.TransactAsync(token => publishing.TurnAsync(Key, on, pause, By, NowUtc, token), ct);
        return done.Succeeded ? To(Base) : await RefusedAsync(done, ct);
    }

    private async Task<IActionResult> RefusedAsync(Result<Done> refused, CancellationToken ct)
    {
        ModelState.Add(refused, texts);
        return await ReadAsync(ct) ? Page() : NotFound();
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await Db.Set<WorkflowType>().SingleOrDefaultAsync(t => t.Key == Key, ct) is not { } type)
        {
            return false;
        }

        Type = type;
        Draft = await Db.Set<WorkflowDraft>().SingleOrDefaultAsync(d => d.TypeId == type.Id, ct);
        DraftBy = Draft?.ModifiedBy is { } by ? (await organisation.PersonAsync(by, ct))?.Name : null;
        var versions = Db.Set<WorkflowVersion>().Where(v => v.TypeId == type.Id);
        var newest = await versions.OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        Version = type.PublishedVersionId is { } inForce && newest?.Id != inForce ? await versions.SingleAsync(v => v.Id == inForce, ct) : newest;
        Running = await Db.Set<WorkflowInstance>().CountAsync(i => i.TypeId == type.Id && i.LiveKey != null, ct);
        var graph = Version is null ? WorkflowGraph.Parse(Draft!.Definition) : await graphs.GetAsync(Db, Version.Id, ct);

        // What keeps the newest version from being published is worth saying also while an older one is in force.
        Unknown = check.Unknown(newest is null || newest.Id == Version!.Id ? graph : await graphs.GetAsync(Db, newest.Id, ct));
        Steps = await lines.OfAsync(graph, ct);
        return true;
    }
}
