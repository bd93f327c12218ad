using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>One step of the draft: its caption, its properties, and where each of its outcomes leads.</summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class StepModel(
    AppDb db, Drafts drafts, GraphCheck structure, FieldCheck fields, FieldInputs inputs, ActivityCatalog activities, NamedInRules named, IEnumerable<TaskForm> forms, ITexts texts, TimeProvider clock)
    : AdministerModel(db, clock)
{
    private const int MostWays = 100;

    [FromRoute]
    [BindProperty(SupportsGet = true)]
    public string Step { get; set; } = "";

    [BindProperty]
    [DisplayFormat(ConvertEmptyStringToNull = false)]
    public string Title { get; set; } = "";

    [BindProperty]
    public int Seen { get; set; }

    public string TypeName { get; private set; } = "";

    public string Heading { get; private set; } = "";

    public string Activity { get; private set; } = "";

    public string Does { get; private set; } = "";

    public bool IsForeign { get; private set; }

    /// <summary>As written, for what nobody here knows.</summary>
    public string Written { get; private set; } = "";

    public IReadOnlyList<FieldInput> Inputs { get; private set; } = [];

    public IReadOnlyList<WayInput> Ways { get; private set; } = [];

    public IReadOnlyList<Choice> Steps { get; private set; } = [];

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ShowAsync(null, ct);

    public async Task<IActionResult> OnPostAsync(string? deed, CancellationToken ct)
    {
        if (await FindAsync(ct) is not var (open, graph, step))
        {
            return NotFound();
        }

        var known = activities.Find(step.Name);
        var form = known?.Form.For(step.IsStart);
        var read = form is null ? [] : new FormReader(Request.Form).Read(form);
        if (deed is not null)
        {
            FormDeeds.Apply(read, deed, name => Request.Form[name]);
            return await ShowAsync(read, ct);
        }

        var before = step.Properties();
        var clean = FormReader.Clean(read, before);
        if (form is not null)
        {
            await CheckAsync(step, form, clean, ct);
            FormOutcomes(form, clean);
        }

        if (Title.Length > WorkflowTypeMapping.LongestName)
        {
            ModelState.AddModelError(nameof(Title), texts["Workflow.Edit.TitleLong", WorkflowTypeMapping.LongestName]);
        }

        if (!ModelState.IsValid)
        {
            return await ShowAsync(read, ct);
        }

        var saved = await Db.TransactAsync(
            token => drafts.ChangeAsync<Done>(
                Key,
                Seen,
                document =>
                {
                    Write(document, step, form, before, clean);
                    return Done.Ok;
                },
                By,
                NowUtc,
                token),
            ct);
        if (saved.Succeeded)
        {
            return To($"{Base}/redigera#{Step}");
        }

        ModelState.Add(saved, texts);
        return await ShowAsync(read, ct);
    }

    private void Write(WorkflowDocument document, GraphActivity step, ActivityForm? form, JsonObject before, JsonObject clean)
    {
        document.Caption(Step, Title.Trim() == texts.Activity(step.Name) && string.IsNullOrEmpty(step.Title) ? null : Title.Trim());
        foreach (var outcomes in (form?.Fields ?? []).Where(f => f.Kind == FieldKind.Outcomes))
        {
            // An answer that is called something else in the same place keeps its way on.
            var (was, now) = (before.Many(outcomes.Name), clean.Many(outcomes.Name));
            foreach (var (old, other) in was.Zip(now).Where(p => p.First != p.Second && !now.Contains(p.First) && !was.Contains(p.Second)))
            {
                document.RenameOutcome(Step, old, other);
            }
        }

        document.Set(Step, clean);
        var offered = document.Graph().Find(Step) is { } after ? structure.Outcomes(after) : null;
        foreach (var outcome in document.Graph().Transitions.Where(t => t.Source == Step).Select(t => t.Outcome).Distinct().Where(o => offered?.Contains(o) == false))
        {
            document.Lead(Step, outcome, null);
        }

        foreach (var (outcome, to) in Posted().Where(w => offered?.Contains(w.Outcome) != false))
        {
            document.Lead(Step, outcome, to.Length == 0 || document.Graph().Find(to) is null ? null : to);
        }
    }

    private async Task CheckAsync(GraphActivity step, ActivityForm form, JsonObject clean, CancellationToken ct)
    {
        foreach (var field in form.Fields)
        {
            if (fields.Malformed(step, field, clean[field.Name]) is { } wrong)
            {
                ModelState.AddModelError(FormReader.Prefix + field.Name, texts[wrong.Problem.Text, wrong.Problem.Arguments]);
            }
            else if (field.Kind == FieldKind.Rules && clean[field.Name] is JsonArray rules)
            {
                foreach (var problem in await named.ResolveAsync(rules, ct))
                {
                    ModelState.AddModelError(FormReader.Prefix + field.Name, texts[problem.Text, problem.Arguments]);
                }
            }
            else if (field.Kind == FieldKind.Outcomes && clean[field.Name] is JsonArray outcomes)
            {
                // Shown in words, kept as they were written.
                var kept = step.Properties().Many(field.Name);
                clean[field.Name] = new JsonArray([.. outcomes.Select(o => (JsonNode)(kept.FirstOrDefault(k => texts.Action(k) == o!.ToString()) ?? o!.ToString()))]);
            }
        }
    }

    // A page on which the task is done answers with its own words.
    private void FormOutcomes(ActivityForm form, JsonObject clean)
    {
        var page = form.Fields.FirstOrDefault(f => f.Source == ChoiceSources.TaskForms);
        var outcomes = form.Fields.FirstOrDefault(f => f.Kind == FieldKind.Outcomes);
        if (page is not null && outcomes is not null && forms.LastOrDefault(f => f.Name == clean[page.Name]?.ToString()) is { Actions.Count: > 0 } chosen)
        {
            clean[outcomes.Name] = new JsonArray([.. chosen.Actions.Select(a => (JsonNode)a)]);
            ModelState.Remove(FormReader.Prefix + outcomes.Name);
        }
    }

    private IEnumerable<(string Outcome, string To)> Posted() =>
        Enumerable.Range(0, MostWays).TakeWhile(i => Request.Form.ContainsKey($"way.{i}")).Select(i => (Request.Form[$"way.{i}"].ToString(), Request.Form[$"to.{i}"].ToString()));

    private async Task<(OpenType Open, WorkflowGraph Graph, GraphActivity Step)?> FindAsync(CancellationToken ct)
    {
        if (await drafts.OpenAsync(Key, ct) is not { } open)
        {
            return null;
        }

        var graph = WorkflowGraph.Parse(open.Definition);
        return graph.Find(Step) is { } step ? (open, graph, step) : null;
    }

    private async Task<IActionResult> ShowAsync(JsonObject? typed, CancellationToken ct)
    {
        if (await FindAsync(ct) is not var (open, graph, step))
        {
            return NotFound();
        }

        var known = activities.Find(step.Name);
        ModelState.Remove(nameof(Seen)); // What was typed is kept; what is seen is what is stored now.
        (Seen, TypeName, Heading) = (open.Seen, open.Type.Name, texts.Step(step));
        (Activity, Does, IsForeign) = (texts.Activity(step.Name), texts.Does(step.Name), known is null);
        Title = typed is null ? texts.Step(step) : Title;
        Written = known is null ? step.Properties().ToJsonString(WorkflowDocument.Readable) : "";
        Inputs = known is null ? [] : await inputs.OfAsync(step.Name, known.Form.For(step.IsStart), typed ?? step.Properties(), ModelState, ct);
        Steps = [.. graph.InOrder().Select((a, i) => new Choice(a.Id, $"{i + 1}. {texts.Step(a)}"))];
        var posted = typed is null ? [] : Posted().GroupBy(w => w.Outcome).ToDictionary(g => g.Key, g => g.First().To);
        var written = graph.Transitions.Where(t => t.Source == Step).Select(t => t.Outcome);
        Ways = [.. (structure.Outcomes(step) ?? []).Concat(written).Distinct().Select(o => new WayInput(o, texts.Action(o), posted.GetValueOrDefault(o) ?? graph.Next(Step, o)?.Id ?? ""))];
        Findings = known is null || typed is not null ? [] : await fields.FindAsync(step, known, ct);
        return Page();
    }
}

/// <summary>Where an outcome leads; empty for nowhere.</summary>
internal sealed record WayInput(string Outcome, string Text, string To);
