using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>All workflow types with their running flows, and those that stopped.</summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class TypesModel(AppDb db, IEnumerable<IWorkflowSubjects> subjects, ITexts texts) : PageModel
{
    private const int MostTypes = 200;
    private const int MostFaults = 50;

    /// <summary><c>senast</c>: by when a flow last began, the newest first. Otherwise by name.</summary>
    [BindProperty(SupportsGet = true, Name = "ordning")]
    public string? Order { get; set; }

    public bool IsByLastRun => Order == "senast";

    public IReadOnlyList<TypeLine> Types { get; private set; } = [];

    public IReadOnlyList<FaultLine> Faults { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var types = await db.Set<WorkflowType>().AsNoTracking().OrderBy(t => t.Name).Take(MostTypes).ToListAsync(ct);
        var versions = await db.Set<WorkflowVersion>().GroupBy(v => v.TypeId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(v => v.Key, v => v.Count, ct);
        var counts = await db.Set<WorkflowInstance>().GroupBy(i => new { i.TypeId, i.Status })
            .Select(g => new { g.Key.TypeId, g.Key.Status, Count = g.Count(), LastUtc = g.Max(i => i.CreatedUtc) }).ToListAsync(ct);
        var lines = types.Select(t => new TypeLine(
            t.Key,
            t.Name,
            t.Description,
            t.PublishedVersionId is null ? "Workflow.TypeUnpublished" : t.Enabled ? "Workflow.TypeEnabled" : t.Paused ? "Workflow.TypePaused" : "Workflow.TypeDisabled",
            versions.GetValueOrDefault(t.Id),
            counts.Where(c => c.TypeId == t.Id).Max(c => (DateTime?)c.LastUtc),
            [.. counts.Where(c => c.TypeId == t.Id).OrderBy(c => c.Status).Select(c => new StatusCount(c.Status, c.Count))]));
        Types = [.. IsByLastRun ? lines.OrderByDescending(t => t.LastRunUtc) : lines];
        await ReadFaultsAsync(types, ct);
    }

    private async Task ReadFaultsAsync(IReadOnlyList<WorkflowType> types, CancellationToken ct)
    {
        var faulted = await db.Set<WorkflowInstance>().AsNoTracking().Where(i => i.Status == WorkflowStatus.Faulted)
            .OrderByDescending(i => i.ModifiedUtc).Take(MostFaults).ToListAsync(ct);
        var cards = await subjects.CardsAsync(faulted.Select(i => i.Subject), ct);
        Faults = [.. faulted.Select(i => new FaultLine(
            i.Id.Value,
            i.ModifiedUtc,
            types.FirstOrDefault(t => t.Id == i.TypeId)?.Name ?? texts["Workflow.InstanceNoType"],
            cards.GetValueOrDefault(i.Subject),
            texts.Fault(i, cards.ContainsKey(i.Subject))))];
    }
}

/// <summary>Null for one that never ran, or whose flows have been forgotten.</summary>
internal sealed record TypeLine(string Key, string Name, string Description, string StateText, int Versions, DateTime? LastRunUtc, IReadOnlyList<StatusCount> Counts);

internal sealed record StatusCount(WorkflowStatus Status, int Count);

/// <summary>Null card: a subject that this viewer may not see.</summary>
internal sealed record FaultLine(Guid Id, DateTime AtUtc, string Type, SubjectCard? Card, string Why);
