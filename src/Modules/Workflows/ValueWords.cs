using System.Globalization;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Time;
using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows;

/// <summary>A subject's values as people say them: the department's name and not its slug, yes and not <c>true</c>. In the municipality's language, since what is filled in is stored.</summary>
internal sealed class ValueWords(Offers offers, IEnumerable<IWorkflowChoices> sources, ITexts texts)
{
    private readonly ITexts swedish = texts.In("sv");

    /// <summary>A text with its placeholders filled. Only what it names is read; <paramref name="memory"/> has the words for what the flow itself was given.</summary>
    public async Task<string> FillAsync(string text, WorkflowSubject subject, CancellationToken ct, IDictionary<string, string>? memory = null)
    {
        var values = new Dictionary<string, string?>(subject.Values);
        foreach (var name in Placeholders.In(text).Where(n => values.GetValueOrDefault(n) is { Length: > 0 }))
        {
            values[name] = memory is not null && memory.TryGetValue(ActivityContext.WordsMemory + name, out var own) ? own : await WordAsync(name, values[name]!, ct);
        }

        return Placeholders.Fill(text, subject with { Values = values });
    }

    // What no source has a name for is words already.
    private async Task<string> WordAsync(string name, string value, CancellationToken ct) => offers.Values.FirstOrDefault(v => v.Name == name) switch
    {
        { Kind: SubjectValueKind.Tick } => swedish[value == "true" ? "Workflow.Yes" : "Workflow.No"],
        { Kind: SubjectValueKind.Day } when DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var day) => SwedishTime.DayText(day, "sv"),
        { Source: { } source } when sources.LastOrDefault(s => s.Source == source) is { } known => await known.WordAsync(value, ct) ?? value,
        _ => value,
    };
}
