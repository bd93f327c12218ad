using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>One workflow type: its newest version's steps in words, and its versions.</summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class TypeModel(AppDb db, GraphStore graphs, GraphCheck check, ActivityCatalog activities, ITexts texts) : PageModel
{
    private const int MostVersions = 100;

    public string Name { get; private set; } = "";

    public string StateText { get; private set; } = "Workflow.TypeEnabled";

    public IReadOnlyList<string> Unknown { get; private set; } = [];

    public IReadOnlyList<StepLine> Steps { get; private set; } = [];

    public IReadOnlyList<VersionLine> Versions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken ct)
    {
        if (await db.Set<WorkflowType>().AsNoTracking().SingleOrDefaultAsync(t => t.Key == key, ct) is not { } type)
        {
            return NotFound();
        }

        var versions = await db.Set<WorkflowVersion>().Where(v => v.TypeId == type.Id).OrderByDescending(v => v.Number).Take(MostVersions)
            .Select(v => new { v.Id, v.Number, v.CreatedUtc }).ToListAsync(ct);
        var graph = await graphs.GetAsync(db, versions[0].Id, ct);
        Name = type.Name;
        StateText = type.PublishedVersionId is null ? "Workflow.TypeUnpublished" : type.Enabled ? "Workflow.TypeEnabled" : "Workflow.TypeDisabled";
        Versions = [.. versions.Select(v => new VersionLine(v.Number, v.CreatedUtc, v.Id == type.PublishedVersionId))];
        Unknown = check.Unknown(graph);
        Steps = Lines(graph);
        return Page();
    }

    private IReadOnlyList<StepLine> Lines(WorkflowGraph graph)
    {
        var order = graph.InOrder();
        var numbers = order.Select((a, i) => (a.Id, Number: i + 1)).ToDictionary(a => a.Id, a => a.Number);
        return [.. order.Select(a => new StepLine(
            numbers[a.Id],
            a.Title ?? texts.Activity(a.Name),
            texts.Activity(a.Name),
            a.IsStart,
            activities.Find(a.Name) is null,
            [.. graph.Transitions.Where(t => t.Source == a.Id).Select(t => new ExitLine(
                t.Outcome,
                graph.Find(t.Destination) is { } next ? numbers[next.Id] : null,
                graph.Find(t.Destination) is { } to ? to.Title ?? texts.Activity(to.Name) : null))]))];
    }
}

internal sealed record StepLine(int Number, string Title, string Activity, bool IsStart, bool IsForeign, IReadOnlyList<ExitLine> Exits);

internal sealed record ExitLine(string Outcome, int? Number, string? Title);

internal sealed record VersionLine(int Number, DateTime CreatedUtc, bool IsPublished);
