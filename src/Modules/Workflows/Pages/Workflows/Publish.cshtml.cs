using System.ComponentModel.DataAnnotations;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>From draft to the version in force: what has changed, what is wrong, what becomes of the flows that run.</summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class PublishModel(
    AppDb db, Drafts drafts, DraftCheck check, GraphStore graphs, GraphDifference difference, Publishing publishing, SavedTrials trials, ITexts texts, TimeProvider clock) : AdministerModel(db, clock)
{
    [BindProperty]
    [DisplayFormat(ConvertEmptyStringToNull = false)]
    public string Note { get; set; } = "";

    /// <summary>True to take running flows along.</summary>
    [BindProperty]
    public bool Move { get; set; }

    /// <summary>What the publisher has seen of the draft.</summary>
    [BindProperty]
    public int Seen { get; set; }

    public OpenType Open { get; private set; } = null!;

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public IReadOnlyList<string> Differences { get; private set; } = [];

    public MovePreview Running { get; private set; } = new(0, 0);

    /// <summary>Names of saved trials that would go another way now.</summary>
    public IReadOnlyList<string> Failing { get; private set; } = [];

    public bool MayPublish => Open.Draft is not null && Failing.Count == 0 && !Findings.Any(f => f.IsError);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Note.Length > WorkflowTypeMapping.LongestText)
        {
            ModelState.AddModelError(nameof(Note), texts["Workflow.PublishNoteLong", WorkflowTypeMapping.LongestText]);
        }
        else if (await PassAsync(ct))
        {
            var published = await Db.TransactAsync(token => publishing.PublishAsync(Key, Seen, Note.Trim(), Move, By, NowUtc, token), ct);
            if (published.Succeeded)
            {
                return To(Base);
            }

            ModelState.Add(published, texts);
        }

        return await ReadAsync(ct) ? Page() : NotFound();
    }

    private async Task<bool> PassAsync(CancellationToken ct) =>
        await drafts.OpenAsync(Key, ct) is not { Draft: { } draft } open || (await trials.FailingAsync(open.Type.Id, WorkflowGraph.Parse(draft.Definition), NowUtc, ct)).Count == 0;

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await drafts.OpenAsync(Key, ct) is not { } open)
        {
            return false;
        }

        Open = open;
        ModelState.Remove(nameof(Seen)); // What is shown now is what is seen now.
        Seen = open.Seen;
        if (open.Draft is { } draft)
        {
            var graph = WorkflowGraph.Parse(draft.Definition);
            Findings = await check.FindAsync(graph, ct);
            Differences = open.Type.PublishedVersionId is { } inForce ? await difference.SayAsync(await graphs.GetAsync(Db, inForce, ct), graph, ct) : [];
            Failing = await trials.FailingAsync(open.Type.Id, graph, NowUtc, ct);
            Running = await publishing.PreviewAsync(open.Type.Id, graph, ct);
        }

        return true;
    }
}
