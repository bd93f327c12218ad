using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Workflows.Pages;

namespace IntranetInnovation.Workflows;

/// <summary>A step that was come to in a trial, with all that it said; what waited and went on later is one visit.</summary>
/// <param name="Number">From 1, in the order in which the steps were come to.</param>
/// <param name="StepId">Null for what the flow itself did.</param>
/// <param name="Title">As shown.</param>
/// <param name="AtUtc">When it was come to.</param>
/// <param name="Said">Sentences, in order.</param>
/// <param name="Outcome">By which it was left; null for where it waits or has stopped.</param>
internal sealed record TrialVisit(int Number, string? StepId, string Title, DateTime AtUtc, IReadOnlyList<string> Said, string? Outcome);

/// <summary>The way of a trial, to be marked on a drawing or in a list.</summary>
/// <param name="Steps">By step: in words when it was come to, and whether it waits there.</param>
/// <param name="Ways">The outcomes that were followed, each as <c>step|outcome</c>.</param>
internal sealed record Walked(IReadOnlyDictionary<string, string> Steps, IReadOnlySet<string> Ways)
{
    public static string Way(string step, string outcome) => $"{step}|{outcome}";
}

internal static class TrialWalk
{
    public static IReadOnlyList<TrialVisit> Visits(this Trial trial)
    {
        var visits = new List<TrialVisit>();
        foreach (var line in trial.Lines)
        {
            var at = visits.FindLastIndex(v => v.StepId == line.StepId && v.Outcome is null);
            var said = line.Sentence is { Length: > 0 } sentence ? new[] { sentence } : [];
            if (at >= 0)
            {
                visits[at] = visits[at] with { Said = [.. visits[at].Said, .. said], Outcome = line.Outcome };
            }
            else
            {
                visits.Add(new(visits.Count + 1, line.StepId, line.Title, line.AtUtc, said, line.Outcome));
            }
        }

        return visits;
    }

    public static Walked Walked(this Trial trial, WorkflowGraph graph, ITexts texts)
    {
        var visits = trial.Visits().Where(v => v.StepId is not null).ToList();
        var steps = visits.GroupBy(v => v.StepId!).ToDictionary(g => g.Key, g =>
        {
            var turns = string.Join(", ", g.Select(v => v.Number));
            return g.Last().Outcome is not null ? texts["Workflow.Try.Mark", turns]
                : texts[trial.Waits.Any(w => w.StepId == g.Key) ? "Workflow.Try.MarkWaits" : "Workflow.Try.MarkStopped", turns];
        });
        var ways = visits.Where(v => v.Outcome is not null).SelectMany(v => Followed(graph, v.StepId!, v.Outcome!).Select(o => Workflows.Walked.Way(v.StepId!, o)));
        return new(steps, ways.ToHashSet());
    }

    // A fork says all its outcomes in one.
    private static IEnumerable<string> Followed(WorkflowGraph graph, string step, string outcome) =>
        (graph.Next(step, outcome) is null ? outcome.Split(", ") : [outcome]).Where(o => graph.Next(step, o) is not null);
}
