using System.ComponentModel.DataAnnotations;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>The draft as a list: every step in order, where each outcome leads, and what is wrong. Needs no script and no mouse.</summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class EditModel(
    AppDb db, Drafts drafts, DraftCheck check, StepLines lines, ActivityCatalog activities, IOrganisation organisation, ITexts texts, TimeProvider clock) : AdministerModel(db, clock)
{
    /// <summary>What the editor has seen of the draft.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    [DisplayFormat(ConvertEmptyStringToNull = false)]
    public string Name { get; set; } = "";

    [BindProperty]
    [DisplayFormat(ConvertEmptyStringToNull = false)]
    public string Description { get; set; } = "";

    public OpenType Open { get; private set; } = null!;

    /// <summary>Who changed the draft last; null for the system, and while there is none.</summary>
    public string? DraftBy { get; private set; }

    public IReadOnlyList<StepLine> Steps { get; private set; } = [];

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public bool CanStart(StepLine step) => step.IsStart || activities.Find(step.Name)?.Form.CanStart != false;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct);

    public Task<IActionResult> OnPostRemoveAsync(string step, CancellationToken ct) => ChangeAsync("", document => document.Remove(step), ct);

    public Task<IActionResult> OnPostDuplicateAsync(string step, CancellationToken ct) => ChangeAsync($"#{step}", document =>
    {
        if (document.Graph().Find(step) is { } original)
        {
            document.Duplicate(step, texts["Workflow.Edit.CopyOf", texts.Step(original)]);
        }
    }, ct);

    public Task<IActionResult> OnPostStartAsync(string step, bool starts, CancellationToken ct) => ChangeAsync($"#{step}", document => document.Start(step, starts), ct);

    public async Task<IActionResult> OnPostNameAsync(CancellationToken ct)
    {
        (Name, Description) = (Name.Trim(), Description.Trim());
        if (Name.Length is 0 or > WorkflowTypeMapping.LongestName)
        {
            ModelState.AddModelError(nameof(Name), texts["Workflow.Edit.NameMissing", WorkflowTypeMapping.LongestName]);
        }

        if (Description.Length > WorkflowTypeMapping.LongestText)
        {
            ModelState.AddModelError(nameof(Description), texts["Workflow.PublishNoteLong", WorkflowTypeMapping.LongestText]);
        }

        return ModelState.IsValid ? await ChangeAsync("", document => document.Rename(Name), ct, Describe) : await ShowAsync(ct, typed: true);
    }

    // What the type is for is no part of its versions.
    private async Task Describe(CancellationToken ct)
    {
        if (await drafts.OpenAsync(Key, ct) is { } open && open.Type.Description != Description)
        {
            open.Type.Rename(open.Type.Name, Description, NowUtc);
        }
    }

    private async Task<IActionResult> ChangeAsync(string anchor, Action<WorkflowDocument> change, CancellationToken ct, Func<CancellationToken, Task>? also = null)
    {
        var changed = await Db.TransactAsync(
            async token =>
            {
                var done = await drafts.ChangeAsync<Done>(
                    Key,
                    Seen,
                    document =>
                    {
                        change(document);
                        return Done.Ok;
                    },
                    By,
                    NowUtc,
                    token);
                if (done.Succeeded && also is not null)
                {
                    await also(token);
                }

                return done;
            },
            ct);
        if (changed.Succeeded)
        {
            return To($"{Base}/redigera{anchor}");
        }

        ModelState.Add(changed, texts);
        return await ShowAsync(ct, typed: also is not null);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct, bool typed = false)
    {
        if (await drafts.OpenAsync(Key, ct) is not { } open)
        {
            return NotFound();
        }

        var graph = WorkflowGraph.Parse(open.Definition);
        ModelState.Remove(nameof(Seen));
        (Open, Seen) = (open, open.Seen);
        (Name, Description) = typed ? (Name, Description) : (graph.Name, open.Type.Description);
        DraftBy = open.Draft?.ModifiedBy is { } by ? (await organisation.PersonAsync(by, ct))?.Name : null;
        Steps = await lines.OfAsync(graph, ct);
        Findings = await check.FindAsync(graph, ct);
        return Page();
    }
}
