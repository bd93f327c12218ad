using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>
/// The draft tried on a proposal that is described, or is like one there is: the way it takes, who would get which task, what is sent and when. Nothing is changed by it, so what has been chosen
/// travels in the form.
/// </summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class TryModel(AppDb db, Drafts drafts, TryOut trying, SavedTrials saved, StepLines lines, Offers offers, IEnumerable<IWorkflowSubjects> subjects, ITexts texts, TimeProvider clock) : AdministerModel(db, clock)
{
    /// <summary>What decides the way of a proposal that has just been handed in.</summary>
    private static readonly string[] Asked = ["department", "unit", "campaign", "goal", "source"];

    [BindProperty]
    public Dictionary<string, string?> Values { get; set; } = [];

    [BindProperty]
    public bool Confidential { get; set; }

    /// <summary>A proposal to do as.</summary>
    [BindProperty]
    public int? Number { get; set; }

    /// <summary>The author of that one; null for the viewer.</summary>
    [BindProperty]
    public Guid? Author { get; set; }

    /// <summary>Steps and outcomes so far, each as <c>step/outcome</c>.</summary>
    [BindProperty]
    public List<string> Choices { get; set; } = [];

    /// <summary>What a saved trial is called; null before there is anything to save.</summary>
    [BindProperty]
    public string? Name { get; set; }

    public string TypeName { get; private set; } = "";

    public IReadOnlyList<WorkflowTrial> Saved { get; private set; } = [];

    public IReadOnlyList<(string Name, string Label, IReadOnlyList<Choice> Options)> Fields { get; private set; } = [];

    /// <summary>Null until it is tried.</summary>
    public Trial? Trial { get; private set; }

    public IReadOnlyList<TrialVisit> Visits { get; private set; } = [];

    /// <summary>The whole workflow with the way marked in it.</summary>
    public IReadOnlyList<StepLine> Steps { get; private set; } = [];

    /// <summary>The same for the drawing board, which shows this page beside the drawing; null until it is tried.</summary>
    public string? Walked { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(run: false, ct);

    public async Task<IActionResult> OnPostAsync(string? choose, bool back, CancellationToken ct)
    {
        if (back && Choices.Count > 0)
        {
            Choices.RemoveAt(Choices.Count - 1);
        }
        else if (choose is not null)
        {
            Choices.Add(choose);
        }

        ModelState.Remove(nameof(Choices));
        return await ShowAsync(run: true, ct);
    }

    /// <summary>Fills in what is known of a proposal that the viewer may see.</summary>
    public async Task<IActionResult> OnPostLikeAsync(CancellationToken ct)
    {
        Choices.Clear();
        SubjectSketch? sketch = null;
        foreach (var owner in Number is null ? [] : subjects)
        {
            sketch ??= await owner.NumberedAsync(Number!.Value, ct) is { } id ? await owner.SketchAsync(id, ct) : null;
        }

        if (sketch is null)
        {
            ModelState.AddModelError(nameof(Number), texts["Workflow.Try.NoSuch"]);
            return await ShowAsync(run: false, ct);
        }

        ModelState.Clear();
        Values = Asked.ToDictionary(name => name, name => sketch.Values.GetValueOrDefault(name));
        (Confidential, Author) = (sketch.Values.GetValueOrDefault("confidential") == "true", sketch.Author?.Value);
        return await ShowAsync(run: true, ct);
    }

    /// <summary>Saves what is shown, so that each publishing sees whether it still goes that way. One of the same name is replaced.</summary>
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        var name = (Name ?? "").Trim();
        if (await drafts.OpenAsync(Key, ct) is not { } open)
        {
            return NotFound();
        }

        if (name.Length is 0 or > WorkflowTypeMapping.LongestName)
        {
            ModelState.AddModelError(nameof(Name), texts["Workflow.Edit.NameMissing", WorkflowTypeMapping.LongestName]);
            return await ShowAsync(run: true, ct);
        }

        var others = (await saved.OfAsync(open.Type.Id, ct)).Where(t => t.Name != name).ToList();
        if (others.Count >= WorkflowTrial.Most)
        {
            ModelState.AddModelError(nameof(Name), texts["Workflow.Try.TooMany", WorkflowTrial.Most]);
            return await ShowAsync(run: true, ct);
        }

        var (sketch, chosen) = (Sketch(), Chosen());
        var trial = await trying.RunAsync(WorkflowGraph.Parse(open.Definition), sketch, chosen, NowUtc, ct);
        await Db.TransactAsync<Done>(
            async token =>
            {
                await Db.Set<WorkflowTrial>().Where(t => t.TypeId == open.Type.Id && t.Name == name).ExecuteDeleteAsync(token);
                Db.Add(WorkflowTrial.Save(open.Type.Id, name, sketch, chosen, trial, NowUtc));
                return Done.Ok;
            },
            ct);
        return To($"{Base}/prova");
    }

    public async Task<IActionResult> OnPostForgetAsync(Guid trial, CancellationToken ct)
    {
        await Db.WriteAsync(db => db.Set<WorkflowTrial>().Where(t => t.Id == trial).ExecuteDeleteAsync(ct), ct);
        return To($"{Base}/prova");
    }

    /// <summary>Shows how a saved one goes now.</summary>
    public async Task<IActionResult> OnPostShowAsync(Guid trial, CancellationToken ct)
    {
        if (await Db.Set<WorkflowTrial>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == trial, ct) is not { } kept)
        {
            return NotFound();
        }

        ModelState.Clear();
        (Name, Choices, Author) = (kept.Name, [.. kept.Chosen().Select(c => $"{c.Step}/{c.Outcome}")], kept.Author?.Value);
        Values = Asked.ToDictionary(name => name, name => kept.Sketch.Values.GetValueOrDefault(name));
        Confidential = kept.Sketch.Values.GetValueOrDefault("confidential") == "true";
        return await ShowAsync(run: true, ct);
    }

    private SubjectSketch Sketch()
    {
        var said = Values.Where(v => !string.IsNullOrEmpty(v.Value) && Asked.Contains(v.Key)).ToDictionary(v => v.Key, v => v.Value!);
        said["confidential"] = Confidential ? "true" : "false";
        return new(Author is { } author ? new PersonId(author) : By, said);
    }

    private IReadOnlyList<TrialChoice> Chosen() => [.. Choices.Select(c => c.Split('/', 2)).Where(c => c.Length == 2).Select(c => new TrialChoice(c[0], c[1]))];

    private async Task<IActionResult> ShowAsync(bool run, CancellationToken ct)
    {
        if (await drafts.OpenAsync(Key, ct) is not { } open)
        {
            return NotFound();
        }

        TypeName = open.Type.Name;
        Saved = await saved.OfAsync(open.Type.Id, ct);
        var definition = open.Definition;
        if (run)
        {
            var graph = WorkflowGraph.Parse(definition);
            Trial = await trying.RunAsync(graph, Sketch(), Chosen(), NowUtc, ct);
            var walked = Trial.Walked(graph, texts);
            (Visits, Steps) = (Trial.Visits(), Trial.Began ? await lines.OfAsync(graph, ct, walked) : []);
            Walked = JsonSerializer.Serialize(walked, JsonSerializerOptions.Web);
        }

        var fields = new List<(string, string, IReadOnlyList<Choice>)>();
        foreach (var value in offers.Values.Where(v => Asked.Contains(v.Name)))
        {
            fields.Add((value.Name, texts.Value(value.Name), await offers.OfAsync(value.Source, ct)));
        }

        Fields = fields;
        return Page();
    }
}
