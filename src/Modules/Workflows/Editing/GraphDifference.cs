using System.Text.Json.Nodes;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Contracts;
using IntranetInnovation.Workflows.Pages;

namespace IntranetInnovation.Workflows;

/// <summary>What differs between two definitions, sentence by sentence. Where steps are drawn is no difference.</summary>
internal sealed class GraphDifference(ActivityCatalog activities, FieldSaying saying, ITexts texts)
{
    private const int MostSentences = 500;

    /// <summary>The name first, then the steps in their order, then the ways between them; at most 500 sentences.</summary>
    public async Task<IReadOnlyList<string>> SayAsync(WorkflowGraph from, WorkflowGraph to, CancellationToken ct)
    {
        var said = new List<string>();
        if (from.Name != to.Name)
        {
            said.Add(texts["Workflow.Diff.Name", to.Name, from.Name]);
        }

        said.AddRange(to.Activities.Where(a => from.Find(a.Id) is null).Select(a => texts["Workflow.Diff.StepAdded", texts.Step(a), texts.Activity(a.Name)]));
        said.AddRange(from.Activities.Where(a => to.Find(a.Id) is null).Select(a => texts["Workflow.Diff.StepRemoved", texts.Step(a), texts.Activity(a.Name)]));
        foreach (var step in to.Activities)
        {
            if (from.Find(step.Id) is { } old)
            {
                said.AddRange(await StepAsync(old, step, ct));
            }
        }

        said.AddRange(Ways(from, to));
        return [.. said.Take(MostSentences)];
    }

    private async Task<IReadOnlyList<string>> StepAsync(GraphActivity old, GraphActivity step, CancellationToken ct)
    {
        var said = new List<string>();
        var name = texts.Step(step);
        if (old.Name != step.Name)
        {
            said.Add(texts["Workflow.Diff.OtherActivity", name, texts.Activity(step.Name), texts.Activity(old.Name)]);
        }

        if (texts.Step(old) != name)
        {
            said.Add(texts["Workflow.Diff.StepRenamed", name, texts.Step(old)]);
        }

        if (old.IsStart != step.IsStart)
        {
            said.Add(texts[step.IsStart ? "Workflow.Diff.StartAdded" : "Workflow.Diff.StartRemoved", name]);
        }

        var (before, after) = (old.Properties(), step.Properties());
        var fields = (activities.Find(step.Name)?.Form.Fields ?? []).DistinctBy(f => f.Name).ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var property in after.Concat(before).Select(p => p.Key).Distinct(StringComparer.OrdinalIgnoreCase).Where(p => p != "ActivityMetadata"))
        {
            if (JsonNode.DeepEquals(before[property], after[property]))
            {
                continue;
            }

            var field = fields.GetValueOrDefault(property) ?? new ActivityField(property, FieldKind.Text);
            var (was, now) = (await saying.SayAsync(field, before[property], ct), await saying.SayAsync(field, after[property], ct));
            said.Add(
                was == now ? texts["Workflow.Diff.FieldWritten", name, texts.Field(step.Name, property)]
                : was.Length == 0 ? texts["Workflow.Diff.FieldAdded", name, texts.Field(step.Name, property), now]
                : now.Length == 0 ? texts["Workflow.Diff.FieldRemoved", name, texts.Field(step.Name, property), was]
                : texts["Workflow.Diff.FieldChanged", name, texts.Field(step.Name, property), now, was]);
        }

        return said;
    }

    // The ways of steps that came or went need no words of their own.
    private IEnumerable<string> Ways(WorkflowGraph from, WorkflowGraph to)
    {
        var outcomes = from.Transitions.Concat(to.Transitions).Select(t => (t.Source, t.Outcome)).Distinct();
        foreach (var (source, outcome) in outcomes)
        {
            var (was, now) = (from.Next(source, outcome), to.Next(source, outcome));
            if (was?.Id == now?.Id || to.Find(source) is not { } step || from.Find(source) is null)
            {
                continue;
            }

            yield return (was, now) switch
            {
                (null, { } added) => texts["Workflow.Diff.WayAdded", texts.Step(step), texts.Action(outcome), texts.Step(added)],
                ({ } removed, null) => texts["Workflow.Diff.WayRemoved", texts.Step(step), texts.Action(outcome), texts.Step(removed)],
                _ => texts["Workflow.Diff.WayChanged", texts.Step(step), texts.Action(outcome), texts.Step(now!), texts.Step(was!)],
            };
        }
    }
}
