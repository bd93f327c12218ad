using IntranetInnovation.Kernel.Texts;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>A graph as a list: every step with what it says, and where each of its outcomes leads.</summary>
internal sealed class StepLines(GraphCheck check, ActivityCatalog activities, FieldSaying saying, ITexts texts)
{
    /// <summary>The steps in order, with the way that a trial took where there is one.</summary>
    public async Task<IReadOnlyList<StepLine>> OfAsync(WorkflowGraph graph, CancellationToken ct, Walked? walked = null)
    {
        var order = graph.InOrder();
        var numbers = order.Select((a, i) => (a.Id, Number: i + 1)).ToDictionary(a => a.Id, a => a.Number);
        var lines = new List<StepLine>();
        foreach (var step in order)
        {
            var known = activities.Find(step.Name);
            var properties = step.Properties();
            var facts = new List<StepFact>();
            foreach (var field in known?.Form.For(step.IsStart).Fields ?? [])
            {
                if (await saying.SayAsync(field, properties[field.Name], ct) is { Length: > 0 } said)
                {
                    facts.Add(new(texts.Field(step.Name, field.Name), said));
                }
            }

            // Those on offer first; a way by an outcome that is no longer offered is shown too, so that it can be taken away.
            var written = graph.Transitions.Where(t => t.Source == step.Id).Select(t => t.Outcome);
            var exits = (check.Outcomes(step) ?? []).Concat(written).Distinct().Select(outcome => Exit(graph, step, outcome, numbers) with { IsWalked = walked?.Ways.Contains(Walked.Way(step.Id, outcome)) == true });
            lines.Add(new(numbers[step.Id], step.Id, texts.Step(step), step.Name, texts.Activity(step.Name), step.IsStart, known is null, facts, [.. exits]) { Mark = walked?.Steps.GetValueOrDefault(step.Id) });
        }

        return lines;
    }

    private ExitLine Exit(WorkflowGraph graph, GraphActivity step, string outcome, Dictionary<string, int> numbers) =>
        graph.Next(step.Id, outcome) is { } next
            ? new(outcome, texts.Action(outcome), next.Id, numbers[next.Id], texts.Step(next), IsLost: false)
            : new(outcome, texts.Action(outcome), null, null, null, graph.Transitions.Any(t => t.Source == step.Id && t.Outcome == outcome));
}

/// <summary>A step in a list.</summary>
internal sealed record StepLine(
    int Number, string Id, string Title, string Name, string Activity, bool IsStart, bool IsForeign, IReadOnlyList<StepFact> Facts, IReadOnlyList<ExitLine> Exits)
{
    /// <summary>What a trial did there, in words; null for a step that it did not come to, and where there is no trial.</summary>
    public string? Mark { get; init; }
}

/// <summary>A property in words.</summary>
internal sealed record StepFact(string Label, string Value);

/// <summary>An outcome and where it leads; <paramref name="IsLost"/> when that is a step that does not exist.</summary>
internal sealed record ExitLine(string Outcome, string Text, string? To, int? Number, string? Title, bool IsLost)
{
    /// <summary>True when a trial went this way.</summary>
    public bool IsWalked { get; init; }
}
