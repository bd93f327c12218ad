using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>Every activity there is, by group; the one that is chosen becomes a step of the draft.</summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class AddStepModel(AppDb db, Drafts drafts, ActivityCatalog activities, ITexts texts, TimeProvider clock) : AdministerModel(db, clock)
{
    /// <summary>The step after which the new one comes; null for one that nothing leads to yet.</summary>
    [BindProperty(SupportsGet = true, Name = "efter")]
    public string? After { get; set; }

    /// <summary>By which of its outcomes.</summary>
    [BindProperty(SupportsGet = true, Name = "utfall")]
    public string? Outcome { get; set; }

    [BindProperty(SupportsGet = true, Name = "sok")]
    public string? Search { get; set; }

    [BindProperty]
    public int Seen { get; set; }

    public string TypeName { get; private set; } = "";

    /// <summary>Said above the list; empty for a step that nothing leads to yet.</summary>
    public string Place { get; private set; } = "";

    public IReadOnlyList<IGrouping<ActivityGroup, ActivityRegistration>> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(string activity, CancellationToken ct)
    {
        if (activities.Find(activity) is not { } known)
        {
            return NotFound();
        }

        var added = await Db.TransactAsync(
            token => drafts.ChangeAsync<string>(
                Key,
                Seen,
                document =>
                {
                    var graph = document.Graph();
                    var properties = Usual(known);
                    var after = After is { } source && Outcome is { } outcome && graph.Find(source) is not null ? (source, outcome) : ((string, string)?)null;
                    var id = document.Add(known.Name, properties, known.Outcomes(properties) is [var first, ..] ? first : null, after);
                    if (known.Form.CanStart && !graph.Activities.Any(a => a.IsStart))
                    {
                        document.Start(id, true);
                    }

                    return id;
                },
                By,
                NowUtc,
                token),
            ct);
        if (added.Succeeded)
        {
            return To($"{Base}/redigera/{added.Value}");
        }

        ModelState.Add(added, texts);
        return await ShowAsync(ct);
    }

    // A step with answers of its own begins with one, so that what came after it still does.
    private static JsonObject Usual(ActivityRegistration activity) =>
        new(activity.Form.Fields.Where(f => f is { Kind: FieldKind.Outcomes, Required: true }).Select(f => KeyValuePair.Create(f.Name, (JsonNode?)new JsonArray("Done"))));

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        if (await drafts.OpenAsync(Key, ct) is not { } open)
        {
            return NotFound();
        }

        var graph = WorkflowGraph.Parse(open.Definition);
        ModelState.Remove(nameof(Seen));
        (Seen, TypeName) = (open.Seen, open.Type.Name);
        Place = After is { } after && Outcome is { } outcome && graph.Find(after) is { } step ? texts["Workflow.Edit.After", texts.Step(step), texts.Action(outcome)] : "";
        Groups = [.. activities.All.Where(Matches).OrderBy(a => texts.Activity(a.Name), StringComparer.Create(new("sv"), ignoreCase: true)).GroupBy(a => a.Form.Group).OrderBy(g => g.Key)];
        return Page();
    }

    private bool Matches(ActivityRegistration activity) => string.IsNullOrWhiteSpace(Search)
        || new[] { texts.Activity(activity.Name), texts.Does(activity.Name), activity.Name }.Any(words => words.Contains(Search.Trim(), StringComparison.OrdinalIgnoreCase));
}
