using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows;

/// <summary>What there is to choose from, by source; read once for each request, and only what is asked for.</summary>
internal sealed class Offers(IEnumerable<IWorkflowChoices> sources, IEnumerable<IWorkflowSubjects> subjects)
{
    private readonly Dictionary<string, IReadOnlyList<Choice>> read = [];
    private Task<WorkflowSubject?>? example;

    /// <summary>The values that conditions and texts may read, of every kind of subject.</summary>
    public IReadOnlyList<SubjectValue> Values { get; } = [.. subjects.SelectMany(s => s.Values).DistinctBy(v => v.Name)];

    /// <summary>A subject that there is, for what the values are like; null when there is none.</summary>
    public Task<WorkflowSubject?> ExampleAsync(CancellationToken ct) => example ??= FirstExampleAsync(ct);

    /// <summary>Empty for a source that no module has.</summary>
    public async Task<IReadOnlyList<Choice>> OfAsync(string? source, CancellationToken ct)
    {
        if (source is null || sources.LastOrDefault(s => s.Source == source) is not { } offering)
        {
            return [];
        }

        return read.TryGetValue(source, out var known) ? known : read[source] = await offering.ListAsync(ct);
    }

    private async Task<WorkflowSubject?> FirstExampleAsync(CancellationToken ct)
    {
        foreach (var owner in subjects)
        {
            if (await owner.ExampleAsync(ct) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
